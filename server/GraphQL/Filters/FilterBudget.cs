using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Guards;

namespace UsageAnalysis.GraphQL.Filters;

/// <summary>Keeps one <c>where</c> within what the database plans and runs quickly.</summary>
sealed class FilterBudget(GraphQLLimits limits)
{
    int conditions;
    int values;
    int depth;

    internal void Enter()
    {
        if (++depth > limits.MaxFilterDepth) throw Exceeded($"is nested deeper than {limits.MaxFilterDepth} levels");
        Condition();
    }

    internal void Leave()
    {
        depth--;
        conditions--;
    }

    internal void Condition()
    {
        if (++conditions > limits.MaxFilterConditions) throw Exceeded($"has more than {limits.MaxFilterConditions} conditions");
    }

    internal void Values(int count)
    {
        if ((values += count) > limits.MaxFilterValues) throw Exceeded($"lists more than {limits.MaxFilterValues} values");
    }

    static GraphQLRequestException Exceeded(string what) => new($"The filter {what}. Ask in several requests.", ErrorCodes.FilterBudget);
}

using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Guards;

namespace UsageAnalysis.GraphQL.Filters;

/// <summary>Keeps one <c>where</c> within what the database plans and runs quickly.</summary>
sealed class FilterBudget(GraphQLLimits limits)
{
    int conditions;
    int values;
    int depth;
    int objects;

    internal void Enter()
    {
        if (++depth > limits.MaxFilterDepth) throw Exceeded($"is nested deeper than {limits.MaxFilterDepth} levels");
        // Groups cost little, yet a filter of nothing but groups must end somewhere.
        if (++objects > 4 * limits.MaxFilterConditions) throw Exceeded($"has more than {4 * limits.MaxFilterConditions} groups");
    }

    internal void Leave() => depth--;

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

using System.Collections;
using GraphQLParser.AST;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Execution;

namespace UsageAnalysis.GraphQL.Guards;

/// <summary>Limits lists inside variables; a mutation may carry longer ones, as event batches travel there.</summary>
static class VariableGuard
{
    internal static void Check(GraphQLRequest request, GraphQLOperationDefinition? operation, GraphQLLimits limits)
    {
        var isMutation = operation?.Operation == OperationType.Mutation;
        var longest = isMutation ? limits.MaxMutationListLength : limits.MaxListLength;
        foreach (var (name, value) in request.Variables) Check(name, value, longest);
    }

    static void Check(string name, object? value, int longest)
    {
        if (value is IDictionary<string, object?> map)
        {
            foreach (var item in map.Values) Check(name, item, longest);
        }
        else if (value is ICollection list)
        {
            if (list.Count > longest)
                throw new GraphQLRequestException($"The variable '{name}' has a list of {list.Count} items, more than {longest}.",
                    ErrorCodes.ListTooLong);
            foreach (var item in list) Check(name, item, longest);
        }
    }
}

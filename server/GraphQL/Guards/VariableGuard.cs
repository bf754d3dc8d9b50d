using System.Collections;
using GraphQLParser.AST;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Execution;

namespace UsageAnalysis.GraphQL.Guards;

/// <summary>
/// Limits the number and depth of variables and the lists inside them; a mutation may carry longer ones, as event batches travel there.
/// </summary>
static class VariableGuard
{
    internal static void Check(GraphQLRequest request, GraphQLOperationDefinition? operation, GraphQLLimits limits)
    {
        if (request.OperationName?.Length > limits.MaxNameLength)
        {
            throw TooLarge($"`operationName` has {request.OperationName.Length} characters, more than {limits.MaxNameLength}.");
        }
        if (request.Variables.Count > limits.MaxVariables)
            throw TooLarge($"The request sends {request.Variables.Count} variables, more than {limits.MaxVariables}.");
        var isMutation = operation?.Operation == OperationType.Mutation;
        var longest = isMutation ? limits.MaxMutationListLength : limits.MaxListLength;
        foreach (var (name, value) in request.Variables) Check(name, value, longest, limits.MaxVariableDepth);
    }

    static void Check(string name, object? value, int longest, int levels)
    {
        if (value is not ICollection items) return;
        if (levels == 0) throw TooLarge($"The variable {Quoted.Text(name)} is nested too deeply.");
        if (items.Count > longest)
            throw new GraphQLRequestException(
                $"The variable {Quoted.Text(name)} has a list or object of {items.Count} items, more than {longest}.",
                ErrorCodes.ListTooLong);
        foreach (var item in value is IDictionary<string, object?> map ? (IEnumerable)map.Values : items)
            Check(name, item, longest, levels - 1);
    }

    static GraphQLRequestException TooLarge(string message) => new(message, ErrorCodes.DocumentTooLarge);
}

using GraphQL;
using UsageAnalysis.GraphQL.Guards;

namespace UsageAnalysis.GraphQL.Execution;

/// <summary>One parsed request of any transport.</summary>
/// <param name="Query">The document.</param>
/// <param name="OperationName">Which of its operations; needed when there are several.</param>
/// <param name="Variables">The variables' values.</param>
/// <param name="Extensions">What the client sent beside them.</param>
/// <param name="BodyBytes">The length of the body that it came in.</param>
sealed record GraphQLRequest(string Query, string? OperationName, Inputs Variables, Inputs Extensions, long BodyBytes = 0)
{
    /// <summary>Whether the answer tells what it cost.</summary>
    internal CostReport Cost { get; init; }
}

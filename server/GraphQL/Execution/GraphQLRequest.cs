using GraphQL;
using UsageAnalysis.GraphQL.Guards;

namespace UsageAnalysis.GraphQL.Execution;

/// <summary>One parsed request of any transport.</summary>
/// <param name="Query">The document; empty when the client names a persisted one.</param>
/// <param name="OperationName">Which of its operations; needed when there are several.</param>
/// <param name="Variables">The variables' values.</param>
/// <param name="Extensions">What the client sent beside them.</param>
/// <param name="BodyBytes">The length of the body that it came in.</param>
/// <param name="DocumentId">The persisted document's id, when there is no <paramref name="Query"/>.</param>
/// <param name="StoreAs">The hash under which the client wants the document stored.</param>
/// <param name="Cost">Whether the answer tells what it cost.</param>
sealed record GraphQLRequest(string Query, string? OperationName, Inputs Variables, Inputs Extensions, long BodyBytes = 0,
    string? DocumentId = null, string? StoreAs = null, CostReport Cost = CostReport.None);

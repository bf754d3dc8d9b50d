namespace UsageAnalysis.GraphQL.Paging;

/// <summary>What a connection resolver returns when it knows the number of rows more cheaply than by counting the query.</summary>
/// <param name="Query">All rows, neither sorted nor paged.</param>
/// <param name="Count">
/// Counts <paramref name="Query"/>; used only while the caller sends no <c>where</c>. It must not wait for loaders.
/// </param>
public sealed record Rows<T>(IQueryable<T> Query, Func<CancellationToken, Task<long>>? Count = null)
    where T : class;

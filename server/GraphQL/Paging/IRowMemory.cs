namespace UsageAnalysis.GraphQL.Paging;

/// <summary>Remembers what a database answered to the queries of connections.</summary>
public interface IRowMemory
{
    /// <summary>The rows of a query, asked or remembered. They are shared: nobody may change them.</summary>
    Task<IReadOnlyList<TRow>> ListAsync<TRow>(IQueryable<TRow> query, CancellationToken cancellationToken);
}

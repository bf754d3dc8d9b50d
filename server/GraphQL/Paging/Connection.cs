namespace UsageAnalysis.GraphQL.Paging;

/// <summary>One page of rows, as the connection type reads it.</summary>
sealed record Connection(IReadOnlyList<Edge> Edges, bool HasNextPage, bool HasPreviousPage, int TotalCount)
{
    /// <summary>Where the page lies; the cursors are made only when this is read.</summary>
    internal PageInfo PageInfo => new(
        HasNextPage, HasPreviousPage, Edges is [var first, ..] ? first.Cursor : null, Edges is [.., var last] ? last.Cursor : null);

    internal static Connection CountOnly(int totalCount) => new([], false, false, totalCount);
}

/// <summary>One row of a page; the cursor is made only when it is read.</summary>
sealed record Edge(object Node, Order Order, object?[] Keys)
{
    internal string Cursor => Paging.Cursor.Encode(Order, Keys);
}

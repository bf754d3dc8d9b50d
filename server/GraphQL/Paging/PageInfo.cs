namespace UsageAnalysis.GraphQL.Paging;

/// <summary>Where a page lies.</summary>
/// <param name="HasNextPage">True when rows follow this page.</param>
/// <param name="HasPreviousPage">True when rows precede this page.</param>
/// <param name="StartCursor">The cursor of the first row; null on an empty page.</param>
/// <param name="EndCursor">The cursor of the last row; null on an empty page.</param>
public sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);

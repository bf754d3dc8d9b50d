using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.GraphQL.Paging;

/// <summary>The checked paging arguments of one connection field.</summary>
/// <param name="Size">Rows asked for.</param>
/// <param name="Backwards">True when the page ends at the place instead of beginning there.</param>
/// <param name="After">Cursor behind which rows begin.</param>
/// <param name="Before">Cursor ahead of which rows end.</param>
sealed record PageArguments(int Size, bool Backwards, string? After, string? Before)
{
    internal static PageArguments Read(int? first, string? after, int? last, string? before, UseConnectionAttribute paging)
    {
        if (first is not null && last is not null)
            throw new GraphQLRequestException("Give either `first` or `last`, not both.", ErrorCodes.PagingBoundaries);
        Check("first", first, paging);
        Check("last", last, paging);
        var backwards = last is not null || (first is null && before is not null && after is null);
        return new PageArguments(first ?? last ?? paging.DefaultPageSize, backwards, after, before);
    }

    static void Check(string name, int? size, UseConnectionAttribute paging)
    {
        if (size < 0) throw new GraphQLRequestException($"`{name}: {size}` is below 0.", ErrorCodes.PageSizeTooSmall);
        if (size > paging.MaxPageSize)
            throw new GraphQLRequestException(
                $"`{name}: {size}` exceeds the maximum page size of {paging.MaxPageSize}; page on with a cursor.",
                ErrorCodes.PageSizeExceeded);
    }
}

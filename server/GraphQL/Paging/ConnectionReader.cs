using GraphQL;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Filters;

namespace UsageAnalysis.GraphQL.Paging;

/// <summary>Reads one page: filter, count when asked, sort, seek, one row more than the page.</summary>
abstract class ConnectionReader
{
    internal abstract ValueTask<object?> ReadAsync(IResolveFieldContext context, object? rows);
}

/// <inheritdoc/>
sealed class ConnectionReader<T>(
    UseConnectionAttribute paging, FilterInputType? filter, SortInputType sort, SortTypes sorts, FilterCompiler compiler) : ConnectionReader
    where T : class
{
    internal override async ValueTask<object?> ReadAsync(IResolveFieldContext context, object? rows)
    {
        var selection = Selection.Of(context);
        var arguments = PageArguments.Read(Int("first"), Text("after"), Int("last"), Text("before"), paging);
        var order = Order.Of(sort, Value("order"), sorts);
        var (query, count) = rows is Rows<T> known ? known : new Rows<T>((IQueryable<T>)rows!);
        var inDatabase = query.Provider is IAsyncQueryProvider;
        if (inDatabase) query = query.AsNoTracking();
        if (filter is not null && compiler.Compile<T>(filter, Value("where") as IDictionary<string, object?>) is { } where)
            (query, count) = (query.Where(where), null);
        var total = selection.Selects("totalCount") ? checked((int)await CountAsync()) : 0;
        if (!selection.Selects("edges") && !selection.Selects("nodes") && !selection.Selects("pageInfo"))
            return Connection.CountOnly(total);
        return await PageAsync(query, order, arguments, inDatabase, total, context.CancellationToken);

        object? Value(string name) =>
            context.Arguments is not null && context.Arguments.TryGetValue(name, out var argument) ? argument.Value : null;
        int? Int(string name) => Value(name) as int?;
        string? Text(string name) => Value(name) as string;
        Task<long> CountAsync() => count is not null ? count(context.CancellationToken)
            : inDatabase ? query.LongCountAsync(context.CancellationToken) : Task.FromResult(query.LongCount());
    }

    static async Task<Connection> PageAsync(
        IQueryable<T> query, Order order, PageArguments page, bool inDatabase, int total, CancellationToken cancellationToken)
    {
        if (page.After is not null) query = Keyset.Seek(query, order, Cursor.Decode(page.After, order), false, inDatabase);
        if (page.Before is not null) query = Keyset.Seek(query, order, Cursor.Decode(page.Before, order), true, inDatabase);
        var sized = Keyset.Sort(query, order, page.Backwards).Take(page.Size + 1).Select(Keyset.Project<T>(order));
        var read = inDatabase ? await sized.ToListAsync(cancellationToken) : [.. sized];
        var more = read.Count > page.Size;
        if (more) read.RemoveAt(read.Count - 1);
        if (page.Backwards) read.Reverse();
        var edges = read.ConvertAll(row => new Edge(row.Row, order, row.Keys));
        return page.Backwards
            ? new Connection(edges, page.Before is not null, more, total)
            : new Connection(edges, more, page.After is not null, total);
    }
}

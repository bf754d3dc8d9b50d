using System.Linq.Expressions;
using GraphQL;
using Microsoft.EntityFrameworkCore;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Filters;

namespace UsageAnalysis.GraphQL.Paging;

/// <summary>Reads pages: filter, count when asked, sort, seek, one row more than the page.</summary>
abstract class ConnectionReader
{
    /// <summary>What a field asks for. Fails when its arguments contradict each other.</summary>
    internal abstract ConnectionQuestion Question(IResolveFieldContext context);
}

/// <summary>What one connection field asks for, checked.</summary>
abstract class ConnectionQuestion
{
    /// <summary>The page of a query, or of <see cref="Rows{T}"/>.</summary>
    internal abstract Task<Connection> PageAsync(object rows, CancellationToken cancellationToken);

    /// <summary>The pages of many objects, by object; rows are a <see cref="Related{T}"/>.</summary>
    internal abstract Task<Func<object, Connection>> PagesAsync(
        object rows, IReadOnlyCollection<object> sources, CancellationToken cancellationToken);
}

/// <inheritdoc/>
sealed class ConnectionReader<T>(
    UseConnectionAttribute paging, FilterInputType? filter, SortInputType sort, SortTypes sorts, FilterCompiler compiler) : ConnectionReader
    where T : class
{
    internal override ConnectionQuestion Question(IResolveFieldContext context)
    {
        var page = PageArguments.Read(Int("first"), Text("after"), Int("last"), Text("before"), paging);
        var where = filter is null ? null : compiler.Compile<T>(filter, Value("where") as IDictionary<string, object?>);
        return new ConnectionQuestion<T>(page, Order.Of(sort, Value("order"), sorts), where, Selection.Of(context));

        object? Value(string name) =>
            context.Arguments is not null && context.Arguments.TryGetValue(name, out var argument) ? argument.Value : null;
        int? Int(string name) => Value(name) as int?;
        string? Text(string name) => Value(name) as string;
    }
}

/// <inheritdoc/>
sealed class ConnectionQuestion<T> : ConnectionQuestion
    where T : class
{
    readonly PageArguments page;
    readonly Order order;
    readonly Expression<Func<T, bool>>? where;
    readonly bool withRows;
    readonly bool withCount;
    readonly object?[]? after;
    readonly object?[]? before;

    internal ConnectionQuestion(PageArguments page, Order order, Expression<Func<T, bool>>? where, Selection selection)
    {
        (this.page, this.order, this.where) = (page, order, where);
        withRows = selection.Selects("edges") || selection.Selects("nodes") || selection.Selects("pageInfo");
        withCount = selection.Selects("totalCount");
        after = page.After is null ? null : Cursor.Decode(page.After, order);
        before = page.Before is null ? null : Cursor.Decode(page.Before, order);
    }

    internal override async Task<Connection> PageAsync(object rows, CancellationToken cancellationToken)
    {
        var (query, known) = rows is Rows<T> counted ? counted : new Rows<T>((IQueryable<T>)rows);
        var inDatabase = Keyset.IsInDatabase(query);
        var total = !withCount ? 0
            : where is null && known is not null ? await known(cancellationToken)
            : inDatabase ? await Narrow(query).LongCountAsync(cancellationToken) : Narrow(query).LongCount();
        var paged = Page(query.AsNoTracking(), false, inDatabase).Select(Keyset.Project<T>(order));
        var read = withRows ? await Keyset.ListAsync(paged, cancellationToken) : [];
        return Cut(read, total);
    }

    internal override async Task<Func<object, Connection>> PagesAsync(
        object rows, IReadOnlyCollection<object> sources, CancellationToken cancellationToken)
    {
        var related = (Related<T>)rows;
        var totals = withCount ? await related.CountAsync(sources, where is null ? null : Narrow, cancellationToken) : null;
        var pages = withRows ? await related.ListAsync(related.Pages(sources, Page, Keyset.Project<T>(order)), cancellationToken) : [];
        var byKey = pages.ToLookup(owned => owned.Key, owned => owned.Value);
        return source => Cut([.. byKey[related.KeyOf(source)]], totals?.GetValueOrDefault(related.KeyOf(source)) ?? 0);
    }

    IQueryable<T> Narrow(IQueryable<T> query) => where is null ? query : query.Where(where);

    IQueryable<T> Page(IQueryable<T> query, bool arePages, bool inDatabase)
    {
        var rows = arePages ? query : Narrow(query);
        if (!arePages && after is not null) rows = Keyset.Seek(rows, order, after, false, inDatabase);
        if (!arePages && before is not null) rows = Keyset.Seek(rows, order, before, true, inDatabase);
        return Keyset.Sort(rows, order, page.Backwards).Take(page.Size + 1);
    }

    Connection Cut(List<KeyedRow<T>> read, long total)
    {
        var more = read.Count > page.Size;
        if (more) read.RemoveAt(read.Count - 1);
        if (page.Backwards) read.Reverse();
        var edges = read.ConvertAll(row => new Edge(row.Row, order, row.Keys));
        return page.Backwards
            ? new Connection(edges, page.Before is not null, more, checked((int)total))
            : new Connection(edges, more, page.After is not null, checked((int)total));
    }
}

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using UsageAnalysis.GraphQL.Filters;

namespace UsageAnalysis.GraphQL.Paging;

/// <summary>A relation by expressions, made by <see cref="Related"/>.</summary>
sealed class Relation<TSource, TOwner, TKey, T>(Func<TSource, TKey> keyOf, Func<IReadOnlyList<TKey>, IQueryable<TOwner>> owners,
    Expression<Func<TOwner, TKey>> key, Expression<Func<TOwner, IQueryable<T>>> rows, Expression<Func<TOwner, long>>? count) : Related<T>
    where TKey : notnull
    where T : class
{
    readonly ParameterExpression owner = rows.Parameters[0];

    internal Func<IReadOnlyList<TKey>, CancellationToken, Task<IReadOnlyDictionary<TKey, long>>>? Known { get; init; }

    internal override object KeyOf(object source) => keyOf((TSource)source);

    // A lateral join: its nested loop stops at the size of each page, and keeps its order.
    internal override IQueryable<Owned<KeyedRow<T>>> Pages(
        IReadOnlyCollection<object> sources, PageOf<T> page, Expression<Func<T, KeyedRow<T>>> project)
    {
        var all = Owners(sources);
        var inDatabase = Keyset.IsInDatabase(all);
        var reached = PagesOfParts is null ? Rows() : PagesOfParts(owner, part => page(part, false, inDatabase));
        var paged = page(Lateral.Tied(reached, ParameterSwap.Apply(key, owner)), PagesOfParts is not null, inDatabase);
        var each = Expression.Lambda<Func<TOwner, IEnumerable<T>>>(paged.Expression, owner);
        var make = Expression.Lambda<Func<TOwner, T, Owned<KeyedRow<T>>>>(Make(project.Body), owner, project.Parameters[0]);
        return all.SelectMany(each, make).AsNoTracking();
    }

    internal override async Task<IReadOnlyDictionary<object, long>> CountAsync(
        IReadOnlyCollection<object> sources, Func<IQueryable<T>, IQueryable<T>>? narrow, CancellationToken cancellationToken)
    {
        if (narrow is null && Known is not null)
            return (await Known(Keys(sources), cancellationToken)).ToDictionary(known => (object)known.Key, known => known.Value);
        var counted = narrow is null && count is not null
            ? ParameterSwap.Apply(count, owner)
            : Expression.Call(typeof(Queryable), nameof(Queryable.LongCount), [typeof(T)], (narrow?.Invoke(Rows()) ?? Rows()).Expression);
        var counts = Owners(sources).Select(Expression.Lambda<Func<TOwner, Owned<long>>>(Make(counted), owner));
        return (await ListAsync(counts, cancellationToken)).ToDictionary(count => count.Key, count => count.Value);
    }

    TKey[] Keys(IReadOnlyCollection<object> sources) => [.. sources.Select(s => keyOf((TSource)s)).Distinct()];

    IQueryable<TOwner> Owners(IReadOnlyCollection<object> sources) => owners(Keys(sources));

    // Only composes the expression: nothing is run by this query.
    EnumerableQuery<T> Rows() => new(rows.Body);

    NewExpression Make(Expression value) => Expression.New(typeof(Owned<>).MakeGenericType(value.Type).GetConstructors()[0],
        Expression.Convert(ParameterSwap.Apply(key, owner), typeof(object)), value);
}

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using UsageAnalysis.GraphQL.Filters;

namespace UsageAnalysis.GraphQL.Paging;

/// <summary>
/// What a connection below a list returns: how to reach the rows of many objects at once. The resolver is called once for all objects of a
/// level, and one statement brings a page for each of them.
/// </summary>
public abstract class Related<T>
    where T : class
{
    private protected Related() { }

    /// <summary>The key by which the rows of an object are found again.</summary>
    internal abstract object KeyOf(object source);

    /// <summary>A query for the same page of the rows of each of many objects; the page is told whether a database answers it.</summary>
    internal abstract IQueryable<Owned<KeyedRow<T>>> Pages(
        IReadOnlyCollection<object> sources, Func<IQueryable<T>, bool, IQueryable<T>> page, Expression<Func<T, KeyedRow<T>>> project);

    /// <summary>How many rows each of many objects has, by key; <paramref name="narrow"/> is null where all of them count.</summary>
    internal abstract Task<IReadOnlyDictionary<object, long>> CountAsync(
        IReadOnlyCollection<object> sources, Func<IQueryable<T>, IQueryable<T>>? narrow, CancellationToken cancellationToken);
}

/// <summary>An object whose connections are read together only with those of objects of the same group.</summary>
public interface IGrouped
{
    /// <summary>Equal for objects of one group.</summary>
    object Group { get; }
}

/// <summary>Something with the key of the object that it belongs to.</summary>
sealed record Owned<TValue>(object Key, TValue Value);

/// <summary>Makes relations.</summary>
public static class Related
{
    /// <summary>Rows that are reached from the objects' own table.</summary>
    /// <param name="owners">The table of the objects.</param>
    /// <param name="key">The objects' key: a single column.</param>
    /// <param name="rows">From one object to its rows, neither sorted nor paged.</param>
    /// <param name="count">How many rows one object has, where that is known more cheaply than by counting them.</param>
    public static Related<T> Of<TOwner, TKey, T>(IQueryable<TOwner> owners, Expression<Func<TOwner, TKey>> key,
        Expression<Func<TOwner, IQueryable<T>>> rows, Expression<Func<TOwner, long>>? count = null)
        where TOwner : class
        where TKey : notnull
        where T : class => Of(Getter(key), keys => owners.WithKeys(key, keys), key, rows, count);

    /// <summary>Rows that are reached from another table than the objects' own, or by a key of several columns.</summary>
    /// <param name="keyOf">The key of an object; several columns make a record of one's own.</param>
    /// <param name="owners">The rows of the other table that have one of the keys.</param>
    /// <param name="key">The key of such a row.</param>
    /// <param name="rows">From such a row to the rows that are wanted, neither sorted nor paged.</param>
    /// <param name="count">How many there are, where that is known more cheaply than by counting them.</param>
    public static Related<T> Of<TSource, TOwner, TKey, T>(Func<TSource, TKey> keyOf, Func<IReadOnlyList<TKey>, IQueryable<TOwner>> owners,
        Expression<Func<TOwner, TKey>> key, Expression<Func<TOwner, IQueryable<T>>> rows, Expression<Func<TOwner, long>>? count = null)
        where TSource : class
        where TKey : notnull
        where T : class => new Relation<TSource, TOwner, TKey, T>(keyOf, owners, key, rows, count);

    /// <summary>The same, where another engine knows how many rows each key has; keys without rows may be left out.</summary>
    /// <inheritdoc cref="Of{TSource, TOwner, TKey, T}(Func{TSource, TKey}, Func{IReadOnlyList{TKey}, IQueryable{TOwner}}, Expression{Func{TOwner, TKey}}, Expression{Func{TOwner, IQueryable{T}}}, Expression{Func{TOwner, long}})"/>
    public static Related<T> Of<TSource, TOwner, TKey, T>(Func<TSource, TKey> keyOf, Func<IReadOnlyList<TKey>, IQueryable<TOwner>> owners,
        Expression<Func<TOwner, TKey>> key, Expression<Func<TOwner, IQueryable<T>>> rows,
        Func<IReadOnlyList<TKey>, CancellationToken, Task<IReadOnlyDictionary<TKey, long>>> counts)
        where TSource : class
        where TKey : notnull
        where T : class => new Relation<TSource, TOwner, TKey, T>(keyOf, owners, key, rows, null) { Known = counts };

    /// <summary>The rows whose key is among the given ones.</summary>
    public static IQueryable<TOwner> WithKeys<TOwner, TKey>(
        this IQueryable<TOwner> owners, Expression<Func<TOwner, TKey>> key, IReadOnlyList<TKey> keys)
    {
        var among = Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(TKey)],
            Captured.Value(keys.ToArray(), typeof(TKey[])), key.Body);
        return owners.Where(Expression.Lambda<Func<TOwner, bool>>(among, key.Parameters));
    }

    // Compiling an expression at each request would cost more than the query.
    static Func<TOwner, TKey> Getter<TOwner, TKey>(Expression<Func<TOwner, TKey>> key) =>
        key.Body is MemberExpression { Member: System.Reflection.PropertyInfo property, Expression: ParameterExpression }
            ? owner => (TKey)property.GetValue(owner)!
            : throw new InvalidOperationException($"'{key}' is not a property; give keyOf and owners.");
}

/// <inheritdoc/>
sealed class Relation<TSource, TOwner, TKey, T>(Func<TSource, TKey> keyOf, Func<IReadOnlyList<TKey>, IQueryable<TOwner>> owners,
    Expression<Func<TOwner, TKey>> key, Expression<Func<TOwner, IQueryable<T>>> rows, Expression<Func<TOwner, long>>? count) : Related<T>
    where TKey : notnull
    where T : class
{
    readonly ParameterExpression owner = rows.Parameters[0];

    internal Func<IReadOnlyList<TKey>, CancellationToken, Task<IReadOnlyDictionary<TKey, long>>>? Known { get; init; }

    internal override object KeyOf(object source) => keyOf((TSource)source);

    // A lateral join: its nested loop keeps the order of each page, and stops at its size.
    internal override IQueryable<Owned<KeyedRow<T>>> Pages(
        IReadOnlyCollection<object> sources, Func<IQueryable<T>, bool, IQueryable<T>> page, Expression<Func<T, KeyedRow<T>>> project)
    {
        var all = Owners(sources);
        var each = Expression.Lambda<Func<TOwner, IEnumerable<T>>>(page(Rows(), Keyset.IsInDatabase(all)).Expression, owner);
        return all.SelectMany(each, Expression.Lambda<Func<TOwner, T, Owned<KeyedRow<T>>>>(Make(project.Body), owner, project.Parameters[0]))
            .AsNoTracking();
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
        return (await Keyset.ListAsync(counts, cancellationToken)).ToDictionary(count => count.Key, count => count.Value);
    }

    TKey[] Keys(IReadOnlyCollection<object> sources) => [.. sources.Select(s => keyOf((TSource)s)).Distinct()];

    IQueryable<TOwner> Owners(IReadOnlyCollection<object> sources) => owners(Keys(sources));

    // Only composes the expression: nothing is run by this query.
    EnumerableQuery<T> Rows() => new(rows.Body);

    NewExpression Make(Expression value) => Expression.New(typeof(Owned<>).MakeGenericType(value.Type).GetConstructors()[0],
        Expression.Convert(ParameterSwap.Apply(key, owner), typeof(object)), value);
}

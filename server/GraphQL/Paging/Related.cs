using System.Linq.Expressions;
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

    /// <summary>Given an object and how to page, all pages of its parts; null where it has no parts.</summary>
    internal Func<Expression, Func<IQueryable<T>, IQueryable<T>>, IQueryable<T>>? PagesOfParts { get; set; }

    /// <summary>Where its rows are remembered; null where they are always asked.</summary>
    internal IRowMemory? Memory { get; set; }

    /// <summary>The key by which the rows of an object are found again.</summary>
    internal abstract object KeyOf(object source);

    /// <summary>The rows of a query that this relation made.</summary>
    internal async Task<IReadOnlyList<TRow>> ListAsync<TRow>(IQueryable<TRow> query, CancellationToken cancellationToken) =>
        Memory is { } memory && Keyset.IsInDatabase(query)
            ? await memory.ListAsync(query, cancellationToken)
            : await Keyset.ListAsync(query, cancellationToken);

    /// <summary>A query for the same page of the rows of each of many objects.</summary>
    internal abstract IQueryable<Owned<KeyedRow<T>>> Pages(
        IReadOnlyCollection<object> sources, PageOf<T> page, Expression<Func<T, KeyedRow<T>>> project);

    /// <summary>How many rows each of many objects has, by key; <paramref name="narrow"/> is null where all of them count.</summary>
    internal abstract Task<IReadOnlyDictionary<object, long>> CountAsync(
        IReadOnlyCollection<object> sources, Func<IQueryable<T>, IQueryable<T>>? narrow, CancellationToken cancellationToken);
}

/// <summary>Makes a page of rows.</summary>
/// <param name="rows">All rows, or pages of parts of them.</param>
/// <param name="arePages">True for pages of parts, which are narrowed already.</param>
/// <param name="inDatabase">Whether a database answers the query.</param>
delegate IQueryable<T> PageOf<T>(IQueryable<T> rows, bool arePages, bool inDatabase);

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
    public static Related<T> Of<TSource, TOwner, TKey, T>(Func<TSource, TKey> keyOf, Func<IReadOnlyList<TKey>, IQueryable<TOwner>> owners,
        Expression<Func<TOwner, TKey>> key, Expression<Func<TOwner, IQueryable<T>>> rows,
        Func<IReadOnlyList<TKey>, CancellationToken, Task<IReadOnlyDictionary<TKey, long>>> counts)
        where TSource : class
        where TKey : notnull
        where T : class => new Relation<TSource, TOwner, TKey, T>(keyOf, owners, key, rows, null) { Known = counts };

    /// <summary>
    /// The same relation, where the rows belong to parts of an object, and an index has those of one part in order: a page is then made of
    /// the pages of the parts, instead of sorting all rows.
    /// </summary>
    /// <param name="related">The relation.</param>
    /// <param name="parts">From an object to its parts.</param>
    /// <param name="key">The key of a part.</param>
    /// <param name="rows">From a part to its rows: together the rows of the object, each once.</param>
    public static Related<T> Through<TOwner, TPart, T>(this Related<T> related, Expression<Func<TOwner, IQueryable<TPart>>> parts,
        Expression<Func<TPart, int>> key, Expression<Func<TPart, IQueryable<T>>> rows)
        where T : class
    {
        var part = rows.Parameters[0];
        var tied = Lateral.Tied(new EnumerableQuery<T>(rows.Body), ParameterSwap.Apply(key, part));
        related.PagesOfParts = (owner, page) =>
        {
            var each = Expression.Lambda<Func<TPart, IEnumerable<T>>>(page(tied).Expression, part);
            return new EnumerableQuery<T>(Expression.Call(typeof(Queryable), nameof(Queryable.SelectMany), [typeof(TPart), typeof(T)],
                ParameterSwap.Apply(parts, owner), Expression.Quote(each)));
        };
        return related;
    }

    /// <summary>The same relation, whose pages and counts are remembered.</summary>
    public static Related<T> Remembered<T>(this Related<T> related, IRowMemory memory)
        where T : class
    {
        related.Memory = memory;
        return related;
    }

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

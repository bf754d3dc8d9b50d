using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using UsageAnalysis.GraphQL.Filters;

namespace UsageAnalysis.GraphQL.Paging;

/// <summary>A row with its key values.</summary>
sealed record KeyedRow<T>(T Row, object?[] Keys);

/// <summary>
/// Orders a query and seeks behind a place in it. Nulls stand as in PostgreSQL: last in ascending, first in descending order
/// (https://www.postgresql.org/docs/current/queries-order.html).
/// </summary>
static class Keyset
{
    static readonly HashSet<Type> ByOperator =
    [
        typeof(byte), typeof(short), typeof(int), typeof(long), typeof(float), typeof(double), typeof(decimal),
        typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeSpan),
    ];

    /// <summary>Whether a database answers the query; else it runs over objects, as in tests.</summary>
    internal static bool IsInDatabase(IQueryable query) => query.Provider is IAsyncQueryProvider;

    internal static async Task<List<TRow>> ListAsync<TRow>(IQueryable<TRow> query, CancellationToken cancellationToken) =>
        IsInDatabase(query) ? await query.ToListAsync(cancellationToken) : [.. query];

    internal static void RequireComparable(Type type, string where)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain != typeof(string) && plain != typeof(Guid) && !ByOperator.Contains(plain))
            throw new InvalidOperationException($"{where}: a {plain.Name} cannot be a sort key.");
    }

    internal static IQueryable<T> Sort<T>(IQueryable<T> query, Order order, bool reversed)
    {
        var first = true;
        foreach (var key in order.Keys)
        {
            var name = (first ? "OrderBy" : "ThenBy") + (key.Descending != reversed ? "Descending" : "");
            var call = Expression.Call(typeof(Queryable), name, [typeof(T), key.Selector.ReturnType], query.Expression,
                Expression.Quote(key.Selector));
            query = query.Provider.CreateQuery<T>(call);
            first = false;
        }
        return query;
    }

    /// <summary>The rows that come after a place, in the direction of reading.</summary>
    internal static IQueryable<T> Seek<T>(IQueryable<T> query, Order order, object?[] place, bool reversed, bool inDatabase)
    {
        var row = Expression.Parameter(typeof(T), "row");
        var keys = order.Keys.Select((key, i) => new Key(ParameterSwap.Apply(key.Selector, row), place[i], key.Descending != reversed))
            .ToArray();
        var oneWay = Array.TrueForAll(keys, k => k.Descending == keys[0].Descending && !k.MayBeNull);
        var behind = inDatabase && oneWay && keys.Length is > 1 and < 8 ? RowComparison(keys) : Lexicographic(keys);
        return query.Where(Expression.Lambda<Func<T, bool>>(behind, row));
    }

    /// <summary>The projection that brings each row with its key values.</summary>
    internal static Expression<Func<T, KeyedRow<T>>> Project<T>(Order order)
    {
        var row = Expression.Parameter(typeof(T), "row");
        var values = order.Keys.Select(k => Expression.Convert(ParameterSwap.Apply(k.Selector, row), typeof(object)));
        var make = typeof(KeyedRow<T>).GetConstructor([typeof(T), typeof(object[])])!;
        return Expression.Lambda<Func<T, KeyedRow<T>>>(Expression.New(make, row, Expression.NewArrayInit(typeof(object), values)), row);
    }

    // (a, b) > (x, y): PostgreSQL turns a row comparison into one index range.
    static MethodCallExpression RowComparison(Key[] keys)
    {
        var name = keys[0].Descending ? nameof(NpgsqlDbFunctionsExtensions.LessThan) : nameof(NpgsqlDbFunctionsExtensions.GreaterThan);
        var compare = typeof(NpgsqlDbFunctionsExtensions).GetMethod(name, [typeof(DbFunctions), typeof(ITuple), typeof(ITuple)])!;
        return Expression.Call(compare, Expression.Constant(EF.Functions), Tuple(k => k.Column), Tuple(k => k.Captured));

        UnaryExpression Tuple(Func<Key, Expression> part)
        {
            var create = Expression.Call(typeof(ValueTuple), nameof(ValueTuple.Create), [.. keys.Select(k => k.Column.Type)],
                [.. keys.Select(part)]);
            return Expression.Convert(create, typeof(ITuple));
        }
    }

    // a > x OR (a = x AND (b > y OR …)), built from the last key.
    static Expression Lexicographic(Key[] keys)
    {
        Expression behind = keys[^1].After();
        for (var i = keys.Length - 2; i >= 0; i--)
            behind = Expression.OrElse(keys[i].After(), Expression.AndAlso(keys[i].Same(), behind));
        return behind;
    }

    sealed class Key(Expression column, object? value, bool descending)
    {
        internal Expression Column => column;

        internal bool Descending => descending;

        internal Expression Captured { get; } = Filters.Captured.Value(value, column.Type);

        internal bool MayBeNull { get; } = Nullable.GetUnderlyingType(column.Type) is not null
            || (column.Type == typeof(string) && !IsRequired(column));

        internal BinaryExpression Same() => value is null ? IsNull() : Expression.Equal(column, Captured);

        internal Expression After()
        {
            if (value is null) return descending ? Expression.Not(IsNull()) : Expression.Constant(false);
            Func<Expression, Expression, Expression> compare = descending ? Expression.LessThan : Expression.GreaterThan;
            var after = Compared(compare);
            return MayBeNull && !descending ? Expression.OrElse(after, IsNull()) : after;
        }

        Expression Compared(Func<Expression, Expression, Expression> compare)
        {
            if (column.Type == typeof(string)) return compare(Expression.Call(StringCompare, column, Captured), Expression.Constant(0));
            if (column.Type == typeof(Guid)) return compare(Expression.Call(column, GuidCompare, Captured), Expression.Constant(0));
            return compare(column, Captured);
        }

        BinaryExpression IsNull() => Expression.Equal(column, Expression.Constant(null, column.Type));

        static bool IsRequired(Expression column) =>
            column is MemberExpression { Member: PropertyInfo property, Expression: ParameterExpression }
            && new NullabilityInfoContext().Create(property).ReadState == NullabilityState.NotNull;

        static readonly MethodInfo StringCompare = typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!;
        static readonly MethodInfo GuidCompare = typeof(Guid).GetMethod(nameof(Guid.CompareTo), [typeof(Guid)])!;
    }
}

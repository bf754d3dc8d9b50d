using System.Collections;
using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
using UsageAnalysis.GraphQL.Filters;

namespace UsageAnalysis.GraphQL.Paging;

/// <summary>A total order of rows: the asked keys, then those of the unique key that are still missing.</summary>
sealed class Order
{
    internal const int MaxKeys = 10;

    Order(Type entity, IReadOnlyList<SortKey> keys)
    {
        Keys = keys;
        var text = $"{entity.Name}: {string.Join(',', keys.Select(k => $"{k.Name} {(k.Descending ? "desc" : "asc")}"))}";
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 4));
    }

    internal IReadOnlyList<SortKey> Keys { get; }

    /// <summary>Binds a cursor to the rows and the order that it was made for.</summary>
    internal string Hash { get; }

    internal static Order Of(SortInputType sort, object? argument, SortTypes types)
    {
        var keys = new List<SortKey>();
        foreach (var item in argument as IEnumerable ?? Array.Empty<object>())
            Read(sort, (IDictionary<string, object?>)item!, Expression.Parameter(sort.EntityType, "row"), types, keys);
        if (keys.Count == 0) keys.AddRange(sort.DefaultOrder);
        var total = keys.DistinctBy(k => k.Name).ToList();
        var descending = total.Count > 0 && total[^1].Descending;
        // The tail follows the last asked direction, so that one index serves the whole order.
        total.AddRange(sort.UniqueKey.Where(u => total.TrueForAll(k => k.Name != u.Name))
            .Select(u => u with { Descending = descending }));
        return new Order(sort.EntityType, total);
    }

    static void Read(SortInputType sort, IDictionary<string, object?> asked, Expression row, SortTypes types, List<SortKey> keys)
    {
        foreach (var (name, value) in asked)
        {
            if (value is null) continue;
            var field = sort.Fields[name];
            if (value is NamedSortInput named)
            {
                keys.AddRange(Named(field, named, row));
                continue;
            }
            var target = ParameterSwap.Apply(field.Selector, row);
            if (field.Child is not null) Read(types.Get(field.Child), (IDictionary<string, object?>)value, target, types, keys);
            else keys.Add(new SortKey(Path(target), Expression.Lambda(target, Root(row)), (SortEnumType)value == SortEnumType.Desc));
            if (keys.Count > MaxKeys)
                throw new Conventions.GraphQLRequestException($"`order` has more than {MaxKeys} keys.",
                    Conventions.ErrorCodes.FilterBudget);
        }
    }

    // What is missing comes last in either direction. What is no number has none, so that one direction holds for numbers and texts.
    static IEnumerable<SortKey> Named(SortField field, NamedSortInput named, Expression row)
    {
        if (named.Name.Contains('\0'))
            throw new Conventions.GraphQLRequestException(
                $"`order` asks for the {field.Name} {Conventions.Quoted.Text(named.Name)}, but no name contains the character U+0000.",
                Conventions.ErrorCodes.InvalidFilter);
        var descending = named.Direction == SortEnumType.Desc;
        var name = Captured.Value(named.Name, typeof(string));
        Expression number = Value(field.Selector), text = Value(field.Text!);
        var missing = Expression.Condition(IsNull(text), Expression.Constant(1), Expression.Constant(0));
        yield return Key("missing", missing, false);
        yield return Key("number", number, descending);
        yield return Key("text", text, descending);

        Expression Value(LambdaExpression selector) =>
            new ParameterSwap(selector.Parameters[1], name).Visit(ParameterSwap.Apply(selector, row));
        SortKey Key(string part, Expression value, bool reversed) =>
            new($"{field.Name} {named.Name} {part}", Expression.Lambda(value, Root(row)), reversed);
        static BinaryExpression IsNull(Expression value) => Expression.Equal(value, Expression.Constant(null, value.Type));
    }

    static ParameterExpression Root(Expression path) =>
        path is MemberExpression member ? Root(member.Expression!) : (ParameterExpression)path;

    static string Path(Expression expression) => expression is MemberExpression { Expression: { } inner } member
        ? $"{Path(inner)}.{member.Member.Name}".TrimStart('.')
        : expression is ParameterExpression ? "" : expression.ToString();
}

/// <summary>The sort classes of the schema: by class, and by the entity that they sort.</summary>
sealed class SortTypes
{
    readonly Dictionary<Type, SortInputType> byClass;
    readonly Dictionary<Type, SortInputType> byEntity;

    internal SortTypes(IEnumerable<Type> classes)
    {
        byClass = classes.ToDictionary(t => t, t => (SortInputType)Activator.CreateInstance(t)!);
        byEntity = byClass.Values.ToDictionary(s => s.EntityType);
    }

    internal SortInputType Get(Type type) => byClass[type];

    internal SortInputType? For(Type entity) => byEntity.GetValueOrDefault(entity);
}

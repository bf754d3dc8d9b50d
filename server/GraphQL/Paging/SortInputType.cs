using System.Linq.Expressions;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.GraphQL.Paging;

/// <summary>The direction of one sort key.</summary>
public enum SortEnumType
{
    /// <summary>Smallest first; nulls last.</summary>
    Asc,

    /// <summary>Largest first; nulls first.</summary>
    Desc,
}

/// <summary>One of the values that a row has under names of its own, and the direction of its order.</summary>
/// <param name="Name">The name. Rows that have no such value come last, in either direction.</param>
/// <param name="Direction">Of the order; numbers come before texts when ascending.</param>
public sealed record NamedSortInput(string Name, SortEnumType Direction = SortEnumType.Asc);

/// <summary>One field of a sort input: a scalar, a related object with its own sort type, or a value that the caller names.</summary>
sealed record SortField(string Name, LambdaExpression Selector, Type? Child)
{
    /// <summary>Of a value that the caller names: the other selector, for what is no number.</summary>
    internal LambdaExpression? Text { get; init; }

    /// <summary>What the schema says about it; null: what it says about the property.</summary>
    internal string? Description { get; init; }

    internal System.Reflection.PropertyInfo? Property => (Selector.Body as MemberExpression)?.Member as System.Reflection.PropertyInfo;
}

/// <summary>One key of an order.</summary>
sealed record SortKey(string Name, LambdaExpression Selector, bool Descending);

/// <summary>Common part of <see cref="SortInputType{T}"/>.</summary>
public abstract class SortInputType
{
    private protected SortInputType(Type entityType) => EntityType = entityType;

    internal Type EntityType { get; }

    internal string? GivenName { get; private protected set; }

    internal Dictionary<string, SortField> Fields { get; } = new(StringComparer.Ordinal);

    internal List<SortKey> DefaultOrder { get; } = [];

    internal List<SortKey> UniqueKey { get; } = [];
}

/// <summary>
/// The allow-list of what callers may sort <typeparamref name="T"/> by, the order without one, and the unique key that makes every order
/// total. Every entity with a connection has one; becomes <c>{Type}SortInput</c>.
/// </summary>
public abstract class SortInputType<T> : SortInputType
    where T : class
{
    /// <summary>Runs <see cref="Configure"/>.</summary>
    protected SortInputType()
        : base(typeof(T))
    {
        Configure();
        if (UniqueKey.Count == 0)
            throw new InvalidOperationException($"{GetType().Name} declares no unique key: call Unique(…) in Configure.");
    }

    /// <summary>Declares fields, default order and unique key.</summary>
    protected abstract void Configure();

    /// <summary>Sets the schema name; without it the object type's name and <c>SortInput</c>.</summary>
    protected void Name(string name) => GivenName = name;

    /// <summary>A sortable column, named like the property.</summary>
    protected void Field<TValue>(Expression<Func<T, TValue>> value) => Field(NameOf(value), value);

    /// <summary>A sortable column under a name of its own; the path may cross to-one relations.</summary>
    protected void Field<TValue>(string name, Expression<Func<T, TValue>> value, string? description = null)
    {
        Keyset.RequireComparable(typeof(TValue), $"{GetType().Name}.{name}");
        Fields.Add(name, new SortField(name, value, null) { Description = description });
    }

    /// <summary>A related object, sorted by its own sort type.</summary>
    protected void One<TChild, TSort>(Expression<Func<T, TChild?>> related)
        where TChild : class
        where TSort : SortInputType<TChild>, new() => Fields.Add(NameOf(related), new SortField(NameOf(related), related, typeof(TSort)));

    /// <summary>A value of a row which the caller names: in the order of numbers where it is one, else in that of texts.</summary>
    /// <param name="name">Of the field.</param>
    /// <param name="number">The value as a number; null where it is none.</param>
    /// <param name="text">The value as text; null where it is missing.</param>
    /// <param name="description">What the schema says.</param>
    protected void Named(
        string name, Expression<Func<T, string, double?>> number, Expression<Func<T, string, string?>> text, string description) =>
        Fields.Add(name, new SortField(name, number, null) { Text = text, Description = description });

    /// <summary>Appends a key to the order that applies when the caller gives none.</summary>
    protected void Default<TValue>(Expression<Func<T, TValue>> value, SortEnumType direction = SortEnumType.Asc) =>
        DefaultOrder.Add(Key(value, direction));

    /// <summary>Appends a column to the unique key; all of them together name one row and end every order.</summary>
    protected void Unique<TValue>(Expression<Func<T, TValue>> value) => UniqueKey.Add(Key(value, SortEnumType.Asc));

    SortKey Key<TValue>(Expression<Func<T, TValue>> value, SortEnumType direction)
    {
        Keyset.RequireComparable(typeof(TValue), $"{GetType().Name}: {value}");
        return new SortKey(value.Body.ToString()[(value.Parameters[0].Name!.Length + 1)..], value, direction == SortEnumType.Desc);
    }

    static string NameOf(LambdaExpression path) => path.Body is MemberExpression member
        ? Naming.Camel(member.Member.Name)
        : throw new InvalidOperationException($"'{path}' is not a property; give the field a name.");
}

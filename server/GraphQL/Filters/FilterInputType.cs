using System.Linq.Expressions;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.GraphQL.Filters;

/// <summary>Common part of <see cref="FilterInputType{T}"/>.</summary>
public abstract class FilterInputType
{
    private protected FilterInputType(Type entityType) => EntityType = entityType;

    internal Type EntityType { get; }

    internal string? GivenName { get; private protected set; }

    internal Dictionary<string, FilterField> Fields { get; } = new(StringComparer.Ordinal);
}

/// <summary>
/// The allow-list of what callers may filter <typeparamref name="T"/> by; becomes <c>{Type}FilterInput</c> and the argument <c>where</c> of
/// every connection of <typeparamref name="T"/>. Only columns with a fitting index belong here.
/// </summary>
public abstract class FilterInputType<T> : FilterInputType
    where T : class
{
    /// <summary>Runs <see cref="Configure"/>.</summary>
    protected FilterInputType()
        : base(typeof(T)) => Configure();

    /// <summary>Declares the fields.</summary>
    protected abstract void Configure();

    /// <summary>Sets the schema name; without it the object type's name and <c>FilterInput</c>.</summary>
    protected void Name(string name) => GivenName = name;

    /// <summary>A scalar or enum, named like the property.</summary>
    protected void Field<TValue>(Expression<Func<T, TValue>> value) => Field(NameOf(value), value);

    /// <summary>
    /// A scalar or enum under a name of its own; the path may cross relations (<c>e => e.User.Login</c>). What is no property, or means
    /// something else here, needs a description.
    /// </summary>
    protected void Field<TValue>(string name, Expression<Func<T, TValue>> value, string? description = null) =>
        Add(new FilterField(name, value, FilterKind.Scalar, Plain(typeof(TValue))) { Description = description });

    /// <summary>A key that callers give as the id of a node of type <paramref name="nodeType"/>: <c>IdOperationFilterInput</c>.</summary>
    protected void Id<TValue>(string name, Expression<Func<T, TValue>> key, string nodeType) =>
        Add(new FilterField(name, key, FilterKind.NodeId, Plain(typeof(TValue)), NodeType: nodeType));

    /// <summary>A related object, filtered by its own filter type.</summary>
    protected void One<TChild, TFilter>(Expression<Func<T, TChild?>> related)
        where TChild : class
        where TFilter : FilterInputType<TChild>, new() => One<TChild, TFilter>(NameOf(related), related);

    /// <summary>A related object under a name of its own.</summary>
    protected void One<TChild, TFilter>(string name, Expression<Func<T, TChild?>> related)
        where TChild : class
        where TFilter : FilterInputType<TChild>, new() =>
        Add(new FilterField(name, related, FilterKind.Object, typeof(TChild), typeof(TFilter)));

    /// <summary>Related rows: <c>some</c>, <c>none</c>, <c>all</c>, <c>any</c>. What is no property needs a description.</summary>
    protected void Many<TChild, TFilter>(
        string name, Expression<Func<T, IEnumerable<TChild>>> related, string? description = null, KeyedItems<T>? keyed = null)
        where TChild : class
        where TFilter : FilterInputType<TChild>, new() =>
        Add(new FilterField(name, related, FilterKind.ObjectList, typeof(TChild), typeof(TFilter))
        {
            Description = description,
            Keyed = keyed,
        });

    /// <summary>A list of scalars (an array column): <c>some</c>, <c>none</c>, <c>all</c>, <c>any</c>.</summary>
    protected void List<TValue>(string name, Expression<Func<T, IEnumerable<TValue>>> values) =>
        Add(new FilterField(name, values, FilterKind.ScalarList, Plain(typeof(TValue))));

    void Add(FilterField field)
    {
        if (!Fields.TryAdd(field.Name, field))
            throw new InvalidOperationException($"{GetType().Name} declares the field '{field.Name}' twice.");
    }

    static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    static string NameOf(LambdaExpression path) => path.Body is MemberExpression member
        ? Naming.Camel(member.Member.Name)
        : throw new InvalidOperationException($"'{path}' is not a property; give the field a name.");
}

namespace UsageAnalysis.GraphQL.Conventions;

/// <summary>Common part of <see cref="ObjectTypeAttribute{T}"/>, so that it can be found without knowing the runtime type.</summary>
public abstract class ObjectTypeAttribute(Type runtimeType, string? name) : Attribute
{
    /// <summary>The CLR type whose instances this object type describes.</summary>
    public Type RuntimeType { get; } = runtimeType;

    /// <summary>The name in the schema; without one, the CLR name without a trailing <c>Record</c>.</summary>
    public string? Name { get; } = name;

    /// <summary>True makes the type implement <c>Node</c>; it then needs one method with <see cref="NodeResolverAttribute"/>.</summary>
    public bool Node { get; set; }

    /// <summary>
    /// The property whose value is the key inside the node id, unless the class has a <c>GetId</c> method. Default: <c>Id</c>.
    /// </summary>
    public string Key { get; set; } = "Id";
}

/// <summary>
/// Makes a static class the description of an object type: listed properties (see <see cref="ExposeAttribute"/>) and resolver methods.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ObjectTypeAttribute<T>(string? name = null) : ObjectTypeAttribute(typeof(T), name);

/// <summary>Common part of <see cref="ExtendObjectTypeAttribute{T}"/>.</summary>
public abstract class ExtendObjectTypeAttribute(Type runtimeType) : Attribute
{
    /// <summary>The CLR type that gains fields.</summary>
    public Type RuntimeType { get; } = runtimeType;
}

/// <summary>
/// Adds the resolver methods of a static class to the object type of <typeparamref name="T"/>, be it described or auto-exposed.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ExtendObjectTypeAttribute<T>() : ExtendObjectTypeAttribute(typeof(T));

/// <summary>Lists the properties of the runtime type that become fields. Whatever is not listed stays hidden.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ExposeAttribute(params string[] properties) : Attribute
{
    /// <summary>Property names, by <c>nameof</c>.</summary>
    public IReadOnlyList<string> Properties { get; } = properties;
}

/// <summary>The public static methods of this class are fields of <c>Query</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class QueryTypeAttribute : Attribute;

/// <summary>The public static methods of this class are fields of <c>Mutation</c>; they run one after another.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MutationTypeAttribute : Attribute;

/// <summary>
/// The public static methods of this class are fields of <c>Subscription</c>. Each returns <c>IAsyncEnumerable</c> of the field's type;
/// the next item is asked for when the last one was sent. Its services live as long as the subscription.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SubscriptionTypeAttribute : Attribute;

/// <summary>The parameter receives the object whose field is resolved.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ParentAttribute : Attribute;

/// <summary>
/// The parameter comes from dependency injection: batch loaders from the request, all else from the resolver's own scope.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ServiceAttribute : Attribute;

/// <summary>Fetches one node by the key inside its id. The first free parameter is the key (string, int, long or Guid).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeResolverAttribute : Attribute;

/// <summary>
/// A method returning <c>IQueryable</c> or <see cref="Paging.Rows{T}"/> becomes a connection: paging, <c>where</c> and <c>order</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UseConnectionAttribute : Attribute
{
    /// <summary>Rows when neither <c>first</c> nor <c>last</c> is given. Default 10.</summary>
    public int DefaultPageSize { get; set; } = 10;

    /// <summary>The largest <c>first</c> or <c>last</c>. Default 50.</summary>
    public int MaxPageSize { get; set; } = 50;
}

/// <summary>A string (or a list of strings) that is an <c>ID</c> in the schema.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.ReturnValue)]
public sealed class IDAttribute : Attribute;

/// <summary>An input of which exactly one member is given (<c>@oneOf</c>); all its members are nullable.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OneOfAttribute : Attribute;

/// <summary>Sets the name in the schema.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLNameAttribute(string name) : Attribute
{
    /// <summary>The name as the schema shows it.</summary>
    public string Name { get; } = name;
}

/// <summary>Sets the description in the schema; without it the XML documentation is used.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLDescriptionAttribute(string description) : Attribute
{
    /// <summary>The description as the schema shows it.</summary>
    public string Description { get; } = description;
}

/// <summary>Keeps a property, method or enum member out of the schema.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLIgnoreAttribute : Attribute;

/// <summary>Marks a field, argument or enum value as deprecated.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLDeprecatedAttribute(string reason) : Attribute
{
    /// <summary>What to use instead.</summary>
    public string Reason { get; } = reason;
}

using System.Reflection;

namespace UsageAnalysis.GraphQL.Conventions;

/// <summary>A C# type as the schema sees it: tasks and streams unwrapped, lists opened, nullability known at each level.</summary>
sealed record TypeShape(Type Type, bool Nullable, TypeShape? Item, bool IsId)
{
    static readonly HashSet<Type> Wrappers = [typeof(Task<>), typeof(ValueTask<>), typeof(Loading.Loaded<>), typeof(IAsyncEnumerable<>)];
    static readonly HashSet<Type> Lists =
    [
        typeof(IEnumerable<>), typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IList<>), typeof(ICollection<>),
        typeof(List<>),
    ];

    internal static TypeShape Of(PropertyInfo property) =>
        From(property.PropertyType, new NullabilityInfoContext().Create(property), property.IsDefined(typeof(IDAttribute)));

    internal static TypeShape Of(ParameterInfo parameter) =>
        From(parameter.ParameterType, new NullabilityInfoContext().Create(parameter), parameter.IsDefined(typeof(IDAttribute), false));

    internal static TypeShape Of(MethodInfo method) => Of(method.ReturnParameter);

    static TypeShape From(Type type, NullabilityInfo info, bool isId)
    {
        if (type.IsGenericType && Wrappers.Contains(type.GetGenericTypeDefinition()))
            return From(type.GenericTypeArguments[0], info.GenericTypeArguments[0], isId);
        if (System.Nullable.GetUnderlyingType(type) is { } value) return new TypeShape(value, true, null, isId || value == typeof(NodeId));
        var nullable = !type.IsValueType && info.ReadState != NullabilityState.NotNull;
        if (type.IsArray && type != typeof(byte[]))
            return new TypeShape(type, nullable, From(type.GetElementType()!, info.ElementType!, isId), isId);
        if (type.IsGenericType && Lists.Contains(type.GetGenericTypeDefinition()))
            return new TypeShape(type, nullable, From(type.GenericTypeArguments[0], info.GenericTypeArguments[0], isId), isId);
        return new TypeShape(type, nullable, null, isId || type == typeof(NodeId));
    }
}

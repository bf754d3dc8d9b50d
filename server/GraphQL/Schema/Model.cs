using System.Reflection;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Filters;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.GraphQL.Schema;

/// <summary>What the assemblies declare: object types with the classes that give them fields, roots, filters and orders.</summary>
sealed class Model
{
    internal Model(IEnumerable<Type> declared)
    {
        // Ordered by name, so that the schema does not depend on how the compiler lays types out.
        var types = declared.OrderBy(t => t.FullName, StringComparer.Ordinal).ToArray();
        foreach (var type in types.Where(t => t.IsClass))
        {
            if (type.GetCustomAttribute<ObjectTypeAttribute>() is { } described) Described.Add(described.RuntimeType, (described, type));
            if (type.GetCustomAttribute<ExtendObjectTypeAttribute>() is { } extended) Extensions.Add((extended.RuntimeType, type));
            if (type.IsDefined(typeof(QueryTypeAttribute))) Queries.Add(type);
            if (type.IsDefined(typeof(MutationTypeAttribute))) Mutations.Add(type);
            if (type.IsDefined(typeof(SubscriptionTypeAttribute))) Subscriptions.Add(type);
        }
        Filters = new FilterTypes(types.Where(t => Concrete(t, typeof(FilterInputType))));
        Sorts = new SortTypes(types.Where(t => Concrete(t, typeof(SortInputType))));
    }

    internal Dictionary<Type, (ObjectTypeAttribute Attribute, Type Class)> Described { get; } = [];

    internal List<(Type RuntimeType, Type Class)> Extensions { get; } = [];

    internal List<Type> Queries { get; } = [];

    internal List<Type> Mutations { get; } = [];

    internal List<Type> Subscriptions { get; } = [];

    internal FilterTypes Filters { get; }

    internal SortTypes Sorts { get; }

    internal string NameOf(Type type) =>
        Described.TryGetValue(type, out var known) && known.Attribute.Name is { } name ? name : Naming.Type(type);

    static bool Concrete(Type type, Type baseType) => !type.IsAbstract && type.IsSubclassOf(baseType);
}

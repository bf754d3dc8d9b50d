using System.Linq.Expressions;
using System.Reflection;
using GraphQL.Resolvers;
using GraphQL.Types;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Execution;
using UsageAnalysis.GraphQL.Guards;

namespace UsageAnalysis.GraphQL.Schema;

/// <summary>
/// Object types of one schema: described ones by their allow-list and resolvers, plain records with every public property.
/// </summary>
sealed class OutputTypes
{
    readonly Dictionary<Type, ObjectGraphType> objects = [];
    readonly Model model;
    readonly Scalars scalars;
    readonly InputTypes inputs;
    readonly XmlDocs docs;

    internal OutputTypes(Model model, Scalars scalars, InputTypes inputs, XmlDocs docs, GraphQLLimits limits)
    {
        (this.model, this.scalars, this.inputs, this.docs) = (model, scalars, inputs, docs);
        Connections = new ConnectionTypes(this, model, scalars, inputs);
        Nodes = new NodeTypes(scalars, inputs, limits);
    }

    internal ConnectionTypes Connections { get; }

    internal NodeTypes Nodes { get; }

    internal IGraphType Of(TypeShape shape)
    {
        var type = shape.IsId && shape.Item is null ? scalars.Id
            : shape.Item is { } item ? new ListGraphType(Of(item))
            : Named(shape.Type);
        return shape.Nullable ? type : new NonNullGraphType(type);
    }

    internal IGraphType Named(Type type) => scalars.For(type) as IGraphType ?? (type.IsEnum ? inputs.Enum(type) : Object(type));

    /// <summary>The root type that the classes give fields to; null when they give none.</summary>
    internal ObjectGraphType? Root(string name, IEnumerable<Type> classes)
    {
        var root = new ObjectGraphType { Name = name, Description = RootDescription(name) };
        foreach (var type in classes) AddMethods(root, type);
        return root.Fields.Count == 0 ? null : root;
    }

    static string RootDescription(string name) => name switch
    {
        "Query" => "Where questions begin. Root fields run at the same time.",
        "Mutation" => "What changes something. Root fields run one after another.",
        _ => "What is told as it happens. A document selects one root field.",
    };

    internal ObjectGraphType Object(Type type)
    {
        if (objects.TryGetValue(type, out var known)) return known;
        var made = objects[type] = new ObjectGraphType { Name = model.NameOf(type), IsTypeOf = type.IsInstanceOfType };
        if (model.Described.TryGetValue(type, out var described)) Describe(made, described.Attribute, described.Class);
        else Expose(made, type, Properties(type));
        made.Description ??= docs.Of(type);
        foreach (var (_, extension) in model.Extensions.Where(e => e.RuntimeType == type)) AddMethods(made, extension);
        if (made.Fields.Count == 0)
            throw new InvalidOperationException($"The type {made.Name} has no fields: expose properties of {type.Name} or add resolvers.");
        return made;
    }

    internal static IEnumerable<PropertyInfo> Properties(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.CanRead && p.GetIndexParameters().Length == 0 && !p.IsDefined(typeof(GraphQLIgnoreAttribute)));

    void Describe(ObjectGraphType made, ObjectTypeAttribute attribute, Type type)
    {
        made.Description = docs.Of(type);
        if (attribute.Node) Nodes.Add(made, attribute, type);
        var names = type.GetCustomAttribute<ExposeAttribute>()?.Properties ?? [];
        Expose(made, attribute.RuntimeType, names.Select(n => attribute.RuntimeType.GetProperty(n)
            ?? throw new InvalidOperationException($"{type.Name} exposes '{n}', but {attribute.RuntimeType.Name} has no such property.")));
        AddMethods(made, type);
        if (attribute.Node) Nodes.Join(made);
    }

    void Expose(ObjectGraphType made, Type type, IEnumerable<PropertyInfo> properties)
    {
        foreach (var property in properties)
        {
            var read = Getter(type, property);
            var field = new FieldType
            {
                Name = Naming.Field(property),
                Description = docs.Of(property),
                ResolvedType = Of(TypeShape.Of(property)),
                DeprecationReason = property.GetCustomAttribute<GraphQLDeprecatedAttribute>()?.Reason,
                Resolver = new FuncFieldResolver<object>(context => read(context.Source!)),
            };
            CostDirectives.Price(field, property);
            made.AddField(field);
        }
    }

    void AddMethods(ObjectGraphType made, Type type)
    {
        foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
        {
            if (method.IsSpecialName || method.IsDefined(typeof(GraphQLIgnoreAttribute)) || method.IsDefined(typeof(NodeResolverAttribute)))
                continue;
            var paging = method.GetCustomAttribute<UseConnectionAttribute>();
            var field = paging is null ? Field(method) : Connections.Field(made.Name, method, paging);
            field.Description = docs.Of(method);
            field.DeprecationReason = method.GetCustomAttribute<GraphQLDeprecatedAttribute>()?.Reason;
            CostDirectives.Price(field, method);
            made.AddField(field);
        }
    }

    FieldType Field(MethodInfo method)
    {
        var resolver = new MethodResolver(method, inputs.Compiler);
        return new FieldType
        {
            Name = Naming.Field(method),
            ResolvedType = Of(TypeShape.Of(method)),
            Arguments = [.. method.GetParameters().Where(MethodResolver.IsArgument).Select(inputs.Argument)],
            Resolver = resolver.IsStream ? new FuncFieldResolver<object>(context => ((StreamItem)context.Source!).Value) : resolver,
            StreamResolver = resolver.IsStream ? new SourceStreamResolver(resolver) : null,
        };
    }

    internal static Func<object, object?> Getter(Type type, PropertyInfo property)
    {
        var source = Expression.Parameter(typeof(object));
        var value = Expression.Property(Expression.Convert(source, type), property);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), source).Compile();
    }
}

using System.Collections;
using System.Reflection;
using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Resolvers;
using GraphQL.Types;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Guards;

namespace UsageAnalysis.GraphQL.Schema;

/// <summary>The <c>Node</c> interface, its types, and the root fields <c>node</c> and <c>nodes</c>.</summary>
sealed class NodeTypes
{
    readonly Dictionary<string, (MethodResolver Resolver, Type KeyType)> resolvers = new(StringComparer.Ordinal);
    readonly List<(Type RuntimeType, ObjectGraphType Type)> types = [];
    readonly Scalars scalars;
    readonly InputTypes inputs;
    readonly GraphQLLimits limits;

    internal NodeTypes(Scalars scalars, InputTypes inputs, GraphQLLimits limits)
    {
        (this.scalars, this.inputs, this.limits) = (scalars, inputs, limits);
        Interface = new InterfaceGraphType
        {
            Name = "Node",
            Description = "An object with a globally unique id.",
            ResolveType = value => types.Find(t => t.RuntimeType.IsInstanceOfType(value)).Type,
        };
        Interface.AddField(new FieldType
        {
            Name = "id", ResolvedType = new NonNullGraphType(scalars.Id), Description = "The globally unique id.",
        });
    }

    InterfaceGraphType Interface { get; }

    internal void Add(ObjectGraphType made, ObjectTypeAttribute attribute, Type type)
    {
        var method = type.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .SingleOrDefault(m => m.IsDefined(typeof(NodeResolverAttribute)))
            ?? throw new InvalidOperationException($"{type.Name} is a node and needs one method with [NodeResolver].");
        var key = method.GetParameters().FirstOrDefault(MethodResolver.IsArgument)
            ?? throw new InvalidOperationException($"{type.Name}.{method.Name} needs a parameter for the key.");
        resolvers.Add(made.Name, (new MethodResolver(method, inputs.Compiler, key), key.ParameterType));
        types.Add((attribute.RuntimeType, made));
        if (type.GetMethod("GetId", BindingFlags.Public | BindingFlags.Static) is not null) return;
        var property = attribute.RuntimeType.GetProperty(attribute.Key)
            ?? throw new InvalidOperationException(
                $"{attribute.RuntimeType.Name} has no property '{attribute.Key}'; set Key or write GetId.");
        var read = OutputTypes.Getter(attribute.RuntimeType, property);
        made.AddField(new FieldType
        {
            Name = "id",
            ResolvedType = new NonNullGraphType(scalars.Id),
            Description = "The globally unique id.",
            Resolver = new FuncFieldResolver<object>(context => NodeId.Encode(made.Name, read(context.Source!)!)),
        });
    }

    /// <summary>Lets a type whose fields are complete implement <c>Node</c>.</summary>
    internal void Join(ObjectGraphType made)
    {
        made.AddResolvedInterface(Interface);
        Interface.AddPossibleType(made);
    }

    internal void AddRootFields(ObjectGraphType query)
    {
        if (types.Count == 0) return;
        var one = new FieldType
        {
            Name = "node",
            Description = "Any object by its id; null when there is none.",
            ResolvedType = Interface,
            Arguments = [new QueryArgument(new NonNullGraphType(scalars.Id)) { Name = "id", Description = "The object's id." }],
            Resolver = new FuncFieldResolver<object>(context => FetchAsync(context, (string)context.Arguments!["id"].Value!)),
        };
        one.Weigh(CostDirectives.AsksTheDatabase);
        query.AddField(one);
        var many = new FieldType
        {
            Name = "nodes",
            Description = $"Objects by their ids, at most {limits.MaxNodeIds}, in the order of the ids.",
            ResolvedType = new NonNullGraphType(new ListGraphType(Interface)),
            Arguments = [new QueryArgument(Ids()) { Name = "ids", Description = "The objects' ids." }],
            Resolver = new FuncFieldResolver<object>(FetchAllAsync),
        };
        CostDirectives.Size(many, new ListSizeAttribute(limits.MaxNodeIds));
        many.Weigh(CostDirectives.AsksTheDatabase);
        query.AddField(many);

        NonNullGraphType Ids() => new(new ListGraphType(new NonNullGraphType(scalars.Id)));
    }

    async ValueTask<object?> FetchAllAsync(IResolveFieldContext context)
    {
        var ids = ((IEnumerable)context.Arguments!["ids"].Value!).Cast<string>().ToArray();
        if (ids.Length > limits.MaxNodeIds)
            throw new ExecutionError($"`ids` has {ids.Length} entries, more than {limits.MaxNodeIds}.") { Code = ErrorCodes.TooManyNodes };
        // Those of one type gather before the first of them is waited for.
        var found = new object?[ids.Length];
        for (var i = 0; i < ids.Length; i++) found[i] = await FetchAsync(context, ids[i]);
        return await Task.WhenAll(found.Select(node => node is IDataLoaderResult loaded
            ? loaded.GetResultAsync(context.CancellationToken)
            : Task.FromResult(node)));
    }

    async ValueTask<object?> FetchAsync(IResolveFieldContext context, string text)
    {
        if (!NodeId.TryDecode(text, out var id) || !resolvers.TryGetValue(id.Type, out var known))
        {
            var message = $"{Quoted.Text(text)} is not the id of any type here; take ids from an `id` field.";
            throw new ExecutionError(message) { Code = ErrorCodes.InvalidId };
        }
        return NodeId.TryParseKey(id.Key, known.KeyType, out var key) ? await known.Resolver.InvokeAsync(context, key) : null;
    }
}

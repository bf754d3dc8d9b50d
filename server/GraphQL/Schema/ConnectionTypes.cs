using System.Reflection;
using GraphQL.Resolvers;
using GraphQL.Types;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Filters;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.GraphQL.Schema;

/// <summary>Connection fields and their types, named after the field as in Hot Chocolate.</summary>
sealed class ConnectionTypes(OutputTypes outputs, Model model, Scalars scalars, InputTypes inputs)
{
    readonly Dictionary<string, (Type Node, ObjectGraphType Connection)> known = new(StringComparer.Ordinal);

    internal FieldType Field(string parent, MethodInfo method, UseConnectionAttribute paging)
    {
        var type = TypeShape.Of(method).Type;
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        if (definition != typeof(IQueryable<>) && definition != typeof(Rows<>) && definition != typeof(Related<>))
        {
            throw new InvalidOperationException(
                $"{method.DeclaringType!.Name}.{method.Name} has [UseConnection] and must return IQueryable<T>, Rows<T> or Related<T>.");
        }
        var node = type.GenericTypeArguments[0];
        var sort = model.Sorts.For(node)
            ?? throw new InvalidOperationException($"{node.Name} has connections and needs a SortInputType<{node.Name}>.");
        var filter = model.Filters.For(node);
        var reader = (ConnectionReader)Activator.CreateInstance(typeof(ConnectionReader<>).MakeGenericType(node),
            BindingFlags.Instance | BindingFlags.Public, null, [paging, filter, sort, model.Sorts, inputs.Compiler], null)!;
        var name = Naming.Field(method);
        var field = new FieldType
        {
            Name = name,
            ResolvedType = Connection(parent, name, node),
            Arguments = Arguments(method, filter, sort, paging),
            Resolver = new ConnectionResolver(new MethodResolver(method, inputs.Compiler), reader, definition == typeof(Related<>)),
        };
        CostDirectives.Size(field, new ListSizeAttribute(paging.MaxPageSize)
        {
            SlicingArguments = ["first", "last"], SlicingArgumentDefaultValue = paging.DefaultPageSize, SizedFields = ["edges", "nodes"],
        });
        return field;
    }

    QueryArguments Arguments(MethodInfo method, FilterInputType? filter, SortInputType sort, UseConnectionAttribute paging)
    {
        var arguments = new QueryArguments(
            Argument("first", scalars.Of<int>(), $"The first n rows; {paging.DefaultPageSize} by default, at most {paging.MaxPageSize}."),
            Argument("after", scalars.Of<string>(), "Rows behind this cursor."),
            Argument("last", scalars.Of<int>(), $"The last n rows; at most {paging.MaxPageSize}."),
            Argument("before", scalars.Of<string>(), "Rows ahead of this cursor."));
        foreach (var parameter in method.GetParameters().Where(MethodResolver.IsArgument)) arguments.Add(inputs.Argument(parameter));
        if (filter is not null)
            arguments.Add(Priced("where", inputs.Filters.Filter(filter), "Only rows for which this holds; without it, all of them."));
        if (sort.Fields.Count > 0)
        {
            arguments.Add(Priced("order", new ListGraphType(new NonNullGraphType(inputs.Filters.Sort(sort))),
                "The order of the rows: precedence is position. Without it, the order that the field describes."));
        }
        return arguments;

        static QueryArgument Priced(string name, IGraphType type, string description)
        {
            var argument = Argument(name, type, description);
            argument.Weigh(CostDirectives.AsksTheDatabase);
            return argument;
        }
    }

    ObjectGraphType Connection(string parent, string field, Type node)
    {
        var name = Naming.Pascal(field);
        if (known.TryGetValue(name, out var shared))
        {
            if (shared.Node == node) return shared.Connection;
            name = parent + name;
            if (known.TryGetValue(name, out shared)) return shared.Connection;
        }
        var connection = Type<Connection>(name + "Connection", "A page of rows.");
        known.Add(name, (node, connection));
        var nodeType = new NonNullGraphType(outputs.Named(node));
        var edge = Type<Edge>(name + "Edge", "A row and its place in the order.");
        Add<Edge>(edge, "cursor", Required<string>(), "The place of this row, for `after` and `before`.", e => e.Cursor);
        Add<Edge>(edge, "node", nodeType, "The row.", e => e.Node);
        var pageInfo = new NonNullGraphType(outputs.Object(typeof(PageInfo)));
        Add<Connection>(connection, "pageInfo", pageInfo, "Where this page lies.", c => c.PageInfo);
        Add<Connection>(connection, "edges", new ListGraphType(new NonNullGraphType(edge)), "The rows with their cursors.", c => c.Edges);
        Add<Connection>(connection, "nodes", new ListGraphType(nodeType), "The rows.", c => c.Edges.Select(e => e.Node));
        Add<Connection>(connection, "totalCount", Required<int>(), "All rows that the filter lets through; counted only when selected.",
            c => c.TotalCount);
        return connection;
    }

    NonNullGraphType Required<T>() => new(scalars.Of<T>());

    static QueryArgument Argument(string name, IGraphType type, string? description) =>
        new(type) { Name = name, Description = description };

    static void Add<T>(ObjectGraphType type, string name, IGraphType of, string description, Func<T, object?> read) =>
        type.AddField(new FieldType
        {
            Name = name, ResolvedType = of, Description = description,
            Resolver = new FuncFieldResolver<object>(context => read((T)context.Source!)),
        });

    static ObjectGraphType Type<T>(string name, string description) => new() { Name = name, Description = description, IsTypeOf = o => o is T };
}

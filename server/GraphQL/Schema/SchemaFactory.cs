using GraphQL.Types;
using GraphQLParser.AST;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Guards;

namespace UsageAnalysis.GraphQL.Schema;

/// <summary>Builds the schema that the types declare and fails with the reason when they contradict themselves.</summary>
static class SchemaFactory
{
    internal static ISchema Create(IEnumerable<Type> declared, GraphQLLimits limits)
    {
        var model = new Model(declared);
        var scalars = new Scalars();
        var docs = new XmlDocs();
        var inputs = new InputTypes(model, scalars, docs, limits);
        var outputs = new OutputTypes(model, scalars, inputs, docs, limits);
        var query = outputs.Root("Query", model.Queries) ?? throw new InvalidOperationException("No class with [QueryType] has a field.");
        var mutation = outputs.Root("Mutation", model.Mutations);
        var subscription = outputs.Root("Subscription", model.Subscriptions);
        foreach (var type in model.Described.Keys) outputs.Object(type);
        outputs.Nodes.AddRootFields(query);
        var schema = new global::GraphQL.Types.Schema { Query = query, Mutation = mutation, Subscription = subscription };
        foreach (var type in model.Described.Keys) schema.RegisterType(outputs.Object(type));
        schema.Directives.Register(SpecifiedBy(scalars));
        CostDirectives.Register(schema, scalars);
        schema.Initialize();
        return schema;
    }

    // https://spec.graphql.org/draft/#sec--specifiedBy
    static Directive SpecifiedBy(Scalars scalars) => new("specifiedBy", DirectiveLocation.Scalar)
    {
        Description = "Where the behaviour of a scalar is specified.",
        Arguments =
        [
            new QueryArgument(new NonNullGraphType(scalars.Of<string>())) { Name = "url", Description = "The specification's address." },
        ],
    };
}

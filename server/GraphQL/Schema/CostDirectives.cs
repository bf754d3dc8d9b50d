using System.Globalization;
using System.Reflection;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;

namespace UsageAnalysis.GraphQL.Schema;

/// <summary>
/// <c>@cost</c> and <c>@listSize</c> as in Hot Chocolate (https://ibm.github.io/graphql-specs/cost-spec.html), applied where a weight
/// differs from the default: objects 1, scalars, arguments and input fields 0.
/// </summary>
static class CostDirectives
{
    internal const string Cost = "cost";
    internal const string ListSize = "listSize";
    internal const string Weight = "weight";
    internal const double AsksTheDatabase = 10;
    internal const double Operation = 10;
    internal const double TextOperation = 20;

    internal static void Register(ISchema schema, Scalars scalars)
    {
        ScalarGraphType text = scalars.Of<string>(), number = scalars.Of<int>();
        schema.Directives.Register(
            new Directive(Cost, DirectiveLocation.Scalar, DirectiveLocation.Object, DirectiveLocation.FieldDefinition,
                DirectiveLocation.ArgumentDefinition, DirectiveLocation.Enum, DirectiveLocation.InputFieldDefinition)
            {
                Description = "What one use costs, in units of the operation's cost.",
                Arguments = [Argument(Weight, new NonNullGraphType(text), "The units, a number.")],
            },
            new Directive(ListSize, DirectiveLocation.FieldDefinition)
            {
                Description = "How many items a list has, for the operation's cost.",
                Arguments =
                [
                    Argument("assumedSize", number, "Items when no argument tells, and the most that one can ask for."),
                    Argument("slicingArguments", Texts(), "Arguments that limit the list; the largest given one counts."),
                    Argument("slicingArgumentDefaultValue", number, "Items when none of them is given."),
                    Argument("sizedFields", Texts(), "The fields below that have this size; none: the field itself."),
                    Argument("requireOneSlicingArgument", scalars.Of<bool>(), "Whether exactly one of them must be given."),
                ],
            });

        ListGraphType Texts() => new(new NonNullGraphType(text));
        static QueryArgument Argument(string name, IGraphType type, string description) =>
            new(type) { Name = name, Description = description };
    }

    internal static void Weigh(this IMetadataWriter priced, double weight) =>
        priced.ApplyDirective(Cost, Weight, weight.ToString(CultureInfo.InvariantCulture));

    /// <summary>Prices a field by the attributes of its member, else by what the member does.</summary>
    internal static void Price(FieldType field, MemberInfo member)
    {
        if (member.GetCustomAttribute<ListSizeAttribute>() is { } size) Size(field, size);
        if (member.GetCustomAttribute<CostAttribute>() is { } given) field.Weigh(given.Weight);
        else if (member is MethodInfo method && AsksByItself(method)) field.Weigh(AsksTheDatabase);
    }

    internal static void Size(FieldType field, ListSizeAttribute size) => field.ApplyDirective(ListSize, directive =>
    {
        directive.AddArgument(new DirectiveArgument("assumedSize") { Value = size.AssumedSize });
        if (size.SlicingArguments.Length > 0)
            directive.AddArgument(new DirectiveArgument("slicingArguments") { Value = size.SlicingArguments });
        if (size.SlicingArgumentDefaultValue > 0)
            directive.AddArgument(new DirectiveArgument("slicingArgumentDefaultValue") { Value = size.SlicingArgumentDefaultValue });
        if (size.SizedFields.Length > 0) directive.AddArgument(new DirectiveArgument("sizedFields") { Value = size.SizedFields });
        if (size.SlicingArguments.Length > 0)
            directive.AddArgument(new DirectiveArgument("requireOneSlicingArgument") { Value = false });
    });

    // A batch is one statement however many parents it serves, so a batched object costs no more than one in memory.
    static bool AsksByItself(MethodInfo method)
    {
        var result = method.ReturnType;
        var definition = result.IsGenericType ? result.GetGenericTypeDefinition() : null;
        if (definition == typeof(Loaded<>)) return false;
        return definition == typeof(Task<>) || definition == typeof(ValueTask<>) || method.IsDefined(typeof(UseConnectionAttribute));
    }
}

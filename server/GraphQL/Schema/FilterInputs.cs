using GraphQL.Types;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Filters;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.GraphQL.Schema;

/// <summary>The input types of <c>where</c> and <c>order</c>, in Hot Chocolate's shapes.</summary>
sealed class FilterInputs(Model model, Scalars scalars, InputTypes inputs, XmlDocs docs)
{
    static readonly string[] Equality = ["eq", "neq"];
    static readonly string[] Lists = ["in", "nin"];
    static readonly string[] Comparisons = ["gt", "ngt", "gte", "ngte", "lt", "nlt", "lte", "nlte"];
    static readonly string[] Texts = ["contains", "ncontains", "startsWith", "nstartsWith", "endsWith", "nendsWith", "ieq", "icontains"];
    readonly Dictionary<string, InputObjectGraphType> known = new(StringComparer.Ordinal);

    internal InputObjectGraphType Filter(FilterInputType filter)
    {
        var name = filter.GivenName ?? model.NameOf(filter.EntityType) + "FilterInput";
        return Make(name, $"Conditions on {Plural(filter.EntityType)}; all that are given must hold.", made =>
        {
            Groups(made);
            foreach (var field in filter.Fields.Values)
                Add(made, field.Name, FieldType(field), field.Description ?? (field.Property is { } p ? docs.Of(p) : null));
        });
    }

    internal InputObjectGraphType Sort(SortInputType sort)
    {
        var name = sort.GivenName ?? model.NameOf(sort.EntityType) + "SortInput";
        return Make(name, $"An order of {Plural(sort.EntityType)}.", made =>
        {
            foreach (var field in sort.Fields.Values)
            {
                var type = field.Text is not null ? inputs.Named(typeof(NamedSortInput))
                    : field.Child is null ? inputs.Enum(typeof(SortEnumType)) : Sort(model.Sorts.Get(field.Child));
                Add(made, field.Name, type, field.Description ?? (field.Property is { } p ? docs.Of(p) : null));
            }
        });
    }

    InputObjectGraphType FieldType(FilterField field) => field.Kind switch
    {
        FilterKind.Object => Filter(model.Filters.Get(field.Child!)),
        FilterKind.ObjectList => Quantified(Filter(model.Filters.Get(field.Child!)), "ListFilterInputTypeOf{0}"),
        FilterKind.ScalarList => Quantified(Operations(field.ValueType), "List{0}"),
        FilterKind.NodeId => Make("IdOperationFilterInput", FilterWords.Value("ID"), made =>
            Operations(made, scalars.Id, [.. Equality, .. Lists])),
        _ => Operations(field.ValueType),
    };

    InputObjectGraphType Operations(Type type)
    {
        if (type.IsEnum)
            return Make(Naming.Type(type) + "OperationFilterInput", FilterWords.Value(Naming.Type(type)), made =>
                Operations(made, inputs.Enum(type), [.. Equality, .. Lists]));
        var scalar = scalars.For(type)
            ?? throw new InvalidOperationException($"{type.Name} is not a scalar and cannot be filtered as one.");
        var name = (type == typeof(Guid) ? "Uuid" : scalar.Name) + "OperationFilterInput";
        return Make(name, FilterWords.Value(scalar.Name), made =>
        {
            if (type == typeof(string)) Groups(made);
            string[] operations = type == typeof(bool) ? Equality
                : type == typeof(string) ? [.. Equality, .. Lists, .. Texts] : [.. Equality, .. Lists, .. Comparisons];
            Operations(made, scalar, operations);
        });
    }

    static void Operations(InputObjectGraphType made, ScalarGraphType scalar, string[] operations)
    {
        foreach (var operation in operations)
        {
            IGraphType type = !Lists.Contains(operation) ? scalar
                : new ListGraphType(scalar is EnumerationGraphType ? new NonNullGraphType(scalar) : scalar);
            var field = Add(made, operation, type, FilterWords.Of(operation));
            // What no index of sorted values answers costs more.
            field.Weigh(Texts.Contains(operation) ? CostDirectives.TextOperation : CostDirectives.Operation);
        }
    }

    InputObjectGraphType Quantified(InputObjectGraphType item, string pattern) =>
        Make(string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, item.Name), FilterWords.List, made =>
        {
            foreach (var quantifier in new[] { "all", "none", "some" }) Add(made, quantifier, item, FilterWords.Of(quantifier));
            Add(made, "any", scalars.Of<bool>(), FilterWords.Of("any"));
        });

    InputObjectGraphType Make(string name, string? description, Action<InputObjectGraphType> fill)
    {
        if (known.TryGetValue(name, out var made)) return made;
        known[name] = made = new InputObjectGraphType { Name = name, Description = description };
        fill(made);
        return made;
    }

    static void Groups(InputObjectGraphType made)
    {
        foreach (var group in new[] { "and", "or" })
            Add(made, group, new ListGraphType(new NonNullGraphType(made)), FilterWords.Of(group));
    }

    static FieldType Add(InputObjectGraphType made, string name, IGraphType type, string? description) =>
        made.AddField(new FieldType { Name = name, ResolvedType = type, Description = description });

    string Plural(Type entity) => model.NameOf(entity) + " rows";
}

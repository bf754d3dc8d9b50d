using System.Collections;
using GraphQL.Execution;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;

namespace UsageAnalysis.GraphQL.Guards;

/// <summary>What an operation costs at most, by the weights of the schema and the sizes that its arguments ask for.</summary>
/// <param name="FieldCost">Work: the weights of all fields and arguments, once for each parent.</param>
/// <param name="TypeCost">Objects in the answer.</param>
/// <param name="Values">Scalars in the answer.</param>
readonly record struct OperationCost(double FieldCost, double TypeCost, double Values)
{
    // Far above every limit, and far below what a double cannot hold.
    const double Most = 1e15;

    public static OperationCost operator +(OperationCost a, OperationCost b) =>
        new(Sum(a.FieldCost, b.FieldCost), Sum(a.TypeCost, b.TypeCost), Sum(a.Values, b.Values));

    internal OperationCost Times(double size) =>
        new(Math.Min(FieldCost * size, Most), Math.Min(TypeCost * size, Most), Math.Min(Values * size, Most));

    internal static OperationCost Max(OperationCost a, OperationCost b) =>
        new(Math.Max(a.FieldCost, b.FieldCost), Math.Max(a.TypeCost, b.TypeCost), Math.Max(a.Values, b.Values));

    static double Sum(double a, double b) => Math.Min(a + b, Most);
}

/// <summary>
/// Adds up an operation's cost. Fields of one response name count once, as they are executed once. Linear in the expanded document.
/// </summary>
sealed class CostCount(PriceList prices, ValidationContext context)
{
    const double ListItem = 0.25;

    /// <summary>The fields of one response name under one type condition; null where every type has them.</summary>
    sealed record Merged(PricedType? Condition, PricedField Field, GraphQLField First)
    {
        internal List<GraphQLSelectionSet> Below { get; } = [];
    }

    internal OperationCost Of(GraphQLOperationDefinition operation)
    {
        var root = operation.Operation switch
        {
            OperationType.Mutation => prices.Mutation,
            OperationType.Subscription => prices.Subscription,
            _ => prices.Query,
        };
        return root is null ? default : new OperationCost(0, root.Weight, 0) + Sets([operation.SelectionSet], root, null, 1);
    }

    OperationCost Sets(List<GraphQLSelectionSet> sets, PricedType type, PricedList? sized, double size)
    {
        var merged = new Dictionary<(ROM Condition, ROM Name), Merged>();
        foreach (var set in sets) Collect(set, type, null, merged);
        var common = default(OperationCost);
        Dictionary<ROM, OperationCost>? conditional = null;
        foreach (var field in merged.Values)
        {
            var cost = Field(field, sized is not null && sized.SizedFields.Contains(field.First.Name.Value) ? size : null);
            if (field.Condition is not { } condition) common += cost;
            else (conditional ??= [])[condition.Name] = conditional.GetValueOrDefault(condition.Name) + cost;
        }
        // An object has one type: the dearest one counts.
        return common + (conditional?.Values.Aggregate(OperationCost.Max) ?? default);
    }

    void Collect(GraphQLSelectionSet set, PricedType type, PricedType? condition, Dictionary<(ROM, ROM), Merged> merged)
    {
        foreach (var node in set.Selections)
        {
            if (!context.ShouldIncludeNode(node)) continue;
            if (node is GraphQLField field)
            {
                if (prices.Find(type, field.Name.Value) is not { } priced) continue;
                var key = (condition?.Name ?? default, (field.Alias?.Name ?? field.Name).Value);
                if (!merged.TryGetValue(key, out var known)) merged.Add(key, known = new Merged(condition, priced, field));
                if (field.SelectionSet is { } below) known.Below.Add(below);
            }
            else if (node is GraphQLInlineFragment inline) Fragment(inline.SelectionSet, inline.TypeCondition);
            else if (node is GraphQLFragmentSpread spread
                && context.Document.FindFragmentDefinition(spread.FragmentName.Name.Value) is { } found)
                Fragment(found.SelectionSet, found.TypeCondition);
        }

        // On an object type, a fragment that applies at all applies always; below an abstract one, an object type excludes the others.
        void Fragment(GraphQLSelectionSet inner, GraphQLTypeCondition? given)
        {
            var to = type.Abstract && given is not null ? prices.Find(given.Type.Name.Value) : null;
            Collect(inner, to ?? type, to is { Abstract: false } ? to : condition, merged);
        }
    }

    OperationCost Field(Merged merged, double? given)
    {
        var (field, node) = (merged.Field, merged.First);
        var arguments = context.ArgumentValues is { } all && all.TryGetValue(node, out var values) ? values : null;
        var listed = field.List is { } list ? Size(list, arguments) : 1;
        var isSized = field.List is { SizedFields.Length: > 0 };
        var size = given ?? (isSized ? 1 : listed);
        var own = new OperationCost(field.Weight + Arguments(field, arguments), 0, 0);
        // An item of a list of scalars is written at once; a field of an object is resolved first.
        if (field.Of is not { } of) return own + new OperationCost(0, 0, field.List is null ? size : size * ListItem);
        var below = Sets(merged.Below, of, isSized ? field.List : null, listed);
        return own + (below + new OperationCost(0, of.Weight, 0)).Times(size);
    }

    // More than the most is refused by the field itself, which says so better than a price.
    static double Size(PricedList list, IDictionary<string, ArgumentValue>? arguments)
    {
        double? asked = null;
        foreach (var name in list.SlicingArguments)
        {
            if (arguments is not null && arguments.TryGetValue(name, out var argument) && argument.Value is int value)
                asked = Math.Max(asked ?? 0, value);
        }
        return Math.Clamp(asked ?? list.DefaultSize, 0, list.AssumedSize);
    }

    static double Arguments(PricedField field, IDictionary<string, ArgumentValue>? arguments)
    {
        if (arguments is null || field.Arguments.Count == 0) return 0;
        var sum = 0.0;
        foreach (var (name, priced) in field.Arguments)
        {
            if (arguments.TryGetValue(name, out var argument) && argument is { Value: { } value, Source: not ArgumentSource.FieldDefault })
                sum += priced.Weight + Input(priced.Of, value);
        }
        return sum;
    }

    static double Input(PricedInput? input, object? value)
    {
        if (input is null || input.Fields.Count == 0) return 0;
        var sum = 0.0;
        if (value is IDictionary<string, object?> map)
        {
            foreach (var (name, inner) in map)
                if (input.Fields.TryGetValue(name, out var priced)) sum += priced.Weight + Input(priced.Of, inner);
        }
        else if (value is IEnumerable items and not string)
        {
            foreach (var item in items) sum += Input(input, item);
        }
        return sum;
    }
}

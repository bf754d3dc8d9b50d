using GraphQLParser;
using GraphQLParser.AST;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.GraphQL.Guards;

/// <summary>
/// Counts how many pairs of fields the rule "field selection merging" will have to compare
/// (https://spec.graphql.org/October2021/#sec-Field-Selection-Merging), and refuses a document beyond the budget. Every pair of one
/// response name in one merged selection set is compared once, so the count needs no comparing: linear in the expanded document, which
/// <see cref="DocumentGuard"/> has bounded before.
/// </summary>
sealed class MergeBudget(Dictionary<ROM, GraphQLFragmentDefinition> fragments, long budget)
{
    sealed class Group
    {
        internal long Fields { get; set; }

        internal List<GraphQLSelectionSet> Below { get; } = [];
    }

    long spent;

    internal void Spend(IEnumerable<GraphQLSelectionSet> roots)
    {
        foreach (var root in roots) Merge([root]);
    }

    /// <returns>The fields of the merged set.</returns>
    long Merge(List<GraphQLSelectionSet> sets)
    {
        var groups = new Dictionary<ROM, Group>();
        long fields = 0, spreads = 0;
        foreach (var set in sets) Collect(set, groups, ref fields, ref spreads);
        Pairs(spreads);
        foreach (var group in groups.Values)
        {
            Pairs(group.Fields);
            if (group.Below.Count == 0) continue;
            var below = Merge(group.Below);
            // Each pair also looks all names of one side up in the other, found or not.
            Add((group.Fields - 1) * below);
        }
        return fields;
    }

    void Collect(GraphQLSelectionSet set, Dictionary<ROM, Group> groups, ref long fields, ref long spreads)
    {
        foreach (var node in set.Selections)
        {
            switch (node)
            {
                case GraphQLField field:
                    var name = (field.Alias?.Name ?? field.Name).Value;
                    if (!groups.TryGetValue(name, out var group)) groups[name] = group = new Group();
                    group.Fields++;
                    fields++;
                    if (field.SelectionSet is { } below) group.Below.Add(below);
                    break;
                case GraphQLInlineFragment inline:
                    Collect(inline.SelectionSet, groups, ref fields, ref spreads);
                    break;
                case GraphQLFragmentSpread spread when fragments.TryGetValue(spread.FragmentName.Name.Value, out var fragment):
                    spreads++;
                    Collect(fragment.SelectionSet, groups, ref fields, ref spreads);
                    break;
            }
        }
    }

    void Pairs(long count) => Add(count * (count - 1) / 2);

    void Add(long comparisons)
    {
        spent += comparisons;
        if (spent > budget)
        {
            throw new GraphQLRequestException(
                $"The document repeats the same fields so often that merging them needs more than {budget} comparisons. "
                + "Select each field once, or ask in several requests.", ErrorCodes.MergeBudget);
        }
    }
}

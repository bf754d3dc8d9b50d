using GraphQL;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace UsageAnalysis.GraphQL.Conventions;

/// <summary>What the caller selects below a field: aliases and fragments resolved, <c>@skip</c> and <c>@include</c> respected.</summary>
public sealed class Selection
{
    readonly Dictionary<string, Selection> fields = new(StringComparer.Ordinal);

    Selection() { }

    /// <summary>Nothing is selected.</summary>
    public static Selection Empty { get; } = new();

    /// <summary>True when the path of field names (not aliases) is selected, for example <c>Selects("totals", "users")</c>.</summary>
    public bool Selects(params ReadOnlySpan<string> path)
    {
        var at = this;
        foreach (var name in path)
        {
            if (!at.fields.TryGetValue(name, out var next)) return false;
            at = next;
        }
        return true;
    }

    /// <summary>What is selected below a field; <see cref="Empty"/> when the field is not selected.</summary>
    public Selection this[string field] => fields.GetValueOrDefault(field, Empty);

    /// <summary>The names of the selected fields.</summary>
    public IReadOnlyCollection<string> Names => fields.Keys;

    internal static Selection Of(IResolveFieldContext context)
    {
        var selection = new Selection();
        selection.Add(context.FieldAst.SelectionSet, context.Document, context.Variables);
        return selection;
    }

    void Add(GraphQLSelectionSet? set, GraphQLDocument document, Variables variables)
    {
        foreach (var node in set?.Selections ?? [])
        {
            if (!IsIncluded(node as IHasDirectivesNode, variables)) continue;
            switch (node)
            {
                case GraphQLField field:
                    if (!fields.TryGetValue(field.Name.StringValue, out var below))
                        fields[field.Name.StringValue] = below = new Selection();
                    below.Add(field.SelectionSet, document, variables);
                    break;
                case GraphQLInlineFragment inline:
                    Add(inline.SelectionSet, document, variables);
                    break;
                case GraphQLFragmentSpread spread:
                    Add(Fragment(document, spread)?.SelectionSet, document, variables);
                    break;
            }
        }
    }

    static GraphQLFragmentDefinition? Fragment(GraphQLDocument document, GraphQLFragmentSpread spread) => document.Definitions
        .OfType<GraphQLFragmentDefinition>().FirstOrDefault(f => f.FragmentName.Name.Value == spread.FragmentName.Name.Value);

    static bool IsIncluded(IHasDirectivesNode? node, Variables variables)
    {
        foreach (var directive in node?.Directives?.Items ?? [])
        {
            var name = directive.Name.StringValue;
            if (name is not ("skip" or "include")) continue;
            var condition = directive.Arguments?.Items.Find(a => a.Name.StringValue == "if")?.Value switch
            {
                GraphQLBooleanValue literal => literal.BoolValue,
                GraphQLVariable variable => variables.ValueFor(variable.Name, out var value) && value.Value is true,
                _ => false,
            };
            if (condition == (name == "skip")) return false;
        }
        return true;
    }
}

using GraphQLParser;
using GraphQLParser.AST;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.GraphQL.Guards;

/// <summary>
/// Parses a document and refuses one whose validation or execution would cost more than its text suggests: the engine's own rules are
/// exponential in nested fragments and quadratic in repeated fields. Linear, as the size of every fragment is counted once.
/// </summary>
sealed class DocumentGuard
{
    readonly record struct Size(long Nodes, int Depth, long Roots);

    readonly GraphQLLimits limits;
    readonly Dictionary<string, GraphQLFragmentDefinition> fragments = new(StringComparer.Ordinal);
    readonly Dictionary<string, Size> measured = new(StringComparer.Ordinal);
    int directives;

    DocumentGuard(GraphQLDocument document, GraphQLLimits limits)
    {
        this.limits = limits;
        foreach (var fragment in document.Definitions.OfType<GraphQLFragmentDefinition>())
            fragments.TryAdd(fragment.FragmentName.Name.StringValue, fragment);
    }

    /// <summary>The document, or a <see cref="GraphQLRequestException"/> that says which limit it exceeds.</summary>
    internal static GraphQLDocument Parse(string text, GraphQLLimits limits)
    {
        if (text.Length > limits.MaxDocumentLength) throw TooLarge($"has {text.Length} characters, more than {limits.MaxDocumentLength}");
        // One selection level costs the parser about three of its own; lists and objects inside arguments have their own depth.
        var document = Parser.Parse(text, new ParserOptions { Ignore = IgnoreOptions.Comments, MaxDepth = limits.MaxDepth * 3 });
        new DocumentGuard(document, limits).Check(document);
        return document;
    }

    void Check(GraphQLDocument document)
    {
        long nodes = 0;
        foreach (var definition in document.Definitions)
        {
            if (definition is not GraphQLOperationDefinition and not GraphQLFragmentDefinition)
                throw new GraphQLRequestException("A request holds operations and fragments only, no type definitions.",
                    ErrorCodes.InvalidRequest);
            Directives(definition as IHasDirectivesNode);
            if (definition is GraphQLFragmentDefinition fragment) Measure(fragment);
            if (definition is not GraphQLOperationDefinition operation) continue;
            foreach (var variable in operation.Variables?.Items ?? []) Value(variable.DefaultValue);
            var size = Measure(operation.SelectionSet, 1);
            nodes += size.Nodes;
            if (size.Roots > limits.MaxRootFields) throw TooLarge($"has {size.Roots} root fields, more than {limits.MaxRootFields}");
        }
        // Unused fragments are validated too.
        foreach (var size in measured.Values) nodes = Math.Max(nodes, size.Nodes);
        if (nodes > limits.MaxNodes) throw TooLarge($"selects more than {limits.MaxNodes} fields, fragments included");
    }

    Size Measure(GraphQLFragmentDefinition fragment)
    {
        var name = fragment.FragmentName.Name.StringValue;
        if (measured.TryGetValue(name, out var known)) return known;
        // A cycle counts as nothing here; validation names it.
        measured[name] = default;
        return measured[name] = Measure(fragment.SelectionSet, 1);
    }

    Size Measure(GraphQLSelectionSet? set, int depth)
    {
        if (depth > limits.MaxDepth) throw TooDeep();
        var total = default(Size);
        foreach (var node in set?.Selections ?? [])
        {
            Directives(node as IHasDirectivesNode);
            var below = node switch
            {
                GraphQLField field => OfField(field, depth),
                GraphQLInlineFragment inline => Measure(inline.SelectionSet, depth + 1),
                GraphQLFragmentSpread spread when fragments.TryGetValue(spread.FragmentName.Name.StringValue, out var found) =>
                    Measure(found),
                _ => default,
            };
            if (depth + below.Depth > limits.MaxDepth) throw TooDeep();
            // Saturates, so that a bomb of doubling fragments cannot overflow.
            total = new Size(Math.Min(total.Nodes + below.Nodes + 1, int.MaxValue), Math.Max(total.Depth, below.Depth + 1),
                Math.Min(total.Roots + below.Roots, int.MaxValue));
        }
        return total;
    }

    Size OfField(GraphQLField field, int depth)
    {
        foreach (var argument in field.Arguments?.Items ?? []) Value(argument.Value);
        return Measure(field.SelectionSet, depth + 1) with { Roots = 1 };
    }

    void Directives(IHasDirectivesNode? node)
    {
        foreach (var directive in node?.Directives?.Items ?? [])
        {
            if (++directives > limits.MaxDirectives) throw TooLarge($"has more than {limits.MaxDirectives} directives");
            foreach (var argument in directive.Arguments?.Items ?? []) Value(argument.Value);
        }
    }

    void Value(GraphQLValue? value)
    {
        if (value is GraphQLListValue { Values: { } items })
        {
            if (items.Count > limits.MaxListLength)
                throw new GraphQLRequestException($"A list has {items.Count} items, more than {limits.MaxListLength}.",
                    ErrorCodes.ListTooLong);
            foreach (var item in items) Value(item);
        }
        else if (value is GraphQLObjectValue { Fields: { } fields })
        {
            foreach (var field in fields) Value(field.Value);
        }
    }

    GraphQLRequestException TooDeep() => TooLarge($"is nested deeper than {limits.MaxDepth} levels");

    static GraphQLRequestException TooLarge(string what) =>
        new($"The document {what}. Ask in several requests.", ErrorCodes.DocumentTooLarge);
}

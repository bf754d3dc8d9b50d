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
    /// <param name="Nodes">Selections, fragments expanded.</param>
    /// <param name="Depth">Levels of selections.</param>
    /// <param name="Roots">Fields of the first level.</param>
    /// <param name="Lists">The most lists of introspection on one path, such as <c>fields</c>.</param>
    /// <param name="Wrappers">The most <c>ofType</c> on one path.</param>
    readonly record struct Size(long Nodes, int Depth, long Roots, int Lists, int Wrappers);

    readonly GraphQLLimits limits;
    readonly LiteralGuard literals;
    readonly Dictionary<ROM, GraphQLFragmentDefinition> fragments = [];
    readonly Dictionary<ROM, Size?> measured = [];
    readonly HashSet<ROM> spread = [];

    DocumentGuard(GraphQLDocument document, GraphQLLimits limits)
    {
        (this.limits, literals) = (limits, new LiteralGuard(limits));
        foreach (var fragment in document.Definitions.OfType<GraphQLFragmentDefinition>())
            fragments.TryAdd(fragment.FragmentName.Name.Value, fragment);
        if (fragments.Count > limits.MaxFragments) throw TooLarge($"has {fragments.Count} fragments, more than {limits.MaxFragments}");
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
        var roots = new List<GraphQLSelectionSet>();
        foreach (var definition in document.Definitions)
        {
            if (definition is not GraphQLOperationDefinition and not GraphQLFragmentDefinition)
                throw new GraphQLRequestException("A request holds operations and fragments only, no type definitions.",
                    ErrorCodes.InvalidRequest);
            literals.Directives(definition as IHasDirectivesNode);
            if (definition is GraphQLFragmentDefinition fragment) Measure(fragment);
            if (definition is not GraphQLOperationDefinition operation) continue;
            literals.Variables(operation);
            var size = Measure(operation.SelectionSet, 1);
            nodes += size.Nodes;
            roots.Add(operation.SelectionSet);
            if (size.Roots > limits.MaxRootFields) throw TooLarge($"has {size.Roots} root fields, more than {limits.MaxRootFields}");
        }
        // Unused fragments are validated too.
        foreach (var (name, fragment) in fragments)
        {
            if (spread.Contains(name)) continue;
            nodes += Measure(fragment).Nodes;
            roots.Add(fragment.SelectionSet);
        }
        if (nodes > limits.MaxNodes) throw TooLarge($"selects more than {limits.MaxNodes} fields, fragments included");
        new MergeBudget(fragments, limits.MaxMergeComparisons).Spend(roots);
    }

    Size Measure(GraphQLFragmentDefinition fragment)
    {
        var name = fragment.FragmentName.Name;
        literals.Name(name);
        if (measured.TryGetValue(name.Value, out var known)) return known ?? throw Cycle(name);
        measured[name.Value] = null;
        var size = Measure(fragment.SelectionSet, 1);
        measured[name.Value] = size;
        return size;
    }

    Size Measure(GraphQLSelectionSet? set, int depth)
    {
        if (depth > limits.MaxDepth) throw TooDeep();
        var total = default(Size);
        foreach (var node in set?.Selections ?? [])
        {
            literals.Directives(node as IHasDirectivesNode);
            var below = node switch
            {
                GraphQLField field => OfField(field, depth),
                GraphQLInlineFragment inline => Measure(inline.SelectionSet, depth + 1),
                GraphQLFragmentSpread spread => OfSpread(spread),
                _ => default,
            };
            if (depth + below.Depth > limits.MaxDepth) throw TooDeep();
            // Saturates, so that a bomb of doubling fragments cannot overflow.
            total = new Size(Math.Min(total.Nodes + below.Nodes + 1, int.MaxValue), Math.Max(total.Depth, below.Depth + 1),
                Math.Min(total.Roots + below.Roots, int.MaxValue), Math.Max(total.Lists, below.Lists),
                Math.Max(total.Wrappers, below.Wrappers));
        }
        return total;
    }

    Size OfSpread(GraphQLFragmentSpread node)
    {
        var name = node.FragmentName.Name.Value;
        spread.Add(name);
        return fragments.TryGetValue(name, out var found) ? Measure(found) : default;
    }

    Size OfField(GraphQLField field, int depth)
    {
        literals.Name(field.Name);
        literals.Name(field.Alias?.Name);
        literals.Arguments(field.Arguments);
        var below = Measure(field.SelectionSet, depth + 1);
        if (field.Name.Value.Span is "__schema" or "__type") RequireShallow(below);
        return below with
        {
            Roots = 1,
            Lists = below.Lists + (field.Name.Value.Span is "fields" or "inputFields" or "interfaces" or "possibleTypes" ? 1 : 0),
            Wrappers = below.Wrappers + (field.Name.Value.Span is "ofType" ? 1 : 0),
        };
    }

    // A type has fields, which have types, which have fields: each round multiplies the answer.
    void RequireShallow(Size size)
    {
        if (!limits.Introspection)
        {
            throw new GraphQLRequestException("Introspection is switched off on this server; `__typename` is allowed.",
                ErrorCodes.IntrospectionNotAllowed);
        }
        if (size.Lists > limits.MaxIntrospectionLists || size.Wrappers > limits.MaxIntrospectionWrappers)
        {
            throw new GraphQLRequestException(
                $"Introspection is nested deeper than {limits.MaxIntrospectionLists} lists of types or fields, or than "
                + $"{limits.MaxIntrospectionWrappers} `ofType`. Ask in several requests.", ErrorCodes.IntrospectionTooDeep);
        }
    }

    GraphQLRequestException TooDeep() => TooLarge($"is nested deeper than {limits.MaxDepth} levels");

    static GraphQLRequestException Cycle(GraphQLName name) =>
        new($"The fragment '{name.StringValue}' spreads itself, directly or through others.", ErrorCodes.FragmentCycle);

    static GraphQLRequestException TooLarge(string what) =>
        new($"The document {what}. Ask in several requests.", ErrorCodes.DocumentTooLarge);
}

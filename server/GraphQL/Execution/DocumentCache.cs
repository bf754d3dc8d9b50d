using GraphQLParser.AST;

namespace UsageAnalysis.GraphQL.Execution;

/// <summary>Documents that passed guard and validation, by their whole text; the one that was used longest ago makes room.</summary>
sealed class DocumentCache(int capacity)
{
    readonly Lock gate = new();
    readonly Dictionary<string, LinkedListNode<(string Text, GraphQLDocument Document)>> known = new(StringComparer.Ordinal);
    readonly LinkedList<(string Text, GraphQLDocument Document)> recent = new();

    internal GraphQLDocument? Find(string text)
    {
        lock (gate)
        {
            if (!known.TryGetValue(text, out var node)) return null;
            recent.Remove(node);
            recent.AddFirst(node);
            return node.Value.Document;
        }
    }

    internal void Add(string text, GraphQLDocument document)
    {
        lock (gate)
        {
            if (capacity <= 0 || known.ContainsKey(text)) return;
            if (known.Count >= capacity)
            {
                known.Remove(recent.Last!.Value.Text);
                recent.RemoveLast();
            }
            known[text] = recent.AddFirst((text, document));
        }
    }
}

namespace UsageAnalysis.GraphQL.Execution;

/// <summary>Keeps values by their keys, bounded in count and size; those that were used longest ago make room.</summary>
/// <param name="maxCount">How many; 0 keeps none.</param>
/// <param name="maxSize">The sum of their sizes, in the unit of <see cref="Add"/>.</param>
class RecentCache<T>(int maxCount, long maxSize)
    where T : class
{
    readonly Lock gate = new();
    readonly Dictionary<string, LinkedListNode<(string Key, T Value, long Size)>> known = new(StringComparer.Ordinal);
    readonly LinkedList<(string Key, T Value, long Size)> recent = new();
    long size;

    internal T? Find(string key)
    {
        lock (gate)
        {
            if (!known.TryGetValue(key, out var node)) return null;
            recent.Remove(node);
            recent.AddFirst(node);
            return node.Value.Value;
        }
    }

    /// <summary>Keeps a value, or not when it alone is over the size.</summary>
    internal void Add(string key, T value, long itsSize)
    {
        lock (gate)
        {
            if (maxCount <= 0 || itsSize > maxSize) return;
            if (known.TryGetValue(key, out var old)) Remove(old);
            known[key] = recent.AddFirst((key, value, itsSize));
            size += itsSize;
            while (known.Count > maxCount || size > maxSize) Remove(recent.Last!);
        }
    }

    void Remove(LinkedListNode<(string Key, T Value, long Size)> node)
    {
        known.Remove(node.Value.Key);
        recent.Remove(node);
        size -= node.Value.Size;
    }
}

using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace UsageAnalysis.Ingest;

/// <summary>
/// The names that the records of one sender had so far. Most are those of the records before, and need neither be checked nor kept again.
/// </summary>
sealed class NamePool
{
    const int LongestLookedFor = 200;
    const int Most = 10_000;

    readonly HashSet<string> names = new(StringComparer.Ordinal);
    readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> known;

    /// <summary>Begins empty.</summary>
    public NamePool() => known = names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The name that a string of a record is; null when it was not there before, or is written with escapes.</summary>
    public string? Find(JsonElement text)
    {
        var utf8 = JsonMarshal.GetRawUtf8Value(text)[1..^1];
        Span<char> name = stackalloc char[LongestLookedFor];
        return !utf8.Contains((byte)'\\') && Utf8.ToUtf16(utf8, name, out _, out var length) == System.Buffers.OperationStatus.Done
            && known.TryGetValue(name[..length], out var found) ? found : null;
    }

    /// <summary>The same name, of which no second copy is kept; null for none.</summary>
    public string? Share(string? name)
    {
        if (name is null || name.Length > LongestLookedFor)
        {
            return name;
        }
        if (names.TryGetValue(name, out var shared))
        {
            return shared;
        }
        Add(name);
        return name;
    }

    /// <summary>Remembers a name; a sender of very many begins anew.</summary>
    public void Add(string name)
    {
        if (names.Count == Most)
        {
            names.Clear();
        }
        names.Add(name);
    }
}

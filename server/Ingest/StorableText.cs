using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace UsageAnalysis.Ingest;

/// <summary>Finds what PostgreSQL cannot store: the character U+0000 and halves of surrogate pairs, anywhere in a record.</summary>
static class StorableText
{
    /// <summary>What is wrong and where; null when everything can be stored, and every string of the record can be read.</summary>
    public static string? Fault(JsonElement record)
    {
        var utf8 = JsonMarshal.GetRawUtf8Value(record);
        if (!Utf8.IsValid(utf8))
        {
            return "the record is not valid UTF-8";
        }
        // Only an escape can stand for such a character: JSON allows no raw control character, and UTF-8 no surrogate.
        return HasEscape(utf8)
            && Find(record) is { } found ? Describe(found.Path, found.Problem) : null;
    }

    static bool HasEscape(ReadOnlySpan<byte> utf8) => utf8.IndexOf("\\u"u8) >= 0;

    /// <remarks>The path is put together on the way back, from the one fault, so a wide and deep record costs only its size.</remarks>
    static (string Path, string Problem)? Find(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String when HasEscape(JsonMarshal.GetRawUtf8Value(value)) && Problem(value.GetString) is { } problem:
                return ("", $"{RecordReader.Quote(value)} {problem}");
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in value.EnumerateArray())
                {
                    if (Find(item) is { } inItem)
                    {
                        return ($"[{index}]{inItem.Path}", inItem.Problem);
                    }
                    index++;
                }
                return null;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    if (HasEscape(JsonMarshal.GetRawUtf8PropertyName(member)) && Problem(() => member.Name) is { } problem)
                    {
                        return ("", $"has a member whose name {problem}");
                    }
                    if (Find(member.Value) is { } inMember)
                    {
                        return ($".{Shorten(member.Name)}{inMember.Path}", inMember.Problem);
                    }
                }
                return null;
            default:
                return null;
        }
    }

    static string Describe(string path, string problem) => path.Length > 0 ? $"{path.TrimStart('.')} {problem}" : $"the record {problem}";

    static string Shorten(string name) => name.Length > 60 ? $"{name[..60]}…" : name;

    static string? Problem(Func<string?> read)
    {
        try
        {
            return read()!.Contains('\0', StringComparison.Ordinal) ? "holds the character U+0000, which cannot be stored" : null;
        }
        catch (InvalidOperationException)
        {
            return "holds half of a surrogate pair, which is no character";
        }
    }
}

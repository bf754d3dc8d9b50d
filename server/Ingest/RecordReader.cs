using System.Runtime.InteropServices;
using System.Text.Json;

namespace UsageAnalysis.Ingest;

/// <summary>Why a record is not an event: what is wrong with which member, the value quoted and shortened.</summary>
/// <param name="Reason">For people; names the member.</param>
public sealed record Rejection(string Reason);

/// <summary>
/// Reads values of one record. It keeps the first fault and goes on with nothing, so that a caller reads everything and asks once.
/// </summary>
sealed class RecordReader
{
    /// <summary>Most characters of a name. Three bytes each, two of them fit a B-tree key of PostgreSQL.</summary>
    const int MaxName = 200;

    const int MaxQuoted = 60;

    /// <summary>The first fault; null while all is well.</summary>
    public Rejection? Fault { get; private set; }

    public void Fail(string member, JsonElement value, string problem) => Fail($"{member} {Quote(value)} {problem}");

    public void Fail(string reason) => Fault ??= new Rejection(reason);

    /// <summary>A text; null when the member is missing or null.</summary>
    public string? Text(string member, JsonElement? value)
    {
        if (value is not { } given || given.ValueKind == JsonValueKind.Null)
        {
            return null;
        }
        if (given.ValueKind != JsonValueKind.String)
        {
            Fail(member, given, "must be a string");
            return null;
        }
        return given.GetString();
    }

    /// <summary>A short text that names something, trimmed; null when the member is missing or null.</summary>
    public string? Name(string member, JsonElement? value, int longest = MaxName)
    {
        if (Text(member, value)?.Trim() is not { } text)
        {
            return null;
        }
        if (text.Length == 0)
        {
            Fail($"{member} \"\" is empty: give a name, or leave an optional member out");
        }
        else if (text.Length > longest)
        {
            Fail(member, value!.Value, $"has {text.Length} characters: at most {longest} are allowed");
        }
        else if (text.Any(char.IsControl))
        {
            Fail(member, value!.Value, "holds a control character");
        }
        return text;
    }

    /// <summary>A name that must be there.</summary>
    public string RequiredName(string member, JsonElement? value, int longest = MaxName)
    {
        var name = Name(member, value, longest);
        if (name is null)
        {
            Fail($"{member} is missing: it is required");
        }
        return name ?? "";
    }

    /// <summary>A uuid other than the zero one; null when the member is missing or null.</summary>
    public Guid? Uuid(string member, JsonElement? value)
    {
        if (Text(member, value) is null)
        {
            return null;
        }
        if (!value!.Value.TryGetGuid(out var uuid))
        {
            Fail(member, value.Value, "is not a uuid such as 0190c2a4-7d3e-7b61-9c55-2f0e8a1b4c6d");
        }
        else if (uuid == Guid.Empty)
        {
            Fail(member, value.Value, "is the zero uuid, which names nothing");
        }
        return uuid;
    }

    /// <summary>True or false; null when the member is missing or null.</summary>
    public bool? Flag(string member, JsonElement? value)
    {
        switch (value?.ValueKind)
        {
            case null or JsonValueKind.Null:
                return null;
            case JsonValueKind.True or JsonValueKind.False:
                return value.Value.GetBoolean();
            default:
                Fail(member, value.Value, "must be true or false");
                return null;
        }
    }

    /// <summary>The items of an array; none when the member is missing or null.</summary>
    public IEnumerable<JsonElement> Items(string member, JsonElement? value, int most)
    {
        switch (value?.ValueKind)
        {
            case null or JsonValueKind.Null:
                return [];
            case JsonValueKind.Array when value.Value.GetArrayLength() > most:
                Fail($"{member} has {value.Value.GetArrayLength()} items: at most {most} are allowed");
                return [];
            case JsonValueKind.Array:
                return value.Value.EnumerateArray();
            default:
                Fail(member, value.Value, "must be an array");
                return [];
        }
    }

    /// <summary>The object; null when the member is missing or null.</summary>
    public JsonElement? Object(string member, JsonElement? value)
    {
        if (value is null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined })
        {
            return null;
        }
        if (value.Value.ValueKind == JsonValueKind.Object)
        {
            return value;
        }
        Fail(member, value.Value, "must be an object");
        return null;
    }

    /// <summary>The value as it was sent, shortened for a message.</summary>
    public static string Quote(JsonElement value)
    {
        var utf8 = JsonMarshal.GetRawUtf8Value(value);
        var text = System.Text.Encoding.UTF8.GetString(utf8.Length > 4 * MaxQuoted ? utf8[..(4 * MaxQuoted)] : utf8);
        return text.Length > MaxQuoted ? $"{text[..MaxQuoted]}…" : text;
    }
}

static class RecordMembers
{
    /// <summary>The member of an object; null when it has none of that name.</summary>
    public static JsonElement? Member(this JsonElement record, ReadOnlySpan<byte> name) =>
        record.TryGetProperty(name, out var value) ? value : null;
}

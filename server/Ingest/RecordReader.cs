using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace UsageAnalysis.Ingest;

/// <summary>Why a record is not an event: what is wrong with which member, the value quoted and shortened.</summary>
/// <param name="Reason">For people; names the member.</param>
public sealed record Rejection(string Reason);

/// <summary>Where a value stands in a record: "time", "groups[3]", "entities[3].id". It is put into words for a fault alone.</summary>
readonly record struct MemberPath(string Member, int? Item = null, string? Part = null)
{
    public static implicit operator MemberPath(string member) => new(member);

    public override string ToString() => $"{Member}{(Item is { } item ? $"[{item}]" : "")}{(Part is null ? "" : $".{Part}")}";
}

/// <summary>
/// Reads values of one record. It keeps the first fault and goes on with nothing, so that a caller reads everything and asks once.
/// </summary>
/// <param name="names">Names of the records before it.</param>
sealed class RecordReader(NamePool names)
{
    /// <summary>Most characters of a name. Three bytes each, two of them fit a B-tree key of PostgreSQL.</summary>
    const int MaxName = 200;

    const int MaxQuoted = 60;

    static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 0xa0).Select(code => (char)code).Where(char.IsControl)]);

    /// <summary>The first fault; null while all is well.</summary>
    public Rejection? Fault { get; private set; }

    public void Fail(MemberPath member, JsonElement value, string problem) => Fail($"{member} {Quote(value)} {problem}");

    public void Fail(string reason) => Fault ??= new Rejection(reason);

    /// <summary>A text; null when the member is missing or null.</summary>
    public string? Text(MemberPath member, JsonElement? value) => IsText(member, value) ? value!.Value.GetString() : null;

    bool IsText(MemberPath member, JsonElement? value)
    {
        if (value is not { } given || given.ValueKind == JsonValueKind.Null)
        {
            return false;
        }
        if (given.ValueKind != JsonValueKind.String)
        {
            Fail(member, given, "must be a string");
            return false;
        }
        return true;
    }

    /// <summary>A short text of one line, trimmed; null when the member is missing or null.</summary>
    public string? Line(MemberPath member, JsonElement? value, int longest = MaxName)
    {
        var line = Text(member, value)?.Trim();
        if (line is not null)
        {
            Check(member, value!.Value, line, longest);
        }
        return line;
    }

    bool Check(MemberPath member, JsonElement value, string line, int longest)
    {
        if (line.Length == 0)
        {
            Fail($"{member} \"\" is empty: give a name, or leave an optional member out");
        }
        else if (line.Length > longest)
        {
            Fail(member, value, $"has {line.Length} characters: at most {longest} are allowed");
        }
        else if (line.AsSpan().ContainsAny(Controls))
        {
            Fail(member, value, "holds a control character");
        }
        return Fault is null;
    }

    /// <summary>A line that must be there.</summary>
    public string RequiredLine(MemberPath member, JsonElement? value, int longest) => Required(member, Line(member, value, longest));

    /// <summary>A line that names something, as other records do too; null when the member is missing or null.</summary>
    /// <param name="member">Where it stands.</param>
    /// <param name="value">The value.</param>
    /// <param name="refuse">What is wrong with a name that cannot be used here; null where nothing is.</param>
    public string? Name(MemberPath member, JsonElement? value, Func<string, string?>? refuse = null)
    {
        var known = value is { ValueKind: JsonValueKind.String } given ? names.Find(given) : null;
        if ((known ?? Text(member, value)?.Trim()) is not { } name)
        {
            return null;
        }
        if (refuse?.Invoke(name) is { } problem)
        {
            Fail(member, value!.Value, problem);
        }
        else if (known is null && Check(member, value!.Value, name, MaxName))
        {
            names.Add(name);
        }
        return name;
    }

    /// <summary>A name that must be there.</summary>
    public string RequiredName(MemberPath member, JsonElement? value) => Required(member, Name(member, value));

    string Required(MemberPath member, string? text)
    {
        if (text is null)
        {
            Fail($"{member} is missing: it is required");
        }
        return text ?? "";
    }

    /// <summary>A uuid other than the zero one; null when the member is missing or null.</summary>
    public Guid? Uuid(MemberPath member, JsonElement? value)
    {
        if (!IsText(member, value))
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
    public bool? Flag(MemberPath member, JsonElement? value)
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
    public IReadOnlyList<T> Items<T>(string member, JsonElement? value, int most, Func<RecordReader, MemberPath, JsonElement, T> read)
    {
        switch (value?.ValueKind)
        {
            case null or JsonValueKind.Null:
                return [];
            case JsonValueKind.Array when value.Value.GetArrayLength() > most:
                Fail($"{member} has {value.Value.GetArrayLength()} items: at most {most} are allowed");
                return [];
            case JsonValueKind.Array:
                return [.. value.Value.EnumerateArray().Select((item, i) => read(this, new MemberPath(member, i), item))];
            default:
                Fail(member, value.Value, "must be an array");
                return [];
        }
    }

    /// <summary>The object; null when the member is missing or null.</summary>
    public JsonElement? Object(MemberPath member, JsonElement? value)
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

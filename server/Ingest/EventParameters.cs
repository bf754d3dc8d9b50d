using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace UsageAnalysis.Ingest;

/// <summary>
/// Reads the parameters of a record: the members inputs, outputs and other, each an object. Any further member is one of the others.
/// </summary>
static class EventParameters
{
    const int MaxParameters = 1_000;
    const int MaxName = 200;
    const int MaxDigits = 400;
    const int MaxExponent = 308;

    static readonly string[] Groups = ["inputs", "outputs", "other"];

    /// <returns>A JSON object as <see cref="LoggedEvent.Parameters"/> says; null when there are none.</returns>
    public static string? Read(JsonElement record, RecordReader reader)
    {
        if (reader.Object("parameters", record.Member("parameters"u8)) is not { } parameters || !Check(parameters, reader))
        {
            return null;
        }
        if (IsAsStored(parameters))
        {
            return HasMembers(parameters) ? parameters.GetRawText() : null;
        }
        List<JsonProperty> strays = [.. parameters.EnumerateObject().Where(member => !IsGroup(member))];
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        foreach (var group in Groups)
        {
            Write(json, group, parameters, group == "other" ? strays : []);
        }
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenCount > "{}".Length ? Encoding.UTF8.GetString(buffer.WrittenSpan) : null;
    }

    // Each group once, and none empty.
    static bool IsAsStored(JsonElement parameters)
    {
        var stored = 0;
        foreach (var group in Groups)
        {
            stored += parameters.TryGetProperty(group, out var value) && HasMembers(value) ? 1 : 0;
        }
        return stored == parameters.GetPropertyCount();
    }

    static bool IsGroup(JsonProperty member) =>
        member.NameEquals("inputs"u8) || member.NameEquals("outputs"u8) || member.NameEquals("other"u8);

    static bool HasMembers(JsonElement value) => value.ValueKind == JsonValueKind.Object && value.GetPropertyCount() > 0;

    static void Write(Utf8JsonWriter json, string group, JsonElement parameters, List<JsonProperty> strays)
    {
        JsonElement? given = parameters.TryGetProperty(group, out var value) && HasMembers(value) ? value : null;
        if (strays.Count == 0 && given is null)
        {
            return;
        }
        json.WriteStartObject(group);
        foreach (var parameter in strays.Concat(given?.EnumerateObject() ?? default))
        {
            json.WritePropertyName(parameter.Name);
            json.WriteRawValue(JsonMarshal.GetRawUtf8Value(parameter.Value), skipInputValidation: true);
        }
        json.WriteEndObject();
    }

    static bool Check(JsonElement parameters, RecordReader reader)
    {
        var count = 0;
        foreach (var member in parameters.EnumerateObject())
        {
            if (!IsGroup(member))
            {
                count++;
                CheckParameter(null, member, reader);
            }
            else if (member.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var parameter in member.Value.EnumerateObject())
                {
                    count++;
                    CheckParameter(member, parameter, reader);
                }
            }
            else
            {
                reader.Object(Path(null, member), member.Value);
            }
        }
        if (count > MaxParameters)
        {
            reader.Fail($"parameters has {count} parameters: at most {MaxParameters} are allowed");
        }
        return reader.Fault is null;
    }

    static string Path(JsonProperty? group, JsonProperty parameter) =>
        group is { } of ? $"parameters.{of.Name}.{parameter.Name}" : $"parameters.{parameter.Name}";

    static void CheckParameter(JsonProperty? group, JsonProperty parameter, RecordReader reader)
    {
        // As many bytes are never more characters.
        if (JsonMarshal.GetRawUtf8PropertyName(parameter).Length > MaxName && parameter.Name.Length > MaxName)
        {
            reader.Fail($"{Path(group, parameter)[..80]}… is a parameter name of {parameter.Name.Length} characters: "
                + $"at most {MaxName} are allowed");
        }
        if (Immodest(parameter.Value) is { } number)
        {
            reader.Fail(Path(group, parameter), number,
                $"is a number out of range: at most {MaxDigits} characters and an exponent up to {MaxExponent}");
        }
    }

    /// <summary>A short number such as 1e99999 would fill pages when PostgreSQL writes it out, and some it cannot hold at all.</summary>
    static JsonElement? Immodest(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                return IsModest(value) ? null : value;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    if (Immodest(item) is { } number) return number;
                }
                return null;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    if (Immodest(member.Value) is { } number) return number;
                }
                return null;
            default:
                return null;
        }
    }

    static bool IsModest(JsonElement number)
    {
        var digits = JsonMarshal.GetRawUtf8Value(number);
        var e = digits.IndexOfAny((byte)'e', (byte)'E');
        return digits.Length <= MaxDigits
            && (e < 0 || (int.TryParse(digits[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
                && Math.Abs(exponent) <= MaxExponent));
    }
}

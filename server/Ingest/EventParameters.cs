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
        List<JsonProperty> strays = [.. parameters.EnumerateObject().Where(member => !Groups.Contains(member.Name))];
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

    static void Write(Utf8JsonWriter json, string group, JsonElement parameters, List<JsonProperty> strays)
    {
        JsonElement? given = parameters.TryGetProperty(group, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;
        if (strays.Count == 0 && !(given?.EnumerateObject().Any() ?? false))
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
            var path = $"parameters.{member.Name}";
            if (!Groups.Contains(member.Name))
            {
                count += CheckParameter(path, member, reader);
            }
            else if (reader.Object(path, member.Value) is { } group)
            {
                foreach (var parameter in group.EnumerateObject())
                {
                    count += CheckParameter($"{path}.{parameter.Name}", parameter, reader);
                }
            }
        }
        if (count > MaxParameters)
        {
            reader.Fail($"parameters has {count} parameters: at most {MaxParameters} are allowed");
        }
        return reader.Fault is null;
    }

    static int CheckParameter(string path, JsonProperty parameter, RecordReader reader)
    {
        if (parameter.Name.Length > MaxName)
        {
            reader.Fail($"{path[..80]}… is a parameter name of {parameter.Name.Length} characters: at most {MaxName} are allowed");
        }
        CheckNumbers(path, parameter.Value, reader);
        return 1;
    }

    /// <summary>A short number such as 1e99999 would fill pages when PostgreSQL writes it out, and some it cannot hold at all.</summary>
    static void CheckNumbers(string path, JsonElement value, RecordReader reader)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number when !IsModest(value):
                reader.Fail(path, value, $"is a number out of range: at most {MaxDigits} characters and an exponent up to {MaxExponent}");
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    CheckNumbers(path, item, reader);
                }
                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    CheckNumbers(path, member.Value, reader);
                }
                break;
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

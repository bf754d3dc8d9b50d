using System.Globalization;
using System.Text.Json;
using UsageAnalysis.Ingest.Otlp.Wire;

namespace UsageAnalysis.Ingest.Otlp;

/// <summary>The attributes of a record, of which each is taken once: what nothing takes is left for the parameters.</summary>
/// <remarks>Keys are unique by the specification; of those that are not, the first counts: ILogger's state stands before its scopes.</remarks>
sealed class OtlpAttributes
{
    readonly Dictionary<string, AnyValue> values = [];

    public OtlpAttributes(IEnumerable<KeyValue> attributes)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Value is { ValueCase: not AnyValue.ValueOneofCase.None } value)
            {
                values.TryAdd(attribute.Key, value);
            }
        }
    }

    /// <summary>What nothing has taken, in the order in which it was sent.</summary>
    public IReadOnlyDictionary<string, AnyValue> Left => values;

    /// <summary>Takes the value of a key; null when there is none.</summary>
    public AnyValue? Take(string key) => values.Remove(key, out var value) ? value : null;

    /// <summary>Takes the text of the first of some keys that has one; the others are left, unless they are empty.</summary>
    public string? TakeText(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (values.TryGetValue(key, out var value) && Text(value) is { } text)
            {
                values.Remove(key);
                if (text.Length > 0)
                {
                    return text;
                }
            }
        }
        return null;
    }

    /// <summary>Takes all whose keys begin so.</summary>
    /// <returns>The rest of each key, and the value.</returns>
    public List<(string Name, AnyValue Value)> TakeAll(string prefix)
    {
        List<(string, AnyValue)> found =
        [
            .. values.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal) && pair.Key.Length > prefix.Length)
                .Select(pair => (pair.Key[prefix.Length..], pair.Value)),
        ];
        found.ForEach(pair => values.Remove(prefix + pair.Item1));
        return found;
    }

    /// <summary>A plain value as text, the first of an array of texts (as of an HTTP header); null for others.</summary>
    public static string? Text(AnyValue? value) => value?.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => value.StringValue,
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        AnyValue.ValueOneofCase.IntValue => value.IntValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.ArrayValue => value.ArrayValue.Values is [{ ValueCase: AnyValue.ValueOneofCase.StringValue } first]
            ? first.StringValue
            : null,
        _ => null,
    };

    /// <summary>Any value as JSON: bytes in base64, and numbers that JSON has no digits for by their names.</summary>
    public static void Write(Utf8JsonWriter json, AnyValue? value)
    {
        switch (value?.ValueCase)
        {
            case AnyValue.ValueOneofCase.StringValue:
                json.WriteStringValue(value.StringValue);
                break;
            case AnyValue.ValueOneofCase.BoolValue:
                json.WriteBooleanValue(value.BoolValue);
                break;
            case AnyValue.ValueOneofCase.IntValue:
                json.WriteNumberValue(value.IntValue);
                break;
            case AnyValue.ValueOneofCase.DoubleValue when double.IsFinite(value.DoubleValue):
                json.WriteNumberValue(value.DoubleValue);
                break;
            case AnyValue.ValueOneofCase.DoubleValue:
                json.WriteStringValue(value.DoubleValue.ToString(CultureInfo.InvariantCulture));
                break;
            case AnyValue.ValueOneofCase.BytesValue:
                json.WriteBase64StringValue(value.BytesValue.Span);
                break;
            case AnyValue.ValueOneofCase.ArrayValue:
                json.WriteStartArray();
                foreach (var item in value.ArrayValue.Values)
                {
                    Write(json, item);
                }
                json.WriteEndArray();
                break;
            case AnyValue.ValueOneofCase.KvlistValue:
                json.WriteStartObject();
                foreach (var pair in value.KvlistValue.Values.DistinctBy(pair => pair.Key))
                {
                    json.WritePropertyName(pair.Key);
                    Write(json, pair.Value);
                }
                json.WriteEndObject();
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}

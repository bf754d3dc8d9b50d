using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace UsageAnalysis.Commands.Import;

/// <summary>Reads what a person wrote in JSON, strictly: a misspelt member is an error, not something left out.</summary>
static partial class StrictJson
{
    static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new UtcTime() },
    };

    /// <exception cref="JsonException">What is wrong, and where.</exception>
    public static async Task<T> ReadAsync<T>(string file, CancellationToken ct)
    {
        await using var stream = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(stream, Strict, ct)
                ?? throw new JsonException("The file holds null: it must hold an object.");
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is { } line ? $" (line {line + 1}, at {e.Path})" : "";
            throw new JsonException($"{InWords(e.Message)}{place} Correct it; nothing was done.", e);
        }
    }

    /// <summary>Without the program's own names, and without the place, which is said in other words.</summary>
    static string InWords(string message)
    {
        var end = message.IndexOf(" Path:", StringComparison.Ordinal);
        var text = end >= 0 ? message[..end] : message;
        return Missing().Replace(Unknown().Replace(text, "member that a $1 has"), "A $1 lacks what it must have:");
    }

    [GeneratedRegex(@"\.NET member contained in type 'UsageAnalysis\.[\w.]*?\.(?:Catalog|Csv)?(\w+)'")]
    private static partial Regex Unknown();

    [GeneratedRegex(@"JSON deserialization for type 'UsageAnalysis\.[\w.]*?\.(?:Catalog|Csv)?(\w+)' was missing required properties[^:]*:")]
    private static partial Regex Missing();

    /// <summary>A time without an offset is UTC, wherever the program runs.</summary>
    sealed class UtcTime : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DateTime.TryParse(reader.GetString(), CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
                ? time
                : throw new JsonException($"\"{reader.GetString()}\" is not a time such as 2026-01-31T10:00:00Z.");

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}

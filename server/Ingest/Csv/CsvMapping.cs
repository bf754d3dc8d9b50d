using System.Text.Json;
using System.Text.Json.Serialization;

namespace UsageAnalysis.Ingest.Csv;

/// <summary>Which column of a CSV file is what of an event; the members are those of a record of the wire format.</summary>
public sealed record CsvMapping
{
    /// <summary>When it happened.</summary>
    public required CsvTime Time { get; init; }

    /// <summary>What happened.</summary>
    public required CsvField Type { get; init; }

    /// <summary>The stream it belongs to.</summary>
    public required CsvField Source { get; init; }

    /// <summary>
    /// The sender's id, a uuid or not. Without it, rows that are equal in all columns are told apart only by their order among those of the
    /// same time, so that the file must stay as it is until it is imported.
    /// </summary>
    public CsvField? Id { get; init; }

    /// <summary>Login.</summary>
    public CsvField? User { get; init; }

    /// <summary>Groups of the user, separated by semicolons.</summary>
    public CsvField? Groups { get; init; }

    /// <summary>The session, a uuid or not.</summary>
    public CsvField? Session { get; init; }

    /// <summary>Joins the records that one click caused.</summary>
    public CsvField? Action { get; init; }

    /// <summary>The package.</summary>
    public CsvField? Package { get; init; }

    /// <summary>The function, with its package or without.</summary>
    public CsvField? Function { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public CsvField? DurationMs { get; init; }

    /// <summary>One line for people.</summary>
    public CsvField? Description { get; init; }

    /// <summary>Client program.</summary>
    public CsvField? Client { get; init; }

    /// <summary>Version of the client program.</summary>
    public CsvField? Version { get; init; }

    /// <summary>Message of an error: a row that has one carries an error.</summary>
    public CsvField? ErrorMessage { get; init; }

    /// <summary>Class of the error.</summary>
    public CsvField? ErrorType { get; init; }

    /// <summary>Stack of the error.</summary>
    public CsvField? ErrorStack { get; init; }

    /// <summary>Objects that the event touched; a row without the id has none.</summary>
    public IReadOnlyList<CsvEntity> Entities { get; init; } = [];

    /// <summary>Inputs, by the name of the parameter.</summary>
    public IReadOnlyDictionary<string, CsvField> Inputs { get; init; } = new Dictionary<string, CsvField>();

    /// <summary>Outputs, by the name of the parameter.</summary>
    public IReadOnlyDictionary<string, CsvField> Outputs { get; init; } = new Dictionary<string, CsvField>();

    /// <summary>Other parameters, by name.</summary>
    public IReadOnlyDictionary<string, CsvField> Other { get; init; } = new Dictionary<string, CsvField>();

    /// <summary>Whether columns that nothing above names are other parameters too.</summary>
    public bool AllColumns { get; init; }

    /// <summary>What parts columns: one character. Without it, the header tells.</summary>
    public string? Separator { get; init; }

    /// <summary>UTF-8, or a name such as latin1.</summary>
    public string? Encoding { get; init; }
}

/// <summary>A value: of a column, or the same in each row. In JSON the name of a column is enough.</summary>
/// <param name="Column">Its name in the header.</param>
/// <param name="Value">The same in each row; where a column is given too, in rows where that is empty.</param>
/// <param name="Values">What texts of the column mean: "E" is "error". Others stay as they are.</param>
/// <param name="Type">text (the default), number or boolean.</param>
[JsonConverter(typeof(CsvFieldConverter))]
public sealed record CsvField(
    string? Column = null, string? Value = null, IReadOnlyDictionary<string, string>? Values = null, string? Type = null);

/// <summary>A time.</summary>
/// <param name="Column">Its name in the header.</param>
/// <param name="Format">
/// As .NET writes it, such as "dd.MM.yyyy HH:mm:ss"; "unix" or "unixMs" for seconds or milliseconds since 1970; without it ISO 8601.
/// </param>
/// <param name="Zone">IANA name such as Europe/Berlin; not needed where the times tell their offset.</param>
public sealed record CsvTime(string Column, string? Format = null, string? Zone = null);

/// <summary>An object that the event touched.</summary>
/// <param name="Type">Kind of the object.</param>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Role">subject, input or output.</param>
/// <param name="Package">The package that it belongs to.</param>
public sealed record CsvEntity(CsvField Type, CsvField Id, CsvField? Name = null, CsvField? Role = null, CsvField? Package = null);

/// <summary>A mapping and a file do not fit.</summary>
public sealed class CsvMappingException(string message) : Exception(message);

sealed class CsvFieldConverter : JsonConverter<CsvField>
{
    public override CsvField Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new CsvField(reader.GetString());
        }
        var field = JsonSerializer.Deserialize<Parts>(ref reader, options)!;
        return field switch
        {
            { Column: null, Value: null } => throw new JsonException("A field needs a column or a value."),
            { Type: not (null or "text" or "number" or "boolean") } =>
                throw new JsonException($"\"{field.Type}\" is no type: it is text, number or boolean."),
            _ => new CsvField(field.Column, field.Value, field.Values, field.Type),
        };
    }

    public override void Write(Utf8JsonWriter writer, CsvField value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Parts(value.Column, value.Value, value.Values, value.Type), options);

    sealed record Parts(
        string? Column = null, string? Value = null, IReadOnlyDictionary<string, string>? Values = null, string? Type = null);
}

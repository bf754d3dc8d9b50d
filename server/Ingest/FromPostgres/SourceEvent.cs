using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace UsageAnalysis.Ingest.FromPostgres;

/// <summary>
/// Makes an event of a row and its parameters. What a platform attaches anew with each question is decided here, once:
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item><b>User</b>: of the session; in the system's own audit the parameter <c>user</c> goes before it.</item>
/// <item><b>Function</b>: the type itself (older design), else the parameter whose value is one. It counts for its own package, and for
/// Core when it has none, so that one function is never several.</item>
/// <item><b>Package</b> of others: of the type's own entity, else the version that the parameter <c>package</c> names, else of the
/// first parameter of type <c>entity_id</c> whose entity has one, else the one that the project of an entity is named after; else
/// Core.</item>
/// <item><b>Error</b>: source <c>error</c> or marked as one; equal hashes of stacks are one error.</item>
/// <item><b>Action</b>: the request without the number of its part.</item>
/// <item><b>Objects</b>: parameters whose values are entities, deleted or not, other than functions.</item>
/// </list>
/// </remarks>
sealed class SourceEvent : IDisposable
{
    const int MaxEntityName = 500;
    const int MaxParameters = 1_000;
    const double MaxDurationMs = 366.0 * 24 * 60 * 60 * 1000;

    static readonly HashSet<string> SystemAudit =
    [
        "server-started", "user-logged-in", "user-logged-out", "user-login-failed", "user-impersonated", "impersonation-failed",
        "admin-session-started", "admin-session-ended", "dev-key-generated", "settings-changed", "log-settings-changed",
    ];

    const string Other = "other";

    // One event after another, so that the buffers are those of all.
    readonly ArrayBufferWriter<byte> buffer = new(4096);
    readonly Utf8JsonWriter json;

    public SourceEvent() => json = new Utf8JsonWriter(buffer);

    public void Dispose() => json.Dispose();

    static readonly string[] NumberTypes = ["int", "bigint", "integer", "double", "float", "num", "numeric"];

    /// <param name="row">The event.</param>
    /// <param name="values">Its parameters.</param>
    public LoggedEvent Make(SourceRow row, IEnumerable<SourceValue> values)
    {
        List<SourceValue> parameters = [.. values];
        parameters.Sort(InOrder);
        if (parameters.Count > MaxParameters)
        {
            parameters.RemoveRange(MaxParameters, parameters.Count - MaxParameters);
        }
        var options = Options(row.Options);
        var source = SourceText.Name(row.Source)?.ToLowerInvariant() ?? "info";
        var type = SourceText.Name(row.Type) ?? SourceText.Name(row.TypeName) ?? "event";
        var function = parameters.Find(v => v.Reference?.Function is not null)?.Reference;
        var called = SourceText.Name(row.Function) ?? SourceText.Name(function?.Function);
        var package = row.Package ?? (row.Function is null ? function?.EntityPackage : null);
        return new LoggedEvent(row.Id, row.Time, source, type)
        {
            User = User(row, source, type, parameters),
            Session = row.Session is { } session && session != Guid.Empty ? session : null,
            Action = SourceText.Name(row.Request)?.Split('.')[0] is { Length: > 0 } action ? action : null,
            Function = called is null ? null : $"{SourceText.Name(package) ?? Attribution.Fallback}:{called}",
            Package = called is null ? Package(row, parameters) : null,
            DurationUs = Duration(parameters),
            Description = Description(row, called is not null, parameters),
            Parameters = Parameters(row, parameters, options),
            Entities = parameters.Exists(IsTouched)
                ? [.. parameters.Where(IsTouched).Select(Entity).DistinctBy(e => (e.Type, e.Id, e.Role))]
                : [],
            Error = Error(row, source, parameters, options),
        };
    }

    static int InOrder(SourceValue one, SourceValue other)
    {
        var order = string.CompareOrdinal(one.Name, other.Name);
        order = order != 0 ? order : string.CompareOrdinal(one.Text, other.Text);
        return order != 0 ? order : Nullable.Compare(one.Uuid, other.Uuid);
    }

    static bool IsTouched(SourceValue value) => value.Reference is { IsEntity: true, Function: null };

    static string? User(SourceRow row, string source, string type, List<SourceValue> parameters)
    {
        var said = source == "audit" && SystemAudit.Contains(type) ? parameters.Find(v => v.Name == "user") : null;
        var login = SourceText.Name(said?.Reference?.Login) ?? SourceText.Name(said?.Text) ?? SourceText.Name(row.Login);
        return login is null || EventParser.IsPlaceholder(login) ? null : login;
    }

    static string? Package(SourceRow row, List<SourceValue> parameters) => SourceText.Name(
        row.Package
        ?? parameters.Find(v => v is { Name: "package", Reference.Package: not null })?.Reference!.Package
        ?? parameters.Find(v => v is { Type: "entity_id", Reference.EntityPackage: not null })?.Reference!.EntityPackage
        ?? parameters.Find(v => v.Reference?.EntityPackage is not null)?.Reference!.EntityPackage);

    static long? Duration(List<SourceValue> parameters) =>
        parameters.Find(v => v.Name == "ms")?.Text is { } text && Number(text) is >= 0 and <= MaxDurationMs and var ms
            ? (long)Math.Round(ms * 1000)
            : null;

    /// <summary>Of a run its text, else the description, in which @user stands for the value of a parameter.</summary>
    static string? Description(SourceRow row, bool isRun, List<SourceValue> parameters)
    {
        var (first, second) = isRun ? (row.Name, row.Description) : (row.Description, row.Name);
        var text = SourceText.Meant(first) ?? SourceText.Meant(second) ?? SourceText.Meant(row.TypeName);
        foreach (var name in text?.Contains('@', StringComparison.Ordinal) == true ? (string[])["user", "subject"] : [])
        {
            if (parameters.Find(v => v.Name == name) is { } value
                && (value.Reference?.Login ?? value.Reference?.EntityName ?? value.Text) is { } meant)
            {
                text = text!.Replace($"@{name}", meant, StringComparison.Ordinal);
            }
        }
        return text;
    }

    static LoggedEntity Entity(SourceValue value)
    {
        var id = value.Uuid.ToString()!;
        return new LoggedEntity(
            SourceText.Name(value.Reference!.EntityType) ?? "entity", id, SourceText.Name(value.Reference.EntityName, MaxEntityName) ?? id,
            value.IsInput == true ? "input" : "subject", SourceText.Name(value.Reference.EntityPackage));
    }

    static LoggedError? Error(SourceRow row, string source, List<SourceValue> parameters, JsonElement? options)
    {
        if (!row.IsError && source != "error" && Option(options, "error_message") is null)
        {
            return null;
        }
        var message = SourceText.Meant(row.ErrorMessage) ?? Option(options, "error_message") ?? SourceText.Meant(row.Description)
            ?? SourceText.Meant(row.Name) ?? SourceText.Meant(row.TypeName) ?? SourceText.Meant(row.Type) ?? "Error without a message";
        var handled = parameters.Find(v => v.Name == "handled")?.Text?.ToLowerInvariant();
        return new LoggedError(
            message, SourceText.Meant(row.Stack) ?? Option(options, "error_stack_trace"),
            handled switch { "true" => true, "false" => false, _ => null },
            SourceText.Meant(row.StackHash) ?? Option(options, "error_stack_trace_hash"));
    }

    static JsonElement? Options(string? text)
    {
        try
        {
            return SourceText.Meant(text) is { } json && JsonElement.Parse(json) is { ValueKind: JsonValueKind.Object } options
                ? options
                : null;
        }
        catch (JsonException)
        {
            // A text that is no object has no options; it stays as a parameter.
            return null;
        }
    }

    static string? Option(JsonElement? options, string name) =>
        options is { } given && given.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? SourceText.Meant(value.GetString())
            : null;

    string? Parameters(SourceRow row, List<SourceValue> parameters, JsonElement? options)
    {
        buffer.ResetWrittenCount();
        json.Reset();
        json.WriteStartObject();
        var hasInputs = false;
        WriteEach("inputs", parameters, ofInputs: true, ref hasInputs);
        if (hasInputs)
        {
            json.WriteEndObject();
        }
        var hasOthers = false;
        WriteEach(Other, parameters, ofInputs: false, ref hasOthers);
        WriteColumn("run_number", row.RunNumber, parameters, ref hasOthers);
        WriteColumn("error_source", row.ErrorSource, parameters, ref hasOthers);
        WriteColumn("options", options is null ? row.Options : null, parameters, ref hasOthers);
        foreach (var option in Others(options).Where(option => parameters.TrueForAll(v => v.Name != option.Name)))
        {
            Begin(Other, ref hasOthers);
            option.WriteTo(json);
        }
        if (hasOthers)
        {
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenCount > "{}".Length ? Encoding.UTF8.GetString(buffer.WrittenSpan) : null;
    }

    /// <summary>What an older platform says beside the error.</summary>
    static IEnumerable<JsonProperty> Others(JsonElement? options) => options is not { } given ? [] : given.EnumerateObject()
        .Where(option => option.Value.ValueKind != JsonValueKind.Null && !option.Name.StartsWith("error_", StringComparison.Ordinal));

    void Begin(string group, ref bool begun)
    {
        if (!begun)
        {
            json.WriteStartObject(group);
            begun = true;
        }
    }

    // They are in the order of their names; of several with the same name the first one counts.
    void WriteEach(string group, List<SourceValue> parameters, bool ofInputs, ref bool begun)
    {
        string? last = null;
        foreach (var value in parameters)
        {
            if (value.IsInput == true == ofInputs && value.Name != last)
            {
                Begin(group, ref begun);
                Write(value);
                last = value.Name;
            }
        }
    }

    void WriteColumn(string name, string? text, List<SourceValue> parameters, ref bool begun)
    {
        if (SourceText.Meant(text) is { } meant && parameters.TrueForAll(v => v.Name != name))
        {
            Begin(Other, ref begun);
            json.WriteString(name, meant);
        }
    }

    void Write(SourceValue value)
    {
        var name = SourceText.Name(value.Name) ?? "parameter";
        switch (value.Text)
        {
            case null:
                json.WriteNull(name);
                break;
            case var text when NumberTypes.Contains(value.Type) && long.TryParse(text, CultureInfo.InvariantCulture, out var whole):
                json.WriteNumber(name, whole);
                break;
            case var text when NumberTypes.Contains(value.Type) && Number(text) is { } number:
                json.WriteNumber(name, number);
                break;
            case "true" or "false" when value.Type == "bool":
                json.WriteBoolean(name, value.Text == "true");
                break;
            default:
                json.WriteString(name, value.Text);
                break;
        }
    }

    static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}

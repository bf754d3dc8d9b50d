using System.Text.Json;
using UsageAnalysis.Ingest;

namespace UsageAnalysis.Benchmarks.Counting.Ingest;

/// <summary>Events as a sender writes them: NDJSON.</summary>
static class WireFormat
{
    internal static byte[] Lines(IEnumerable<LoggedEvent> events)
    {
        using var body = new MemoryStream();
        using var json = new Utf8JsonWriter(body);
        foreach (var logged in events)
        {
            Write(json, logged);
            json.Flush();
            json.Reset();
            body.WriteByte((byte)'\n');
        }
        return body.ToArray();
    }

    static void Write(Utf8JsonWriter json, LoggedEvent logged)
    {
        json.WriteStartObject();
        json.WriteString("id", logged.Id);
        json.WriteString("time", logged.Time);
        json.WriteString("source", logged.Source);
        json.WriteString("type", logged.Type);
        WriteText(json, "user", logged.User);
        if (logged.Session is { } session) json.WriteString("session", session);
        WriteText(json, "action", logged.Action);
        WriteText(json, "package", logged.Package);
        WriteText(json, "function", logged.Function);
        if (logged.DurationUs is { } duration) json.WriteNumber("durationMs", duration / 1000m);
        WriteText(json, "description", logged.Description);
        WriteText(json, "client", logged.Client);
        WriteText(json, "version", logged.Version);
        if (logged.Parameters is { } parameters)
        {
            json.WritePropertyName("parameters");
            json.WriteRawValue(parameters);
        }
        if (logged.Entities is not []) WriteEntities(json, logged.Entities);
        if (logged.Error is { } error) WriteError(json, error);
        json.WriteEndObject();
    }

    static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    static void WriteEntities(Utf8JsonWriter json, IReadOnlyList<LoggedEntity> entities)
    {
        json.WriteStartArray("entities");
        foreach (var entity in entities)
        {
            json.WriteStartObject();
            json.WriteString("type", entity.Type);
            json.WriteString("id", entity.Id);
            json.WriteString("name", entity.Name);
            json.WriteString("role", entity.Role);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void WriteError(Utf8JsonWriter json, LoggedError error)
    {
        json.WriteStartObject("error");
        json.WriteString("message", error.Message);
        WriteText(json, "stack", error.Stack);
        WriteText(json, "type", error.Type);
        if (error.Handled is { } handled) json.WriteBoolean("handled", handled);
        json.WriteEndObject();
    }
}

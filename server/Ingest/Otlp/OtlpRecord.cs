using System.Buffers;
using System.Globalization;
using System.Text.Json;
using UsageAnalysis.Ingest.Otlp.Wire;
using static UsageAnalysis.Ingest.Otlp.OtlpAttributes;

namespace UsageAnalysis.Ingest.Otlp;

/// <summary>Writes a log record of OpenTelemetry as a record of our own, which then is checked and attributed like any other.</summary>
/// <remarks>
/// <para>
/// An attribute <c>usage.M</c> says what the member M of our record is (source, type, user, groups, session, action, package, function,
/// description, entities, client, version; <c>usage.duration_ms</c> is durationMs). Without it, what the semantic conventions say counts
/// (https://opentelemetry.io/docs/specs/semconv/):
/// </para>
/// <list type="bullet">
/// <item><b>id</b>: <c>log.record.uid</c> (general/logs), <c>event.id</c>; else of the content, see <see cref="OtlpLogs"/>.</item>
/// <item><b>time</b>: the time, else the observed time (specs/otel/logs/data-model, "use Timestamp if it is present, otherwise
/// ObservedTimestamp"), cut to microseconds.</item>
/// <item><b>type</b>: the event name (specs/otel/logs/data-model, field EventName), the attribute <c>event.name</c> of older SDKs; else
/// "log".</item>
/// <item><b>source</b>: by severity number (logs/data-model, SeverityNumber): 1 to 8 debug, 13 to 16 warning, from 17 error; else
/// info.</item>
/// <item><b>user</b>: <c>enduser.id</c> (registry/attributes/enduser), <c>user.name</c>, <c>user.id</c> (registry/attributes/user).</item>
/// <item><b>session</b>: <c>session.id</c> (general/session); one that is no uuid becomes one that is made of it.</item>
/// <item><b>function</b>: <c>code.function.name</c>, or <c>code.namespace</c> and <c>code.function</c> of older SDKs
/// (registry/attributes/code), "::" written as a dot, as a colon parts a package from its function here.</item>
/// <item><b>package</b>: <c>service.name</c> of the resource (resource/service).</item>
/// <item><b>action</b>: the header X-Usage-Action of the request that it was logged in
/// (<c>http.request.header.x-usage-action</c>, registry/attributes/http), else the trace.</item>
/// <item><b>durationMs</b>: <c>ElapsedMilliseconds</c> of .NET's own records. An attribute "duration" does not tell its unit.</item>
/// <item><b>error</b>: <c>exception.type</c>, <c>.message</c> and <c>.stacktrace</c> (exceptions/exceptions-logs); an error without an
/// exception has its body as message.</item>
/// <item><b>parameters</b>: <c>usage.input.X</c> and <c>usage.output.X</c>; all other attributes are the others.</item>
/// <item><b>description</b>: the body, when it is text; else the body is a parameter.</item>
/// </list>
/// </remarks>
static class OtlpRecord
{
    const string ActionHeader = "http.request.header.x-usage-action";
    const int MaxName = 200;
    const int Debug = 8, Information = 12, Warning = 16;

    /// <summary>The record as JSON of the wire format.</summary>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="record">What came.</param>
    /// <param name="id">For one that says no id of its own.</param>
    public static ReadOnlyMemory<byte> Write(OtlpOrigin origin, LogRecord record, Guid id)
    {
        var attributes = new OtlpAttributes(record.Attributes);
        // The template of which .NET's body was made.
        attributes.Take("{OriginalFormat}");
        var source = attributes.TakeText("usage.source") ?? Source(record.SeverityNumber);
        var session = attributes.TakeText("usage.session", "session.id");
        var (trace, action) = (TraceId(record), attributes.TakeText("usage.action", ActionHeader));
        var body = Text(record.Body);

        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("id", GivenId(origin, attributes) ?? id);
        json.WriteString("time", Time(record));
        json.WriteString("source", source);
        json.WriteString("type", attributes.TakeText("usage.type") ?? EventName(record, attributes) ?? "log");
        WriteText(json, "user", attributes.TakeText("usage.user", "enduser.id", "user.name", "user.id"));
        WriteText(json, "session", session is null ? null : DerivedId.OfSession(session).ToString());
        WriteText(json, "action", action ?? trace);
        WriteText(json, "package", attributes.TakeText("usage.package") ?? origin.ServiceName);
        WriteText(json, "function", attributes.TakeText("usage.function") ?? FunctionName(attributes));
        WriteText(json, "client", attributes.TakeText("usage.client"));
        WriteText(json, "version", attributes.TakeText("usage.version"));
        WriteDuration(json, attributes.Take("usage.duration_ms") ?? attributes.Take("ElapsedMilliseconds"));
        WriteText(json, "description", attributes.TakeText("usage.description") ?? body);
        WriteValue(json, "groups", attributes.Take("usage.groups"));
        WriteEntities(json, attributes);
        WriteError(json, attributes, source, body);
        json.WriteStartObject("parameters");
        WriteParameters(json, "inputs", attributes.TakeAll("usage.input."));
        WriteParameters(json, "outputs", attributes.TakeAll("usage.output."));
        List<(string, AnyValue)> others = [.. attributes.Left.Select(pair => (pair.Key, pair.Value))];
        others.AddRange(Others(record, action is null ? null : trace, session));
        WriteParameters(json, "other", others);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    static Guid? GivenId(OtlpOrigin origin, OtlpAttributes attributes) => attributes.TakeText("log.record.uid", "event.id") switch
    {
        null => null,
        var given when Guid.TryParse(given, out var uuid) && uuid != Guid.Empty => uuid,
        var given => DerivedId.Of("log.record.uid", origin.ServiceName ?? "", given),
    };

    static DateTime Time(LogRecord record)
    {
        var nanoseconds = record.TimeUnixNano != 0 ? record.TimeUnixNano : record.ObservedTimeUnixNano;
        return DateTime.UnixEpoch.AddTicks((long)(nanoseconds / TimeSpan.NanosecondsPerTick));
    }

    static string? EventName(LogRecord record, OtlpAttributes attributes)
    {
        var attribute = attributes.TakeText("event.name", "logrecord.event.name");
        return record.EventName is { Length: > 0 } name ? name : attribute;
    }

    static string Source(int severity) => severity switch
    {
        >= 1 and <= Debug => "debug",
        > Warning => "error",
        > Information => "warning",
        _ => "info",
    };

    static string? TraceId(LogRecord record) =>
        record.TraceId.Length > 0 ? Convert.ToHexStringLower(record.TraceId.Span)
        : record.TraceIdText.Length > 0 ? record.TraceIdText.ToLowerInvariant()
        : null;

    static string? FunctionName(OtlpAttributes attributes)
    {
        var name = attributes.TakeText("code.function.name", "code.function");
        var space = attributes.TakeText("code.namespace");
        var whole = space is null || name is null ? name : $"{space}.{name}";
        return whole is { Length: <= MaxName } ? whole.Replace("::", ".", StringComparison.Ordinal).Replace(':', '.') : null;
    }

    static void WriteText(Utf8JsonWriter json, string member, string? text)
    {
        if (text is not null)
        {
            json.WriteString(member, text);
        }
    }

    static void WriteValue(Utf8JsonWriter json, string member, AnyValue? value)
    {
        if (value is not null)
        {
            json.WritePropertyName(member);
            OtlpAttributes.Write(json, value);
        }
    }

    static void WriteDuration(Utf8JsonWriter json, AnyValue? value)
    {
        if (double.TryParse(Text(value), CultureInfo.InvariantCulture, out var ms) && double.IsFinite(ms))
        {
            json.WriteNumber("durationMs", ms);
        }
        else
        {
            WriteValue(json, "durationMs", value);
        }
    }

    /// <summary>A list of maps, or one object in plain attributes, as not all SDKs can send a list of maps.</summary>
    static void WriteEntities(Utf8JsonWriter json, OtlpAttributes attributes)
    {
        var one = attributes.TakeAll("usage.entity.");
        if (one.Count == 0)
        {
            WriteValue(json, "entities", attributes.Take("usage.entities"));
            return;
        }
        json.WriteStartArray("entities");
        json.WriteStartObject();
        foreach (var (name, value) in one)
        {
            WriteText(json, name, Text(value));
        }
        json.WriteEndObject();
        json.WriteEndArray();
    }

    static void WriteError(Utf8JsonWriter json, OtlpAttributes attributes, string source, string? body)
    {
        var type = attributes.TakeText("exception.type");
        var message = attributes.TakeText("exception.message");
        var stack = attributes.TakeText("exception.stacktrace");
        if (type is null && message is null && (source != "error" || string.IsNullOrEmpty(body)))
        {
            return;
        }
        json.WriteStartObject("error");
        WriteText(json, "type", type);
        WriteText(json, "message", message ?? body);
        WriteText(json, "stack", stack);
        json.WriteEndObject();
    }

    static IEnumerable<(string, AnyValue)> Others(LogRecord record, string? trace, string? session)
    {
        if (record.Body is { } body && Text(body) is null && body.ValueCase != AnyValue.ValueOneofCase.None)
        {
            yield return ("body", body);
        }
        if (trace is not null)
        {
            yield return ("trace_id", new AnyValue { StringValue = trace });
        }
        if (session is not null && !Guid.TryParse(session, out _))
        {
            yield return ("session.id", new AnyValue { StringValue = session });
        }
    }

    static void WriteParameters(Utf8JsonWriter json, string member, List<(string Name, AnyValue Value)> parameters)
    {
        if (parameters.Count > 0)
        {
            json.WriteStartObject(member);
            foreach (var (name, value) in parameters.DistinctBy(parameter => parameter.Name))
            {
                json.WritePropertyName(name);
                OtlpAttributes.Write(json, value);
            }
            json.WriteEndObject();
        }
    }
}

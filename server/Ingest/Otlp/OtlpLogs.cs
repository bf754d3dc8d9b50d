using System.Buffers.Binary;
using System.Text.Json;
using Google.Protobuf;
using UsageAnalysis.Ingest.Otlp.Wire;

namespace UsageAnalysis.Ingest.Otlp;

/// <summary>Takes a request apart (ExportLogsServiceRequest) into records of our own.</summary>
/// <remarks>
/// <para>
/// An exporter sends again what it got no answer for, and OTLP has no ids: https://opentelemetry.io/docs/specs/otlp/#duplicate-data. So the
/// identity of a record is made from all of it that is read (resource, scope, times, severity, body, attributes, trace and span): the same
/// record is the same event, in whichever request it comes, and resources tell two processes apart.
/// </para>
/// <para>
/// Records of one request that are equal to the last bit happened as often as they are there, and are told apart by their order among
/// each other. A retry must therefore send the same request, as exporters do; only where something on the way makes other
/// requests of them, or two equal records of the same nanosecond go in two requests, does one count for both. A sender that has
/// such gives each record an attribute <c>log.record.uid</c> or <c>event.id</c>, which then is its identity.
/// </para>
/// </remarks>
/// <param name="encoding">Of the request.</param>
/// <param name="mostRecords">Most records, and most parts that hold them.</param>
sealed class OtlpLogs(OtlpEncoding encoding, int mostRecords)
{
    // https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/logs/v1/logs.proto
    static readonly OtlpField ResourceLogs = new(1, "resourceLogs");
    static readonly OtlpField ResourceOfLogs = new(1, "resource");
    static readonly OtlpField ScopeLogs = new(2, "scopeLogs");
    static readonly OtlpField ScopeOfLogs = new(1, "scope");
    static readonly OtlpField LogRecords = new(2, "logRecords");

    readonly Dictionary<Guid, int> seen = [];
    int parts;

    /// <summary>The records of a request.</summary>
    /// <exception cref="OtlpFormatException">It is none.</exception>
    /// <exception cref="TooManyRecordsException">It has too many.</exception>
    public IEnumerable<WireRecord> Read(ReadOnlyMemory<byte> request)
    {
        var position = 0;
        foreach (var ofResource in Parts(request, ResourceLogs))
        {
            var (resource, resourceProblem) = Merge<Resource>("resource", ofResource, ResourceOfLogs);
            foreach (var ofScope in Parts(ofResource, ScopeLogs))
            {
                var (scope, scopeProblem) = Merge<InstrumentationScope>("scope", ofScope, ScopeOfLogs);
                var origin = new OtlpOrigin(resource, scope);
                foreach (var record in Parts(ofScope, LogRecords))
                {
                    yield return (resourceProblem ?? scopeProblem) is { } problem
                        ? new WireRecord(position++, 0, null, problem)
                        : Read(origin, record, position++);
                }
            }
        }
    }

    List<ReadOnlyMemory<byte>> Parts(ReadOnlyMemory<byte> message, OtlpField field)
    {
        var found = encoding.Messages(message, field, mostRecords);
        // A request of one record has one resource and one scope, so that a third of the parts may be records.
        parts += found.Count;
        return parts <= 3 * mostRecords ? found : throw new TooManyRecordsException(mostRecords);
    }

    /// <summary>A message that stands once, or in pieces that belong together.</summary>
    (T Message, string? Problem) Merge<T>(string name, ReadOnlyMemory<byte> message, OtlpField field) where T : class, IMessage<T>, new()
    {
        var whole = new T();
        foreach (var piece in encoding.Messages(message, field, mostRecords))
        {
            if (Parse<T>(name, piece, out var problem) is not { } part)
            {
                return (whole, problem);
            }
            whole.MergeFrom(part);
        }
        return (whole, null);
    }

    WireRecord Read(OtlpOrigin origin, ReadOnlyMemory<byte> message, int position)
    {
        if (Parse<LogRecord>("log record", message, out var problem) is not { } record)
        {
            return new WireRecord(position, 0, null, problem);
        }
        try
        {
            return new WireRecord(position, 0, JsonElement.Parse(OtlpRecord.Write(origin, record, Identity(origin, record)).Span), null);
        }
        catch (JsonException e)
        {
            return new WireRecord(position, 0, null, $"the log record cannot be written as JSON: {RecordSource.Describe(e)}");
        }
    }

    T? Parse<T>(string name, ReadOnlyMemory<byte> message, out string? problem) where T : class, IMessage<T>, new()
    {
        problem = message.Length > EventParser.MaxRecordBytes
            ? $"the {name} has {message.Length} bytes: at most {EventParser.MaxRecordBytes} are allowed"
            : null;
        try
        {
            return problem is null ? encoding.Parse<T>(message) : null;
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or FormatException or OverflowException)
        {
            problem = $"the {name} cannot be read: {e.Message}";
            return null;
        }
    }

    Guid Identity(OtlpOrigin origin, LogRecord record)
    {
        // When a collector saw it is no part of what happened, where it is known when that was.
        var content = record.Clone();
        content.ObservedTimeUnixNano = record.TimeUnixNano == 0 ? record.ObservedTimeUnixNano : 0;
        var id = DerivedId.Of([.. origin.Content, .. content.ToByteArray()]);
        var ordinal = seen[id] = seen.GetValueOrDefault(id) + 1;
        return DerivedId.Again(id, ordinal);
    }
}

/// <summary>Where records come from.</summary>
sealed class OtlpOrigin(Resource resource, InstrumentationScope scope)
{
    /// <summary>What stands for it in the identity of its records.</summary>
    public byte[] Content { get; } = Join(resource.ToByteArray(), scope.ToByteArray());

    /// <summary>https://opentelemetry.io/docs/specs/semconv/resource/service/: who has no name is "unknown_service".</summary>
    public string? ServiceName { get; } =
        new OtlpAttributes(resource.Attributes).TakeText("service.name") is { } name
        && !name.StartsWith("unknown_service", StringComparison.Ordinal) ? name : null;

    static byte[] Join(byte[] first, byte[] second)
    {
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, first.Length);
        return [.. length, .. first, .. second];
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace UsageAnalysis.Ingest;

/// <summary>Turns one record of the wire format into an event, or says why it is none. Members that it does not know are ignored.</summary>
public static class EventParser
{
    /// <summary>Most bytes of JSON in one record.</summary>
    public const int MaxRecordBytes = 256 * 1024;

    const int MaxEntities = 1_000;
    const int MaxGroups = 1_000;
    const int MaxEntityId = 500;
    const double MaxDurationMs = 366.0 * 24 * 60 * 60 * 1000;

    static readonly DateTime Earliest = new(1971, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    static readonly TimeSpan MaxAhead = TimeSpan.FromHours(1);

    static readonly HashSet<string> PlaceholderUsers = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "anon", "anonymous", "null", "(null)", "nil", "undefined", "none", "unknown", "nan", "n/a", "[object object]", "0", "-1",
        "00000000-0000-0000-0000-000000000000", "00000000000000000000000000000000", "{00000000-0000-0000-0000-000000000000}",
    };

    /// <param name="record">One record as it was sent.</param>
    /// <param name="now">UTC; a time more than an hour ahead of it is rejected.</param>
    /// <param name="logged">The event, checked and normalised.</param>
    /// <param name="rejection">Why it is none.</param>
    public static bool TryParse(
        JsonElement record, DateTime now, [NotNullWhen(true)] out LoggedEvent? logged, [NotNullWhen(false)] out Rejection? rejection) =>
        TryParse(record, now, new NamePool(), out logged, out rejection);

    /// <summary>The same, of one of many records.</summary>
    internal static bool TryParse(
        JsonElement record, DateTime now, NamePool names, [NotNullWhen(true)] out LoggedEvent? logged,
        [NotNullWhen(false)] out Rejection? rejection)
    {
        logged = null;
        var reader = new RecordReader(names);
        if (record.ValueKind != JsonValueKind.Object)
        {
            reader.Fail("the record", record, "must be an object");
        }
        else if (JsonMarshal.GetRawUtf8Value(record).Length is > MaxRecordBytes and var bytes)
        {
            reader.Fail($"the record has {bytes} bytes: at most {MaxRecordBytes} are allowed");
        }
        else if (StorableText.Fault(record) is { } fault)
        {
            reader.Fail(fault);
        }
        else
        {
            logged = Read(record, reader, now);
        }
        rejection = reader.Fault;
        return rejection is null;
    }

    static LoggedEvent Read(JsonElement record, RecordReader reader, DateTime now) => new(
        RequiredId(record, reader), Time(record, reader, now),
        reader.RequiredName("source", record.Member("source"u8)), reader.RequiredName("type", record.Member("type"u8)))
    {
        User = User(record, reader),
        Groups = Distinct(
            reader.Items("groups", record.Member("groups"u8), MaxGroups, static (r, path, group) => r.RequiredName(path, group)),
            group => group),
        Session = reader.Uuid("session", record.Member("session"u8)),
        Action = reader.Line("action", record.Member("action"u8)),
        Package = reader.Name("package", record.Member("package"u8)),
        Function = Function(record, reader),
        DurationUs = Duration(record, reader),
        Description = reader.Text("description", record.Member("description"u8)),
        Parameters = EventParameters.Read(record, reader),
        Entities = Distinct(
            reader.Items("entities", record.Member("entities"u8), MaxEntities, Entity),
            entity => (entity.Type, entity.Id, entity.Role)),
        Error = Error(record, reader),
        Client = reader.Name("client", record.Member("client"u8)),
        Version = reader.Name("version", record.Member("version"u8)),
    };

    static IReadOnlyList<T> Distinct<T, TKey>(IReadOnlyList<T?> items, Func<T, TKey> key)
        where T : class => items.Count == 0 ? [] : [.. items.OfType<T>().DistinctBy(key)];

    static Guid RequiredId(JsonElement record, RecordReader reader)
    {
        var id = reader.Uuid("id", record.Member("id"u8));
        if (id is null)
        {
            reader.Fail("id is missing: give each event a uuid when it happens, and never change it on a retry");
        }
        return id ?? default;
    }

    /// <summary>https://www.rfc-editor.org/rfc/rfc3339#section-5.6, with T and Z in upper case.</summary>
    static DateTime Time(JsonElement record, RecordReader reader, DateTime now)
    {
        if (record.Member("time"u8) is not { ValueKind: not JsonValueKind.Null } value)
        {
            reader.Fail("time is missing: it is required");
            return default;
        }
        if (value.ValueKind != JsonValueKind.String
            || !value.TryGetDateTimeOffset(out var given) || !HasSecondsAndOffset(value))
        {
            reader.Fail("time", value, "is not an RFC 3339 time with an offset, such as 2026-01-02T03:04:05.678Z");
            return default;
        }
        var time = given.UtcDateTime;
        time = time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));
        if (TimeFault(time, now) is { } fault)
        {
            reader.Fail("time", value, fault);
        }
        return time;
    }

    /// <summary>Why nothing can have happened then; null when it can.</summary>
    internal static string? TimeFault(DateTime time, DateTime now) =>
        time < Earliest ? "is before 1971"
        : time > now + MaxAhead ? $"is more than an hour ahead of the server, where it is {now:yyyy-MM-dd'T'HH:mm:ss'Z'}"
        : null;

    /// <summary>Whether a text stands for nobody.</summary>
    internal static bool IsPlaceholder(string login) => PlaceholderUsers.Contains(login);

    static bool HasSecondsAndOffset(JsonElement value)
    {
        var time = JsonMarshal.GetRawUtf8Value(value)[1..^1];
        if (time.Contains((byte)'\\'))
        {
            time = Encoding.UTF8.GetBytes(value.GetString()!);
        }
        return time.Length >= "2026-01-02T03:04:05Z".Length && time[16] == ':'
            && (time[^1] == 'Z' || (time[^3] == ':' && time[^6] is (byte)'+' or (byte)'-'));
    }

    static string? User(JsonElement record, RecordReader reader) => reader.Name("user", record.Member("user"u8), login =>
        IsPlaceholder(login) ? "is a placeholder, not a login: leave the member out for an anonymous event" : null);

    static string? Function(JsonElement record, RecordReader reader)
    {
        var value = record.Member("function"u8);
        var function = reader.Name("function", value);
        if (function?.IndexOf(':', StringComparison.Ordinal) is { } colon and >= 0
            && (function.AsSpan(0, colon).IsWhiteSpace() || function.AsSpan(colon + 1).IsWhiteSpace()))
        {
            reader.Fail("function", value!.Value, "lacks a part: write Package:name, or a bare name");
        }
        return function;
    }

    static long? Duration(JsonElement record, RecordReader reader)
    {
        if (record.Member("durationMs"u8) is not { ValueKind: not JsonValueKind.Null } value)
        {
            return null;
        }
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var ms) || !(ms >= 0 && ms <= MaxDurationMs))
        {
            reader.Fail("durationMs", value, "must be a number of milliseconds from 0 to 366 days");
            return null;
        }
        return (long)Math.Round(ms * 1000);
    }

    static LoggedEntity? Entity(RecordReader reader, MemberPath path, JsonElement value)
    {
        if (reader.Object(path, value) is not { } entity)
        {
            reader.Fail(path, value, "must be an object");
            return null;
        }
        var id = reader.RequiredLine(path with { Part = "id" }, entity.Member("id"u8), MaxEntityId);
        var role = reader.Name(path with { Part = "role" }, entity.Member("role"u8)) ?? "subject";
        if (role is not ("subject" or "input" or "output"))
        {
            reader.Fail(path with { Part = "role" }, entity.Member("role"u8)!.Value, "must be subject, input or output");
        }
        return new LoggedEntity(
            reader.RequiredName(path with { Part = "type" }, entity.Member("type"u8)), id,
            reader.Line(path with { Part = "name" }, entity.Member("name"u8), MaxEntityId) ?? id, role,
            reader.Name(path with { Part = "package" }, entity.Member("package"u8)));
    }

    static LoggedError? Error(JsonElement record, RecordReader reader)
    {
        if (reader.Object("error", record.Member("error"u8)) is not { } error)
        {
            return null;
        }
        var type = reader.Name("error.type", error.Member("type"u8));
        var message = reader.Text("error.message", error.Member("message"u8));
        if (message is null && type is null)
        {
            reader.Fail("error.message is missing: say what went wrong");
        }
        return new LoggedError(
            string.IsNullOrWhiteSpace(message) ? type ?? "Error without a message" : message,
            reader.Text("error.stack", error.Member("stack"u8)),
            reader.Flag("error.handled", error.Member("handled"u8)),
            reader.Text("error.fingerprint", error.Member("fingerprint"u8)),
            type);
    }
}

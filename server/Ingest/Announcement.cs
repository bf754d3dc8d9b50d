using System.Buffers.Binary;
using UsageAnalysis.Data;

namespace UsageAnalysis.Ingest;

/// <summary>How servers on one database tell each other what was stored: identities of events, packed into notifications.</summary>
/// <remarks>
/// Notifying makes commits take turns, so nobody notifies while nobody listens. A listener holds an advisory lock, shared; a writer that
/// can take it alone keeps it until its commit and is silent. Who begins to listen waits for those writers, and misses nothing after that.
/// </remarks>
static class Announcement
{
    /// <summary>Ends in the version of the packing: servers of two versions never misread each other.</summary>
    public const string Channel = "usage_events_1";

    // An arbitrary key that only this class uses.
    const string AdvisoryLock = "6157372212254634868";

    /// <summary>Makes a session listen until it ends.</summary>
    public const string ListenSql = $"select pg_advisory_lock_shared({AdvisoryLock}); listen {Channel}";

    /// <summary>Answers whether nobody listens, which then stays true until the transaction ends.</summary>
    public const string NobodyListensSql = $"select pg_try_advisory_xact_lock({AdvisoryLock})";

    /// <summary>Says that events were stored and not announced.</summary>
    public const string Gap = "";

    /// <summary>Sends the payloads $2 on the channel $1 at commit, or a gap; answers whether it was the payloads.</summary>
    /// <remarks>
    /// A transaction that would overflow PostgreSQL's queue of notifications fails, so no more than gaps are sent while a session that
    /// listens and does not read, whosever it is, holds up half of it (https://www.postgresql.org/docs/current/sql-notify.html, Notes).
    /// </remarks>
    public const string NotifySql = $"""
        with queue as (select pg_notification_queue_usage() < 0.5 as has_room)
        select bool_and(has_room), count(pg_notify($1, payload))
        from queue, unnest(case when has_room then $2 else array['{Gap}'] end) as payload
        """;

    const int MaxPayload = 7999;
    const int Size = sizeof(int) + sizeof(long) + 16;
    const int MaxIdentities = MaxPayload / 4 * 3 / Size;

    /// <summary>Packs identities, in order.</summary>
    public static IEnumerable<string> Pack(IEnumerable<EventIdentity> events) => events.Chunk(MaxIdentities).Select(chunk =>
    {
        var bytes = new byte[chunk.Length * Size];
        foreach (var (i, identity) in chunk.Index())
        {
            var target = bytes.AsSpan(i * Size, Size);
            BinaryPrimitives.WriteInt32BigEndian(target, identity.UserId);
            BinaryPrimitives.WriteInt64BigEndian(target[sizeof(int)..], identity.Time.Ticks);
            identity.Id.TryWriteBytes(target[(sizeof(int) + sizeof(long))..]);
        }
        return Convert.ToBase64String(bytes);
    });

    /// <summary>Unpacks a payload; null when it is none.</summary>
    public static EventIdentity[]? Unpack(string payload)
    {
        var bytes = new byte[payload.Length];
        if (!Convert.TryFromBase64String(payload, bytes, out var length) || length == 0 || length % Size != 0)
        {
            return null;
        }
        var events = new EventIdentity[length / Size];
        for (var i = 0; i < events.Length; i++)
        {
            var source = bytes.AsSpan(i * Size, Size);
            var ticks = BinaryPrimitives.ReadInt64BigEndian(source[sizeof(int)..]);
            if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
            {
                return null;
            }
            events[i] = new EventIdentity(
                BinaryPrimitives.ReadInt32BigEndian(source), new DateTime(ticks, DateTimeKind.Utc),
                new Guid(source[(sizeof(int) + sizeof(long))..]));
        }
        return events;
    }
}

using Microsoft.EntityFrameworkCore;
using UsageAnalysis.Data;
using UsageAnalysis.Graph.Events;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Graph.Sessions;

/// <summary>
/// Everything that happened in a session, oldest first: its own events, and those without a session that the same user's actions in it
/// caused, as a server tells them, up to an hour before and after it. What was dropped by age is not part of it.
/// </summary>
/// <param name="Entries">One page.</param>
/// <param name="TotalCount">Entries on all pages together.</param>
/// <param name="PageInfo">Cursors to the neighbouring pages.</param>
public sealed record SessionTimeline(IReadOnlyList<TimelineEntry> Entries, int TotalCount, PageInfo PageInfo);

/// <summary>An event of a session in its place.</summary>
/// <param name="Position">From 1.</param>
/// <param name="GapMs">Time since the event before, from beginning to beginning, milliseconds; null for the first one.</param>
/// <param name="SameAction">Whether it belongs to the same action as the event before.</param>
/// <param name="OwnSession">Whether it is an event of the session itself; false for one without a session that an action of it caused.</param>
public sealed record TimelineEntry(int Position, double? GapMs, bool SameAction, bool OwnSession)
{
    /// <summary>The event's key.</summary>
    [GraphQLIgnore]
    public required EventIdentity Key { get; init; }
}

/// <summary>The event of an entry.</summary>
[ExtendObjectType<TimelineEntry>]
public static class TimelineEntryNode
{
    /// <summary>The event.</summary>
    public static Loaded<Event> GetEvent([Parent] TimelineEntry entry, [Service] EventByKey loader) => loader.Load(entry.Key).Then(e => e!);
}

/// <summary>The timeline of a session.</summary>
[ExtendObjectType<Session>]
public static class SessionTimelineNode
{
    const int MostEntries = 1_000;

    /// <summary>An entry as the database tells it.</summary>
    /// <param name="UserId">Part of the event's key.</param>
    /// <param name="EventTime">Part of the event's key.</param>
    /// <param name="Id">Part of the event's key.</param>
    /// <param name="Position">From 1.</param>
    /// <param name="GapMs">Since the event before.</param>
    /// <param name="SameAction">As the event before.</param>
    /// <param name="OwnSession">Whether it is of the session itself.</param>
    /// <param name="Total">How many there are.</param>
    sealed record Row(
        int UserId, DateTime EventTime, Guid Id, int Position, double? GapMs, bool SameAction, bool OwnSession, int Total);

    /// <summary>
    /// Everything in order, oldest first, what clients and servers tell together: the session's events, and those without a session that have
    /// an action of it. One page of it.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="db">Reads it.</param>
    /// <param name="first">Most entries: 1 to 1,000.</param>
    /// <param name="after">Cursor of the entry after which the page begins.</param>
    /// <param name="before">Cursor of the entry before which the page ends, instead of after.</param>
    /// <param name="around">Id of an event: the page that has it, instead of after and before; the first page where none has.</param>
    /// <param name="ct">Leaves.</param>
    [Cost(50)]
    [ListSize(1_000, SlicingArguments = ["first"], SlicingArgumentDefaultValue = 100, SizedFields = ["entries"])]
    public static async Task<SessionTimeline> GetTimelineAsync(
        [Parent] Session session, [Service] UsageDbContext db, CancellationToken ct, int first = 100, string? after = null,
        string? before = null, [ID] string? around = null)
    {
        ScopeQueries.RequireWithin("first", first, MostEntries);
        if (new[] { after, before, around }.Count(given => given is not null) > 1)
        {
            throw new GraphQLRequestException(
                "A page of a timeline is after a cursor, before a cursor, or around an event: give one of after, before and around.",
                ScopeErrors.InvalidArgument);
        }
        var of = SessionKey.Encode(session.UserId, session.Id);
        var next = before is null ? int.MaxValue : BreakdownCursor.Read(before, of);
        var skipped = after is not null ? BreakdownCursor.Read(after, of) : before is not null ? Math.Max(0, next - 1 - first) : 0;
        var wanted = around is null ? Guid.Empty : EventIdOf(around);
        var rows = await db.Database.SqlQuery<Row>(
            $"""
            with own as materialized (
              select user_id, event_time, id, action_id, session_id from events
              where user_id = {session.UserId} and session_id = {session.Id}
                and event_time between {session.StartedAt} and {session.LastEventAt}
            ),
            entry as materialized (
              select *, row_number() over w as position, event_time - lag(event_time) over w as gap,
                coalesce(action_id = lag(action_id) over w, false) as same_action, count(*) over () as total
              from (
                select * from own
                union all
                select e.user_id, e.event_time, e.id, e.action_id, e.session_id from events e
                where e.user_id = {session.UserId} and e.session_id is null
                  and e.event_time between {session.StartedAt.AddHours(-1)} and {session.LastEventAt.AddHours(1)}
                  and e.action_id in (select action_id from own where action_id is not null)
              ) e
              window w as (order by event_time, id)
            ),
            page as (
              select coalesce((select (position - 1) / {first} * {first} from entry where id = {wanted} limit 1), {skipped}) as skipped
            )
            select user_id as "UserId", event_time as "EventTime", id as "Id", position::int as "Position",
              (extract(epoch from gap) * 1000)::float8 as "GapMs", same_action as "SameAction", session_id is not null as "OwnSession",
              total::int as "Total"
            from entry, page
            where position > skipped and position <= skipped + {first} and position < {next}
            order by position
            """).ToListAsync(ct);
        var (begin, end, total) = rows is [] ? (0, 0, skipped) : (rows[0].Position, rows[^1].Position, rows[0].Total);
        return new SessionTimeline(
            [.. rows.Select(row => new TimelineEntry(row.Position, row.GapMs, row.SameAction, row.OwnSession)
            {
                Key = new(row.UserId, row.EventTime, row.Id),
            })],
            total,
            new PageInfo(
                end < total, begin > 1, rows is [] ? null : BreakdownCursor.Write(begin, of),
                rows is [] ? null : BreakdownCursor.Write(end, of)));
    }

    static Guid EventIdOf(string node) =>
        NodeId.TryDecode(node, out var id) && id.Type == "Event" && EventKey.TryParse(id.Key, out _, out _, out var own)
        ? own
        : throw new GraphQLRequestException($"around is {Quoted.Text(node)}, which is not the id of an event.", ScopeErrors.InvalidArgument);
}

using Microsoft.EntityFrameworkCore;
using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Loading;

namespace UsageAnalysis.Graph.Events;

/// <summary>Kinds of events by id, with all that makes them.</summary>
public sealed class EventTypeById(UsageDbContext db) : BatchLoader<int, EventType>
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<int, EventType>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken) =>
        await db.EventTypes.AsNoTracking().Include(type => type.EventName).Include(type => type.Package).Include(type => type.Function)
            .Include(type => type.Error).Where(type => keys.Contains(type.Id)).ToDictionaryAsync(type => type.Id, cancellationToken);
}

/// <summary>Sources and names of events by id.</summary>
public sealed class EventNameById(UsageDbContext db) : BatchLoader<int, EventName>
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<int, EventName>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken) =>
        await db.EventNames.AsNoTracking().Where(name => keys.Contains(name.Id)).ToDictionaryAsync(name => name.Id, cancellationToken);
}

/// <summary>Sessions by user and session id.</summary>
public sealed class SessionByKey(UsageDbContext db) : BatchLoader<SessionIdentity, Session>
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<SessionIdentity, Session>> LoadAsync(
        IReadOnlyList<SessionIdentity> keys, CancellationToken cancellationToken) =>
        await db.SessionsWith(keys).AsNoTracking().ToDictionaryAsync(session => new SessionIdentity(session.UserId, session.Id), cancellationToken);
}

/// <summary>Events by their primary key.</summary>
public sealed class EventByKey(UsageDbContext db) : BatchLoader<EventIdentity, Event>
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<EventIdentity, Event>> LoadAsync(
        IReadOnlyList<EventIdentity> keys, CancellationToken cancellationToken) =>
        await db.EventsWith(keys).AsNoTracking().ToDictionaryAsync(e => new EventIdentity(e.UserId, e.Time, e.Id), cancellationToken);
}

/// <summary>Rows that have a key of several columns: one index look-up each.</summary>
static class RowsByKey
{
    /// <summary>The events with these keys.</summary>
    public static IQueryable<Event> EventsWith(this UsageDbContext db, IReadOnlyList<EventIdentity> keys)
    {
        var users = keys.Select(key => key.UserId).ToArray();
        var times = keys.Select(key => key.Time).ToArray();
        var ids = keys.Select(key => key.Id).ToArray();
        // The bounds spare partitions where nothing can be.
        return db.Events.FromSql(
            $"""
            select e.* from unnest({users}, {times}, {ids}) as k (user_id, event_time, id)
            join events e on e.user_id = k.user_id and e.event_time = k.event_time and e.id = k.id
            where e.event_time between {times.Min()} and {times.Max()}
            """);
    }

    /// <summary>The sessions with these keys.</summary>
    public static IQueryable<Session> SessionsWith(this UsageDbContext db, IReadOnlyList<SessionIdentity> keys)
    {
        var users = keys.Select(key => key.UserId).ToArray();
        var ids = keys.Select(key => key.Id).ToArray();
        return db.Sessions.FromSql(
            $"select s.* from unnest({users}, {ids}) as k (user_id, id) join sessions s on s.user_id = k.user_id and s.id = k.id");
    }
}

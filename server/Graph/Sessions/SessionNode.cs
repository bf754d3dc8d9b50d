using UsageAnalysis.Data;
using UsageAnalysis.Graph.Events;
using UsageAnalysis.Graph.Users;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Graph.Sessions;

/// <summary>One client session of one user.</summary>
[ObjectType<Session>("Session", Node = true)]
[Expose(
    nameof(Session.StartedAt), nameof(Session.LastEventAt), nameof(Session.EventCount), nameof(Session.ErrorCount), nameof(Session.Client),
    nameof(Session.Version))]
public static class SessionNode
{
    /// <summary>Opaque id: carries the user and the session's own id.</summary>
    [return: ID]
    public static string GetId([Parent] Session session) => SessionKey.Encode(session.UserId, session.Id);

    /// <summary>The id that the client made for the session.</summary>
    public static Guid GetClientId([Parent] Session session) => session.Id;

    /// <summary>Whose session it is; null when anonymous.</summary>
    public static Loaded<User?> GetUser([Parent] Session session, [Service] UserById loader) => loader.Load(session.UserId);

    /// <summary>The session's events, the latest first.</summary>
    [UseConnection(MaxPageSize = 1000)]
    public static Related<Event> GetEvents([Service] UsageDbContext db) => Related.Of(
        (Session session) => new SessionIdentity(session.UserId, session.Id),
        db.SessionsWith,
        session => new SessionIdentity(session.UserId, session.Id),
        session => db.Events.Where(e => e.UserId == session.UserId && e.SessionId == session.Id
            && e.Time >= session.StartedAt && e.Time <= session.LastEventAt),
        // All of them are listed, but where some were dropped by age.
        session => db.Retention.Any(kept => kept.EventsSince > session.StartedAt)
            ? db.Events.LongCount(e => e.UserId == session.UserId && e.SessionId == session.Id
                && e.Time >= session.StartedAt && e.Time <= session.LastEventAt)
            : session.EventCount);

    /// <summary>What was done in the session, the latest first. What was dropped by age is not part of it.</summary>
    [UseConnection]
    public static Related<UserActivity> GetActivity([Service] UsageDbContext db) => Related.Of(
        (Session session) => new SessionIdentity(session.UserId, session.Id),
        db.SessionsWith,
        session => new SessionIdentity(session.UserId, session.Id),
        session => db.SessionActivity(session.UserId, session.Id));

    /// <summary>Finds a session by its key.</summary>
    [NodeResolver]
    public static Loaded<Session?> Resolve(string key, [Service] SessionByKey loader) =>
        SessionKey.TryParse(key, out var user, out var id) ? loader.Load(new(user, id)) : Loaded.From<Session?>(null);
}

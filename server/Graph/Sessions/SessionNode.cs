using Microsoft.EntityFrameworkCore;
using UsageAnalysis.Data;
using UsageAnalysis.Graph.Users;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;

namespace UsageAnalysis.Graph.Sessions;

/// <summary>One client session of one user.</summary>
[ObjectType<Session>("Session", Node = true)]
[Expose(nameof(Session.StartedAt), nameof(Session.LastEventAt), nameof(Session.Events), nameof(Session.Errors), nameof(Session.Client), nameof(Session.Version))]
public static class SessionNode
{
    /// <summary>Opaque id: carries the user and the session's own id.</summary>
    [return: ID]
    public static string GetId([Parent] Session session) => SessionKey.Encode(session.UserId, session.Id);

    /// <summary>The id that the client made for the session.</summary>
    public static Guid GetClientId([Parent] Session session) => session.Id;

    /// <summary>Whose session it is; null when anonymous.</summary>
    public static Loaded<User?> GetUser([Parent] Session session, [Service] UserById loader) => loader.Load(session.UserId);

    /// <summary>Finds a session by its key.</summary>
    [NodeResolver]
    public static async Task<Session?> ResolveAsync(string key, [Service] UsageDbContext db, CancellationToken ct) =>
        SessionKey.TryParse(key, out var user, out var id)
            ? await db.Sessions.AsNoTracking().FirstOrDefaultAsync(session => session.UserId == user && session.Id == id, ct)
            : null;
}

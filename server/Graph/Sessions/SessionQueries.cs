using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.Graph.Sessions;

/// <summary>Sessions.</summary>
[QueryType]
public static class SessionQueries
{
    /// <summary>All sessions, the latest first.</summary>
    [UseConnection]
    public static IQueryable<Session> GetSessions([Service] UsageDbContext db) => db.Sessions;
}

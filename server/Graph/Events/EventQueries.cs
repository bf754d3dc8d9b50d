using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.Graph.Events;

/// <summary>Events.</summary>
[QueryType]
public static class EventQueries
{
    /// <summary>Single events, the latest first.</summary>
    [UseConnection(MaxPageSize = 1000)]
    public static IQueryable<Event> GetEvents([Service] UsageDbContext db) => db.Events;
}

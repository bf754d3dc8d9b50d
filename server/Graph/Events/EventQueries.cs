using Microsoft.EntityFrameworkCore;
using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Graph.Events;

/// <summary>Events.</summary>
[QueryType]
public static class EventQueries
{
    /// <summary>Single events, the latest first.</summary>
    [UseConnection(MaxPageSize = 1000)]
    public static Rows<Event> GetEvents([Service] UsageDbContext db) => new(db.Events, ct => db.UserActivity.SumAsync(a => a.Kept, ct));

    /// <summary>What happens on the platform: all sources and names of events, by source and name.</summary>
    [UseConnection]
    public static IQueryable<EventName> GetEventTypes([Service] UsageDbContext db) => db.EventNames;
}

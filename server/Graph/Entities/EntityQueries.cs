using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.Graph.Entities;

/// <summary>Entities.</summary>
[QueryType]
public static class EntityQueries
{
    /// <summary>All objects that actions have touched, by name.</summary>
    [UseConnection]
    public static IQueryable<Entity> GetEntities([Service] UsageDbContext db) => db.Entities;
}

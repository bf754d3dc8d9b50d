using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.Graph.Groups;

/// <summary>Groups.</summary>
[QueryType]
public static class GroupQueries
{
    /// <summary>All groups, by name.</summary>
    [UseConnection]
    public static IQueryable<Group> GetGroups([Service] UsageDbContext db) => db.Groups;
}

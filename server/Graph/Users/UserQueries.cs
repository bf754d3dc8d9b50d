using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.Graph.Users;

/// <summary>Users.</summary>
[QueryType]
public static class UserQueries
{
    /// <summary>Known users, by login.</summary>
    [UseConnection]
    public static IQueryable<User> GetUsers([Service] UsageDbContext db) => db.Users;
}

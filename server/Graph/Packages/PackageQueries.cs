using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.Graph.Packages;

/// <summary>Packages.</summary>
[QueryType]
public static class PackageQueries
{
    /// <summary>All known packages, used or not, by name.</summary>
    [UseConnection]
    public static IQueryable<Package> GetPackages([Service] UsageDbContext db) => db.Packages;
}

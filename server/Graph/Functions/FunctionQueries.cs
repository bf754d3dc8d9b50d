using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.Graph.Functions;

/// <summary>Functions.</summary>
[QueryType]
public static class FunctionQueries
{
    /// <summary>All known functions, scripts and queries, used or not, by name.</summary>
    [UseConnection]
    public static IQueryable<Function> GetFunctions([Service] UsageDbContext db) => db.Functions;
}

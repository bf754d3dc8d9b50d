using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.Graph.Errors;

/// <summary>Errors.</summary>
[QueryType]
public static class ErrorQueries
{
    /// <summary>All error signatures that were ever seen, by message.</summary>
    [UseConnection]
    public static IQueryable<ErrorSignature> GetErrors([Service] UsageDbContext db) => db.ErrorSignatures;
}

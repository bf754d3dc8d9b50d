using Microsoft.EntityFrameworkCore;
using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.Graph.Errors;

/// <summary>An error by its signature: occurrences that have the same cause share one.</summary>
[ObjectType<ErrorSignature>("Error", Node = true)]
[Expose(nameof(ErrorSignature.Signature), nameof(ErrorSignature.Message))]
public static class ErrorNode
{
    /// <summary>Finds an error by its key.</summary>
    [NodeResolver]
    public static Task<ErrorSignature?> ResolveAsync(int key, [Service] UsageDbContext db, CancellationToken ct) =>
        db.ErrorSignatures.AsNoTracking().FirstOrDefaultAsync(error => error.Id == key, ct);
}

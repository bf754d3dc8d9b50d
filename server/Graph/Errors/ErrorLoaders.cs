using Microsoft.EntityFrameworkCore;
using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Loading;

namespace UsageAnalysis.Graph.Errors;

/// <summary>Error signatures by id.</summary>
public sealed class ErrorById(UsageDbContext db) : BatchLoader<int, ErrorSignature>
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<int, ErrorSignature>> LoadAsync(
        IReadOnlyList<int> keys, CancellationToken cancellationToken) =>
        await db.ErrorSignatures.AsNoTracking().Where(error => keys.Contains(error.Id))
            .ToDictionaryAsync(error => error.Id, cancellationToken);
}

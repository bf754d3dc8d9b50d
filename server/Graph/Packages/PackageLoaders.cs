using Microsoft.EntityFrameworkCore;
using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Loading;

namespace UsageAnalysis.Graph.Packages;

/// <summary>Packages by id.</summary>
public sealed class PackageById(UsageDbContext db) : BatchLoader<int, Package>
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<int, Package>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken) =>
        await db.Packages.AsNoTracking().Where(package => keys.Contains(package.Id)).ToDictionaryAsync(package => package.Id, cancellationToken);
}

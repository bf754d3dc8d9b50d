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

/// <summary>Versions of packages, the latest first, by the package's id.</summary>
public sealed class VersionsByPackage(UsageDbContext db) : BatchLoader<int, IReadOnlyList<PackageVersion>>
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<int, IReadOnlyList<PackageVersion>>> LoadAsync(
        IReadOnlyList<int> keys, CancellationToken cancellationToken)
    {
        var versions = await db.PackageVersions.AsNoTracking().Where(version => keys.Contains(version.PackageId))
            .OrderBy(version => version.PublishedAt == null).ThenByDescending(version => version.PublishedAt)
            .ThenByDescending(version => version.Version)
            .ToListAsync(cancellationToken);
        return versions.GroupBy(version => version.PackageId).ToDictionary(g => g.Key, IReadOnlyList<PackageVersion> (g) => [.. g]);
    }
}

/// <summary>Versions of packages by their number.</summary>
public sealed class VersionById(UsageDbContext db) : BatchLoader<int, PackageVersion>
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<int, PackageVersion>> LoadAsync(
        IReadOnlyList<int> keys, CancellationToken cancellationToken) =>
        await db.PackageVersions.AsNoTracking().Where(version => keys.Contains(version.Id))
            .ToDictionaryAsync(version => version.Id, cancellationToken);
}

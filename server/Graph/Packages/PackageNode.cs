using Microsoft.EntityFrameworkCore;
using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.Graph.Packages;

/// <summary>A part of the platform that is released on its own. "Core" is the platform itself.</summary>
[ObjectType<Package>("Package", Node = true)]
[Expose(nameof(Package.Name), nameof(Package.Category))]
public static class PackageNode
{
    /// <summary>The functions, scripts and queries of the package, by name.</summary>
    [UseConnection]
    public static IQueryable<Function> GetFunctions([Parent] Package package, [Service] UsageDbContext db) =>
        db.Functions.Where(function => function.PackageId == package.Id);

    /// <summary>Finds a package by its key.</summary>
    [NodeResolver]
    public static Task<Package?> ResolveAsync(int key, [Service] UsageDbContext db, CancellationToken ct) =>
        db.Packages.AsNoTracking().FirstOrDefaultAsync(package => package.Id == key, ct);
}

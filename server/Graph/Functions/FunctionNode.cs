using Microsoft.EntityFrameworkCore;
using UsageAnalysis.Data;
using UsageAnalysis.Graph.Packages;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;

namespace UsageAnalysis.Graph.Functions;

/// <summary>Something that can be run: a function, script or query of a package.</summary>
[ObjectType<Function>("Function", Node = true)]
[Expose(nameof(Function.Name), nameof(Function.Kind), nameof(Function.Description), nameof(Function.Tags))]
public static class FunctionNode
{
    /// <summary>The package that it belongs to.</summary>
    public static Loaded<Package> GetPackage([Parent] Function function, [Service] PackageById loader) =>
        loader.Load(function.PackageId).Then(package => package!);

    /// <summary>Finds a function by its key.</summary>
    [NodeResolver]
    public static Task<Function?> ResolveAsync(int key, [Service] UsageDbContext db, CancellationToken ct) =>
        db.Functions.AsNoTracking().FirstOrDefaultAsync(function => function.Id == key, ct);
}

using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Filters;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Graph.Packages;

/// <summary>What packages can be filtered by.</summary>
public sealed class PackageFilter : FilterInputType<Package>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Id("id", package => package.Id, "Package");
        Field(package => package.Name);
        Field(package => package.Category);
    }
}

/// <summary>What packages can be ordered by.</summary>
public sealed class PackageSort : SortInputType<Package>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Field(package => package.Name);
        Field(package => package.Category);
        Default(package => package.Name);
        Unique(package => package.Id);
    }
}

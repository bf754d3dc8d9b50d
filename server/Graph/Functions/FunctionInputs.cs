using UsageAnalysis.Data;
using UsageAnalysis.Graph.Packages;
using UsageAnalysis.GraphQL.Filters;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Graph.Functions;

/// <summary>What functions can be filtered by.</summary>
public sealed class FunctionFilter : FilterInputType<Function>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Id("id", function => function.Id, "Function");
        Field(function => function.Name);
        Field(function => function.Kind);
        List<string>("tags", function => function.Tags);
        One<Package, PackageFilter>(function => function.Package);
    }
}

/// <summary>What functions can be ordered by.</summary>
public sealed class FunctionSort : SortInputType<Function>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Field(function => function.Name);
        Field(function => function.Kind);
        One<Package, PackageSort>(function => function.Package);
        Default(function => function.Name);
        Unique(function => function.Id);
    }
}

using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Filters;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Graph.Errors;

/// <summary>What errors can be filtered by.</summary>
public sealed class ErrorFilter : FilterInputType<ErrorSignature>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Id("id", error => error.Id, "Error");
        Field(error => error.Signature);
        Field(error => error.Message);
    }
}

/// <summary>What errors can be ordered by.</summary>
public sealed class ErrorSort : SortInputType<ErrorSignature>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Field(error => error.Message);
        Field(error => error.Signature);
        Default(error => error.Message);
        Unique(error => error.Id);
    }
}

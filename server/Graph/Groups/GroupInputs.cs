using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Filters;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Graph.Groups;

/// <summary>What groups can be filtered by.</summary>
public sealed class GroupFilter : FilterInputType<Group>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Id("id", group => group.Id, "Group");
        Field(group => group.Name);
    }
}

/// <summary>What groups can be ordered by.</summary>
public sealed class GroupSort : SortInputType<Group>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Field(group => group.Name);
        Default(group => group.Name);
        Unique(group => group.Id);
    }
}

using UsageAnalysis.Data;
using UsageAnalysis.Graph.Groups;
using UsageAnalysis.GraphQL.Filters;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Graph.Users;

/// <summary>What users can be filtered by.</summary>
public sealed class UserFilter : FilterInputType<User>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Id("id", user => user.Id, "User");
        Field(user => user.Login);
        Field(user => user.Name);
        Field(user => user.RegisteredAt);
        Field(user => user.FirstEventAt);
        Field(user => user.LastEventAt);
        Many<Group, GroupFilter>("groups", user => user.Groups);
    }
}

/// <summary>What users can be ordered by.</summary>
public sealed class UserSort : SortInputType<User>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Field(user => user.Login);
        Field(user => user.Name);
        Field(user => user.RegisteredAt);
        Field(user => user.FirstEventAt);
        Field(user => user.LastEventAt);
        Default(user => user.Login);
        Unique(user => user.Id);
    }
}

using UsageAnalysis.Data;
using UsageAnalysis.Graph.Errors;
using UsageAnalysis.Graph.Functions;
using UsageAnalysis.Graph.Packages;
using UsageAnalysis.Graph.Users;
using UsageAnalysis.GraphQL.Filters;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Graph.Activity;

/// <summary>What activity can be filtered by.</summary>
public sealed class ActivityFilter : FilterInputType<UserActivity>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Field("source", activity => activity.EventType.Source);
        Field("type", activity => activity.EventType.Name);
        Field(activity => activity.Events);
        Field(activity => activity.Errors);
        Field(activity => activity.FirstEventAt);
        Field(activity => activity.LastEventAt);
        One<User, UserFilter>(activity => activity.User);
        One<Package, PackageFilter>("package", activity => activity.EventType.Package);
        One<Function, FunctionFilter>("function", activity => activity.EventType.Function);
        One<ErrorSignature, ErrorFilter>("error", activity => activity.EventType.Error);
    }
}

/// <summary>What activity can be ordered by.</summary>
public sealed class ActivitySort : SortInputType<UserActivity>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Field(activity => activity.Events);
        Field(activity => activity.Errors);
        Field(activity => activity.FirstEventAt);
        Field(activity => activity.LastEventAt);
        Default(activity => activity.LastEventAt, SortEnumType.Desc);
        Unique(activity => activity.EventTypeId);
        Unique(activity => activity.UserId);
    }
}

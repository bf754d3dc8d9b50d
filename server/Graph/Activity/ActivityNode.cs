using UsageAnalysis.Data;
using UsageAnalysis.Graph.Events;
using UsageAnalysis.Graph.Users;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;

namespace UsageAnalysis.Graph.Activity;

/// <summary>What one user did, of one kind: the same event type, package, function and error. All time, also where single events are gone.</summary>
[ObjectType<UserActivity>("Activity")]
[Expose(nameof(UserActivity.Events), nameof(UserActivity.Errors), nameof(UserActivity.FirstEventAt), nameof(UserActivity.LastEventAt))]
public static class ActivityNode
{
    /// <summary>Who did it; null when anonymous.</summary>
    public static Loaded<User?> GetUser([Parent] UserActivity activity, [Service] UserById loader) => loader.Load(activity.UserId);

    /// <summary>What was done.</summary>
    public static Loaded<EventName> GetEventType([Parent] UserActivity activity, [Service] EventTypeById loader) =>
        loader.Load(activity.EventTypeId).Then(type => type!.EventName);

    /// <summary>The package that it is attributed to.</summary>
    public static Loaded<Package> GetPackage([Parent] UserActivity activity, [Service] EventTypeById loader) =>
        loader.Load(activity.EventTypeId).Then(type => type!.Package);

    /// <summary>The function that ran; null when none did.</summary>
    public static Loaded<Function?> GetFunction([Parent] UserActivity activity, [Service] EventTypeById loader) =>
        loader.Load(activity.EventTypeId).Then(type => type!.Function);

    /// <summary>The error that it led to; null when it led to none.</summary>
    public static Loaded<ErrorSignature?> GetError([Parent] UserActivity activity, [Service] EventTypeById loader) =>
        loader.Load(activity.EventTypeId).Then(type => type!.Error);
}

using UsageAnalysis.Analytics;
using UsageAnalysis.Data;
using UsageAnalysis.Graph.Entities;
using UsageAnalysis.Graph.Errors;
using UsageAnalysis.Graph.Events;
using UsageAnalysis.Graph.Functions;
using UsageAnalysis.Graph.Groups;
using UsageAnalysis.Graph.Packages;
using UsageAnalysis.Graph.Users;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Usage;

/// <summary>The values of a row's dimensions, still as ids.</summary>
/// <param name="Parts">One value a dimension.</param>
/// <param name="Axis">What the index of a bucket refers to; null without the dimension time.</param>
public sealed record UsageKey(IReadOnlyDictionary<UsageDimension, UsageKeyPart> Parts, TimeAxis? Axis)
{
    /// <summary>The key of everything.</summary>
    public static UsageKey None { get; } = new(new Dictionary<UsageDimension, UsageKeyPart>(), null);

    /// <summary>The key of one value of one dimension.</summary>
    public static UsageKey Of(UsageDimension dimension, UsageKeyPart value) =>
        new(new Dictionary<UsageDimension, UsageKeyPart> { [dimension] = value }, null);

    /// <summary>Id or number of the value of a dimension; null when it was not asked for, or has none.</summary>
    public long? IdOf(UsageDimension dimension) => Parts.TryGetValue(dimension, out var part) ? part.Id : null;

    /// <summary>Text of the value of a dimension; null when it was not asked for, or has none.</summary>
    public string? TextOf(UsageDimension dimension) => Parts.TryGetValue(dimension, out var part) ? part.Text : null;
}

/// <summary>
/// What a row is about: one member for each dimension that was asked for. A member is null where it was not asked for, and where the events
/// have no such thing: no user (anonymous), no group, no function, no entity, no error.
/// </summary>
[ObjectType<UsageKey>("UsageKey")]
public static class UsageKeyNode
{
    /// <summary>Start of the bucket.</summary>
    public static DateTime? GetBucketStart([Parent] UsageKey key) =>
        key.IdOf(UsageDimension.Time) is { } index ? key.Axis!.Starts[(int)index] : null;

    /// <summary>The package.</summary>
    public static Loaded<Package?> GetPackage([Parent] UsageKey key, [Service] PackageById loader) =>
        loader.LoadOrNull((int?)key.IdOf(UsageDimension.Package));

    /// <summary>The function.</summary>
    public static Loaded<Function?> GetFunction([Parent] UsageKey key, [Service] FunctionById loader) =>
        loader.LoadOrNull((int?)key.IdOf(UsageDimension.Function));

    /// <summary>The kind of the function: function, script, query, …; null for events without a function.</summary>
    public static string? GetFunctionKind([Parent] UsageKey key) => key.TextOf(UsageDimension.FunctionKind);

    /// <summary>The user; null for anonymous events.</summary>
    public static Loaded<User?> GetUser([Parent] UsageKey key, [Service] UserById loader) =>
        loader.LoadOrNull((int?)key.IdOf(UsageDimension.User));

    /// <summary>The group; null for users in no group.</summary>
    public static Loaded<Group?> GetGroup([Parent] UsageKey key, [Service] GroupById loader) =>
        loader.LoadOrNull((int?)key.IdOf(UsageDimension.Group));

    /// <summary>The source.</summary>
    public static string? GetSource([Parent] UsageKey key) => key.TextOf(UsageDimension.Source);

    /// <summary>The event type.</summary>
    public static Loaded<EventName?> GetEventType([Parent] UsageKey key, [Service] EventNameById loader) =>
        loader.LoadOrNull((int?)key.IdOf(UsageDimension.EventType));

    /// <summary>The entity; null for events that touched none.</summary>
    public static Loaded<Entity?> GetEntity([Parent] UsageKey key, [Service] EntityById loader) =>
        loader.LoadOrNull(key.IdOf(UsageDimension.Entity));

    /// <summary>The type of the entity: file, query, table, …; null for events that touched no entity.</summary>
    public static string? GetEntityType([Parent] UsageKey key) => key.TextOf(UsageDimension.EntityType);

    /// <summary>The error signature; null for events without an error.</summary>
    public static Loaded<ErrorSignature?> GetError([Parent] UsageKey key, [Service] ErrorById loader) =>
        loader.LoadOrNull((int?)key.IdOf(UsageDimension.Error));

    /// <summary>The hour that the clocks of the scope's zone show, 0 to 23.</summary>
    public static int? GetHourOfDay([Parent] UsageKey key) => (int?)key.IdOf(UsageDimension.HourOfDay);

    /// <summary>The day of the week in the scope's zone: 1 is Monday, 7 is Sunday.</summary>
    public static int? GetDayOfWeek([Parent] UsageKey key) => (int?)key.IdOf(UsageDimension.DayOfWeek);
}

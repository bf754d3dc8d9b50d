using UsageAnalysis.Data;
using UsageAnalysis.Graph.Events;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Graph.Parameters;

/// <summary>A parameter that events of one kind (the same event type, package, function and error) were seen with.</summary>
[ObjectType<EventParameter>("EventParameter", Node = true)]
[Expose(nameof(EventParameter.Name), nameof(EventParameter.Direction), nameof(EventParameter.Type))]
public static class ParameterNode
{
    /// <summary>What happens in such events.</summary>
    public static Loaded<EventName> GetEventType([Parent] EventParameter parameter, [Service] EventTypeById loader) =>
        loader.Load(parameter.EventTypeId).Then(type => type!.EventName);

    /// <summary>The package that such events are attributed to.</summary>
    public static Loaded<Package> GetPackage([Parent] EventParameter parameter, [Service] EventTypeById loader) =>
        loader.Load(parameter.EventTypeId).Then(type => type!.Package);

    /// <summary>The function whose parameter it is; null where none runs.</summary>
    public static Loaded<Function?> GetFunction([Parent] EventParameter parameter, [Service] EventTypeById loader) =>
        loader.Load(parameter.EventTypeId).Then(type => type!.Function);

    /// <summary>The error that such events carry; null for events without one.</summary>
    public static Loaded<ErrorSignature?> GetError([Parent] EventParameter parameter, [Service] EventTypeById loader) =>
        loader.Load(parameter.EventTypeId).Then(type => type!.Error);

    /// <summary>The events of this kind that carry the parameter, the latest first.</summary>
    [UseConnection(MaxPageSize = 1000)]
    public static Related<Event> GetEvents([Service] UsageDbContext db) => Related.Of(
        db.EventParameters, parameter => parameter.Id,
        parameter => db.Events.Where(e =>
            e.EventTypeId == parameter.EventTypeId && e.ParameterValues.Any(value => value.ParameterId == parameter.Id)));

    /// <summary>Who caused events of this kind, with or without the parameter, the latest first.</summary>
    [UseConnection]
    public static Related<UserActivity> GetActivity([Service] UsageDbContext db) => Related.Of(
        db.EventParameters, parameter => parameter.Id,
        parameter => db.UserActivity.Where(activity => activity.EventTypeId == parameter.EventTypeId));

    /// <summary>Finds a parameter by its key.</summary>
    [NodeResolver]
    public static Loaded<EventParameter?> Resolve(int key, [Service] ParameterById loader) => loader.Load(key);
}

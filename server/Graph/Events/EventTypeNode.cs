using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Graph.Events;

/// <summary>What happens, as people name it: a source and a name within it.</summary>
[ObjectType<EventName>("EventType", Node = true)]
[Expose(nameof(EventName.Source), nameof(EventName.Name))]
public static class EventTypeNode
{
    /// <summary>Such events, the latest first.</summary>
    [UseConnection(MaxPageSize = 1000)]
    public static Related<Event> GetEvents([Service] UsageDbContext db) => Related.Of(
        db.EventNames, name => name.Id, name => db.Events.Where(e => e.EventType.EventNameId == name.Id),
        name => db.UserActivity.Where(a => a.EventType.EventNameId == name.Id).Sum(a => a.Kept))
        .Through(
            (EventName name) => db.EventTypes.Where(type => type.EventNameId == name.Id), type => type.Id,
            type => db.Events.Where(e => e.EventTypeId == type.Id));

    /// <summary>Who did it and with what, the latest first.</summary>
    [UseConnection]
    public static Related<UserActivity> GetActivity([Service] UsageDbContext db) => Related.Of(
        db.EventNames, name => name.Id, name => db.UserActivity.Where(a => a.EventType.EventNameId == name.Id));

    /// <summary>The users who did it, by login.</summary>
    [UseConnection]
    public static Related<User> GetUsers([Service] UsageDbContext db) => Related.Of(
        db.EventNames, name => name.Id,
        name => db.Users.Where(user => db.UserActivity.Any(a => a.UserId == user.Id && a.EventType.EventNameId == name.Id)));

    /// <summary>The packages that such events are attributed to, by name.</summary>
    [UseConnection]
    public static Related<Package> GetPackages([Service] UsageDbContext db) => Related.Of(
        db.EventNames, name => name.Id,
        name => db.Packages.Where(package => db.EventTypes.Any(type => type.PackageId == package.Id && type.EventNameId == name.Id)));

    /// <summary>The functions that run in such events, by name.</summary>
    [UseConnection]
    public static Related<Function> GetFunctions([Service] UsageDbContext db) => Related.Of(
        db.EventNames, name => name.Id,
        name => db.Functions.Where(function => db.EventTypes.Any(type => type.FunctionId == function.Id && type.EventNameId == name.Id)));

    /// <summary>The parameters that such events were seen with, inputs first, then by name.</summary>
    [UseConnection]
    public static Related<EventParameter> GetParameters([Service] UsageDbContext db) => Related.Of(
        db.EventNames, name => name.Id, name => db.EventParameters.Where(parameter => parameter.EventType.EventNameId == name.Id));

    /// <summary>Finds an event type by its key.</summary>
    [NodeResolver]
    public static Loaded<EventName?> Resolve(int key, [Service] EventNameById loader) => loader.Load(key);
}

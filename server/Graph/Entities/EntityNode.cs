using System.Text.RegularExpressions;
using UsageAnalysis.Data;
using UsageAnalysis.Graph.Packages;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Graph.Entities;

/// <summary>An object that actions touch: a file, table, query, project, ….</summary>
[ObjectType<Entity>("Entity", Node = true)]
[Expose(nameof(Entity.Type), nameof(Entity.Key), nameof(Entity.Name))]
public static class EntityNode
{
    /// <summary>The package that it belongs to; null when none was told.</summary>
    public static Loaded<Package?> GetPackage([Parent] Entity entity, [Service] PackageById loader) => loader.LoadOrNull(entity.PackageId);

    /// <summary>The events that touched it, in whatever role, the latest first.</summary>
    [UseConnection(MaxPageSize = 1000)]
    public static Related<Event> GetEvents([Service] UsageDbContext db) => Related.Of(
        db.Entities, entity => entity.Id, entity => db.Events.Where(e => e.Entities.Any(touch => touch.EntityId == entity.Id)));

    /// <summary>Who did what with it, the latest first. What was dropped by age is not part of it.</summary>
    [UseConnection]
    public static Related<UserActivity> GetActivity([Service] UsageDbContext db) => Related.Of(
        db.Entities, entity => entity.Id, entity => db.EntityActivity(entity.Id));

    /// <summary>
    /// What happened to it, the latest first: audited events that created, edited, renamed, moved, shared, published or deleted it, by the
    /// end of their names, and events that put it out.
    /// </summary>
    [UseConnection(MaxPageSize = 1000)]
    public static Related<Event> GetHistory([Service] UsageDbContext db) => Related.Of(
        db.Entities, entity => entity.Id,
        entity => db.Events.Where(e => e.Entities.Any(touch => touch.EntityId == entity.Id
            && (touch.Role == "output" || (touch.Role == "subject" && e.EventType.Source == "audit"
                && Regex.IsMatch(e.EventType.Name, "(created|edited|renamed|moved|shared|shared-silent|published|deleted)$"))))));

    /// <summary>The users who touched it, by login; only those of events that were not dropped by age.</summary>
    [UseConnection]
    public static Related<User> GetUsers([Service] UsageDbContext db) => Related.Of(
        db.Entities, entity => entity.Id,
        entity => db.Users.Where(user => db.EventEntities.Any(touch => touch.EntityId == entity.Id && touch.UserId == user.Id)));

    /// <summary>Finds an entity by its key.</summary>
    [NodeResolver]
    public static Loaded<Entity?> Resolve(long key, [Service] EntityById loader) => loader.Load(key);
}

using UsageAnalysis.Data;
using UsageAnalysis.Graph.Users;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Graph.Packages;

/// <summary>A part of the platform that is released on its own. "Core" is the platform itself.</summary>
[ObjectType<Package>("Package", Node = true)]
[Expose(nameof(Package.Name), nameof(Package.Category))]
public static class PackageNode
{
    /// <summary>Its known versions, the latest first; those of unknown date last.</summary>
    [ListSize(10)]
    public static Loaded<IReadOnlyList<PackageVersion>> GetVersions([Parent] Package package, [Service] VersionsByPackage loader) =>
        loader.Load(package.Id).Then(versions => versions ?? []);

    /// <summary>Who made it; null when the registry does not say.</summary>
    public static Loaded<User?> GetAuthor([Parent] Package package, [Service] UserById loader) => loader.LoadOrNull(package.AuthorId);

    /// <summary>The functions, scripts and queries of the package, by name.</summary>
    [UseConnection]
    public static Related<Function> GetFunctions([Service] UsageDbContext db) => Related.Of(
        db.Packages, package => package.Id, package => db.Functions.Where(function => function.PackageId == package.Id));

    /// <summary>The objects that belong to the package, by name.</summary>
    [UseConnection]
    public static Related<Entity> GetEntities([Service] UsageDbContext db) => Related.Of(
        db.Packages, package => package.Id, package => db.Entities.Where(entity => entity.PackageId == package.Id));

    /// <summary>What happens in the package, by source and name.</summary>
    [UseConnection]
    public static Related<EventName> GetEventTypes([Service] UsageDbContext db) => Related.Of(
        db.Packages, package => package.Id,
        package => db.EventNames.Where(name => db.EventTypes.Any(type => type.EventNameId == name.Id && type.PackageId == package.Id)));

    /// <summary>The users of the package, by login: whose events were attributed to it.</summary>
    [UseConnection]
    public static Related<User> GetUsers([Service] UsageDbContext db) => Related.Of(
        db.Packages, package => package.Id,
        package => db.Users.Where(user => db.UserActivity.Any(a => a.UserId == user.Id && a.EventType.PackageId == package.Id)));

    /// <summary>The events that are attributed to the package, the latest first.</summary>
    [UseConnection(MaxPageSize = 1000)]
    public static Related<Event> GetEvents([Service] UsageDbContext db) => Related.Of(
        db.Packages, package => package.Id, package => db.Events.Where(e => e.EventType.PackageId == package.Id),
        package => db.UserActivity.Where(a => a.EventType.PackageId == package.Id).Sum(a => a.Kept))
        .Through(
            (Package package) => db.EventTypes.Where(type => type.PackageId == package.Id), type => type.Id,
            type => db.Events.Where(e => e.EventTypeId == type.Id));

    /// <summary>Who did what with the package, the latest first.</summary>
    [UseConnection]
    public static Related<UserActivity> GetActivity([Service] UsageDbContext db) => Related.Of(
        db.Packages, package => package.Id, package => db.UserActivity.Where(a => a.EventType.PackageId == package.Id));

    /// <summary>Finds a package by its key.</summary>
    [NodeResolver]
    public static Loaded<Package?> Resolve(int key, [Service] PackageById loader) => loader.Load(key);
}

/// <summary>A version of a package.</summary>
[ObjectType<PackageVersion>("PackageVersion")]
[Expose(nameof(PackageVersion.Version), nameof(PackageVersion.PublishedAt))]
public static class PackageVersionNode
{
    /// <summary>The package.</summary>
    public static Loaded<Package> GetPackage([Parent] PackageVersion version, [Service] PackageById loader) =>
        loader.Load(version.PackageId).Then(package => package!);
}

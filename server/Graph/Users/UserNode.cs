using UsageAnalysis.Data;
using UsageAnalysis.Graph.Groups;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Graph.Users;

/// <summary>Someone who uses the platform.</summary>
[ObjectType<User>("User", Node = true)]
[Expose(nameof(User.Login), nameof(User.Name), nameof(User.RegisteredAt), nameof(User.FirstEventAt), nameof(User.LastEventAt))]
public static class UserNode
{
    /// <summary>The groups that the user is in now, directly or through nested groups, by name.</summary>
    [ListSize(10)]
    public static Loaded<IReadOnlyList<Group>> GetGroups([Parent] User user, [Service] GroupsByUser loader) =>
        loader.Load(user.Id).Then(groups => groups ?? []);

    /// <summary>The user's sessions, the latest first.</summary>
    [UseConnection]
    public static Related<Session> GetSessions([Service] UsageDbContext db) => Related.Of(
        db.Users, user => user.Id, user => db.Sessions.Where(session => session.UserId == user.Id));

    /// <summary>The packages that the user's events were attributed to, by name.</summary>
    [UseConnection]
    public static Related<Package> GetPackages([Service] UsageDbContext db) => Related.Of(
        db.Users, user => user.Id,
        user => db.Packages.Where(package => db.UserActivity.Any(a => a.UserId == user.Id && a.EventType.PackageId == package.Id)));

    /// <summary>The functions that the user ran, by name.</summary>
    [UseConnection]
    public static Related<Function> GetFunctions([Service] UsageDbContext db) => Related.Of(
        db.Users, user => user.Id,
        user => db.Functions.Where(function => db.UserActivity.Any(a => a.UserId == user.Id && a.EventType.FunctionId == function.Id)));

    /// <summary>The user's events, the latest first.</summary>
    [UseConnection(MaxPageSize = 1000)]
    public static Related<Event> GetEvents([Service] UsageDbContext db) => Related.Of(
        db.Users, user => user.Id, user => db.Events.Where(e => e.UserId == user.Id),
        user => db.UserActivity.Where(a => a.UserId == user.Id).Sum(a => a.Kept));

    /// <summary>What the user did, the latest first.</summary>
    [UseConnection]
    public static Related<UserActivity> GetActivity([Service] UsageDbContext db) => Related.Of(
        db.Users, user => user.Id, user => db.UserActivity.Where(a => a.UserId == user.Id));

    /// <summary>Finds a user by its key.</summary>
    [NodeResolver]
    public static Loaded<User?> Resolve(int key, [Service] UserById loader) => loader.Load(key);
}

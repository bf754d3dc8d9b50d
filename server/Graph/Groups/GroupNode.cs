using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Graph.Groups;

/// <summary>A group of users; groups nest.</summary>
[ObjectType<Group>("Group", Node = true)]
[Expose(nameof(Group.Name))]
public static class GroupNode
{
    /// <summary>The groups that contain this one directly, by name.</summary>
    [ListSize(3)]
    public static Loaded<IReadOnlyList<Group>> GetParents([Parent] Group group, [Service] ParentGroups loader) =>
        loader.Load(group.Id).Then(parents => parents ?? []);

    /// <summary>The groups that this one contains directly, by name.</summary>
    [ListSize(5)]
    public static Loaded<IReadOnlyList<Group>> GetChildren([Parent] Group group, [Service] ChildGroups loader) =>
        loader.Load(group.Id).Then(children => children ?? []);

    /// <summary>Users in this group, directly or through nested groups.</summary>
    public static Loaded<int> GetMemberCount([Parent] Group group, [Service] GroupSizes loader) =>
        loader.Load(group.Id).Then(size => size?.Members ?? 0);

    /// <summary>The users in this group now, directly or through nested groups, by login.</summary>
    [UseConnection]
    public static Related<User> GetMembers([Service] UsageDbContext db) => Related.Of(
        db.Groups, group => group.Id,
        group => db.Users.Where(user => db.GroupUsers.Any(member => member.GroupId == group.Id && member.UserId == user.Id)));

    /// <summary>The users in this group now, not through nested groups, by login.</summary>
    [UseConnection]
    public static Related<User> GetDirectMembers([Service] UsageDbContext db) => Related.Of(
        db.Groups, group => group.Id,
        group => db.Users.Where(user => db.GroupMembers.Any(member => member.GroupId == group.Id && member.UserId == user.Id)));

    /// <summary>The events of the users in this group now, the latest first.</summary>
    [UseConnection(MaxPageSize = 1000)]
    public static Related<Event> GetEvents([Service] UsageDbContext db) => Related.Of(
        db.Groups, group => group.Id,
        group => db.Events.Where(e => db.GroupUsers.Any(member => member.GroupId == group.Id && member.UserId == e.UserId)),
        group => db.UserActivity.Where(a => db.GroupUsers.Any(member => member.GroupId == group.Id && member.UserId == a.UserId))
            .Sum(a => a.Kept));

    /// <summary>What the users in this group now did, the latest first.</summary>
    [UseConnection]
    public static Related<UserActivity> GetActivity([Service] UsageDbContext db) => Related.Of(
        db.Groups, group => group.Id,
        group => db.UserActivity.Where(a => db.GroupUsers.Any(member => member.GroupId == group.Id && member.UserId == a.UserId)));

    /// <summary>Finds a group by its key.</summary>
    [NodeResolver]
    public static Loaded<Group?> Resolve(int key, [Service] GroupById loader) => loader.Load(key);
}

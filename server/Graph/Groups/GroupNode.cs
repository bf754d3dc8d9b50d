using Microsoft.EntityFrameworkCore;
using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;

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

    /// <summary>Users in this group, directly or through nested groups.</summary>
    public static Loaded<int> GetMemberCount([Parent] Group group, [Service] GroupSizes loader) =>
        loader.Load(group.Id).Then(size => size?.Members ?? 0);

    /// <summary>Finds a group by its key.</summary>
    [NodeResolver]
    public static Task<Group?> ResolveAsync(int key, [Service] UsageDbContext db, CancellationToken ct) =>
        db.Groups.AsNoTracking().FirstOrDefaultAsync(group => group.Id == key, ct);
}

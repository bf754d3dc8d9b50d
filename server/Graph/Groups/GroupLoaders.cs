using Microsoft.EntityFrameworkCore;
using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Loading;

namespace UsageAnalysis.Graph.Groups;

/// <summary>Groups by id.</summary>
public sealed class GroupById(UsageDbContext db) : BatchLoader<int, Group>
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<int, Group>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken) =>
        await db.Groups.AsNoTracking().Where(group => keys.Contains(group.Id)).ToDictionaryAsync(group => group.Id, cancellationToken);
}

/// <summary>The groups of a user, nested ones too, by the user's id.</summary>
public sealed class GroupsByUser(UsageDbContext db) : BatchLoader<int, IReadOnlyList<Group>>
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<int, IReadOnlyList<Group>>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
    {
        var rows = await db.GroupUsers.AsNoTracking()
            .Where(member => keys.Contains(member.UserId))
            .Join(db.Groups, member => member.GroupId, group => group.Id, (member, group) => new { member.UserId, Group = group })
            .OrderBy(row => row.Group.Name)
            .ToListAsync(cancellationToken);
        return rows.GroupBy(row => row.UserId, row => row.Group).ToDictionary(g => g.Key, IReadOnlyList<Group> (g) => [.. g]);
    }
}

/// <summary>The groups that contain a group directly, by its id.</summary>
public sealed class ParentGroups(UsageDbContext db) : BatchLoader<int, IReadOnlyList<Group>>
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<int, IReadOnlyList<Group>>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
    {
        var rows = await db.GroupRelations.AsNoTracking()
            .Where(relation => keys.Contains(relation.ChildId))
            .Join(db.Groups, relation => relation.ParentId, group => group.Id, (relation, group) => new { relation.ChildId, Group = group })
            .OrderBy(row => row.Group.Name)
            .ToListAsync(cancellationToken);
        return rows.GroupBy(row => row.ChildId, row => row.Group).ToDictionary(g => g.Key, IReadOnlyList<Group> (g) => [.. g]);
    }
}

/// <summary>The groups that a group contains directly, by its id.</summary>
public sealed class ChildGroups(UsageDbContext db) : BatchLoader<int, IReadOnlyList<Group>>
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<int, IReadOnlyList<Group>>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
    {
        var rows = await db.GroupRelations.AsNoTracking()
            .Where(relation => keys.Contains(relation.ParentId))
            .Join(db.Groups, relation => relation.ChildId, group => group.Id, (relation, group) => new { relation.ParentId, Group = group })
            .OrderBy(row => row.Group.Name)
            .ToListAsync(cancellationToken);
        return rows.GroupBy(row => row.ParentId, row => row.Group).ToDictionary(g => g.Key, IReadOnlyList<Group> (g) => [.. g]);
    }
}

/// <summary>How many users are in a group, directly or nested.</summary>
/// <param name="Members">Their number.</param>
public sealed record GroupSize(int Members);

/// <summary>Sizes of groups by id; an empty group has none.</summary>
public sealed class GroupSizes(UsageDbContext db) : BatchLoader<int, GroupSize>
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<int, GroupSize>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken) =>
        await db.GroupUsers.AsNoTracking()
            .Where(member => keys.Contains(member.GroupId))
            .GroupBy(member => member.GroupId)
            .Select(g => new { g.Key, Members = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => new GroupSize(g.Members), cancellationToken);
}

using Microsoft.EntityFrameworkCore;
using UsageAnalysis.Data;
using UsageAnalysis.Graph.Groups;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;

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

    /// <summary>Finds a user by its key.</summary>
    [NodeResolver]
    public static Task<User?> ResolveAsync(int key, [Service] UsageDbContext db, CancellationToken ct) =>
        db.Users.AsNoTracking().FirstOrDefaultAsync(user => user.Id == key, ct);
}

using Microsoft.EntityFrameworkCore;
using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Loading;

namespace UsageAnalysis.Graph.Users;

/// <summary>Users by id; nobody is not a user.</summary>
public sealed class UserById(UsageDbContext db) : BatchLoader<int, User>
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<int, User>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken) =>
        await db.Users.AsNoTracking().Where(user => keys.Contains(user.Id)).ToDictionaryAsync(user => user.Id, cancellationToken);
}

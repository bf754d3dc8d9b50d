using Microsoft.EntityFrameworkCore;
using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Loading;

namespace UsageAnalysis.Graph.Functions;

/// <summary>Functions by id.</summary>
public sealed class FunctionById(UsageDbContext db) : BatchLoader<int, Function>
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<int, Function>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken) =>
        await db.Functions.AsNoTracking().Where(function => keys.Contains(function.Id)).ToDictionaryAsync(function => function.Id, cancellationToken);
}

using Microsoft.EntityFrameworkCore;
using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Loading;

namespace UsageAnalysis.Graph.Parameters;

/// <summary>Parameters by id.</summary>
public sealed class ParameterById(UsageDbContext db) : BatchLoader<int, EventParameter>
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<int, EventParameter>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken) =>
        await db.EventParameters.AsNoTracking().Where(parameter => keys.Contains(parameter.Id))
            .ToDictionaryAsync(parameter => parameter.Id, cancellationToken);
}

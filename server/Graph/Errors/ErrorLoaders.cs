using Microsoft.EntityFrameworkCore;
using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Loading;

namespace UsageAnalysis.Graph.Errors;

/// <summary>Error signatures by id.</summary>
public sealed class ErrorById(UsageDbContext db) : BatchLoader<int, ErrorSignature>
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<int, ErrorSignature>> LoadAsync(
        IReadOnlyList<int> keys, CancellationToken cancellationToken) =>
        await db.ErrorSignatures.AsNoTracking().Where(error => keys.Contains(error.Id))
            .ToDictionaryAsync(error => error.Id, cancellationToken);
}

/// <summary>When an error was seen.</summary>
/// <param name="First">Time of its first occurrence.</param>
/// <param name="Last">Time of its last occurrence so far.</param>
public sealed record ErrorTimes(DateTime First, DateTime Last);

/// <summary>When errors were seen, by id.</summary>
public sealed class ErrorTimesById(UsageDbContext db) : BatchLoader<int, ErrorTimes>
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<int, ErrorTimes>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken) =>
        await db.UserActivity.AsNoTracking()
            .Where(activity => activity.EventType.ErrorId != null && keys.Contains(activity.EventType.ErrorId.Value))
            .GroupBy(activity => activity.EventType.ErrorId!.Value)
            .Select(g => new { g.Key, First = g.Min(a => a.FirstEventAt), Last = g.Max(a => a.LastEventAt) })
            .ToDictionaryAsync(row => row.Key, row => new ErrorTimes(row.First, row.Last), cancellationToken);
}

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

/// <summary>What people said about errors, the latest first, by id of the error.</summary>
public sealed class MarksByError(UsageDbContext db) : BatchLoader<int, IReadOnlyList<ErrorMark>>
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<int, IReadOnlyList<ErrorMark>>> LoadAsync(
        IReadOnlyList<int> keys, CancellationToken cancellationToken) =>
        (await db.ErrorMarks.AsNoTracking().Where(mark => keys.Contains(mark.ErrorId)).OrderByDescending(mark => mark.Id)
            .ToListAsync(cancellationToken))
        .GroupBy(mark => mark.ErrorId).ToDictionary(g => g.Key, IReadOnlyList<ErrorMark> (g) => [.. g]);
}

/// <summary>An error, and the version of its package when it was first seen.</summary>
/// <param name="ErrorId">The error.</param>
/// <param name="VersionId">The version.</param>
public sealed record ErrorVersion(int ErrorId, int VersionId);

/// <summary>The versions in which errors were first seen, by id of the error.</summary>
public sealed class FirstVersionByError(UsageDbContext db) : BatchLoader<int, ErrorVersion>
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<int, ErrorVersion>> LoadAsync(
        IReadOnlyList<int> keys, CancellationToken cancellationToken)
    {
        var ids = keys.ToArray();
        return await db.Database.SqlQuery<ErrorVersion>(
            $"""
            select f.error_id as "ErrorId", v.id as "VersionId"
            from (
              select distinct on (t.error_id) t.error_id, t.package_id, a.first_event_at
              from event_types t join user_activity a on a.event_type_id = t.id
              where t.error_id = any({ids})
              order by t.error_id, a.first_event_at, t.id
            ) f
            join package_version_times v on v.package_id = f.package_id and f.first_event_at >= v.since and f.first_event_at < v.until
            """).ToDictionaryAsync(row => row.ErrorId, cancellationToken);
    }
}

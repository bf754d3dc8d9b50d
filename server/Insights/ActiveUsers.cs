using UsageAnalysis.Analytics;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Insights;

/// <summary>Who was active when, under the conditions of a scope. Nobody known is nobody.</summary>
/// <param name="reader">Asks.</param>
/// <param name="filter">The conditions.</param>
/// <param name="subject">The node whose events alone count; null for everything.</param>
sealed class ActiveUsers(UsageReader reader, ScopeFilter filter, UsageSubject? subject)
{
    /// <summary>The users of each bucket of an axis, of those events that lie within the range.</summary>
    public async Task<IReadOnlyList<int>[]> OfBucketsAsync(TimeRange range, TimeAxis axis, CancellationToken ct)
    {
        var buckets = new IReadOnlyList<int>[axis.Starts.Count];
        Array.Fill(buckets, []);
        var scoped = new ScopedSql(range, filter, subject);
        var sql =
            $"""
            -- Active users of buckets
            select r.k1, array_agg(r.k0)
            from (
            {scoped.Counts([UsageDimension.User, UsageDimension.Time], MeasureSet.Events, axis)}
            ) r
            where r.k0 is not null
            group by 1
            """;
        foreach (var (bucket, users) in await reader.RowsAsync(scoped, sql, row => (row.GetInt32(0), row.GetFieldValue<int[]>(1)), ct))
        {
            buckets[bucket] = users;
        }
        return buckets;
    }

    /// <summary>All users of the time before an instant, whatever times are picked.</summary>
    public async Task<IReadOnlyList<int>> BeforeAsync(DateTime instant, CancellationToken ct)
    {
        if (instant <= TimeRange.Earliest)
        {
            return [];
        }
        var scoped = new ScopedSql(new(TimeRange.Earliest, instant), filter.AtAnyTime(), subject);
        var sql =
            $"""
            -- Active users before
            select array_agg(r.k0)
            from (
            {scoped.Counts([UsageDimension.User], MeasureSet.Events)}
            ) r
            where r.k0 is not null
            having count(*) > 0
            """;
        return [.. (await reader.RowsAsync(scoped, sql, row => row.GetFieldValue<int[]>(0), ct)).SelectMany(users => users)];
    }
}

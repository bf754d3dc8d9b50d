using UsageAnalysis.Analytics;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Insights.Errors;

/// <summary>How an error stands to what was seen before, by anybody on the platform.</summary>
public enum ErrorStatus
{
    /// <summary>Seen before the range, and never away for long.</summary>
    Known,

    /// <summary>First seen, by anybody, inside the range.</summary>
    New,

    /// <summary>Seen before the range; on a day of the range it came back after at least 14 whole days (UTC) without it.</summary>
    Regressed,
}

/// <summary>What became of an error.</summary>
/// <param name="Status">How it stands to what was seen before.</param>
/// <param name="AbsentDays">The whole days without it before it came back the last time; null where it did not.</param>
public sealed record ErrorHistory(ErrorStatus Status, int? AbsentDays)
{
    /// <summary>Whole days without an error after which it is back, and not just rare.</summary>
    public const int LeastAbsentDays = 14;

    /// <summary>The histories of some errors up to the end of a range, of the whole platform and all time.</summary>
    /// <param name="reader">Asks.</param>
    /// <param name="range">The range that decides what is new.</param>
    /// <param name="errors">Ids of errors.</param>
    /// <param name="ct">Leaves.</param>
    public static async Task<IReadOnlyDictionary<long, ErrorHistory>> OfAsync(
        UsageReader reader, TimeRange range, IReadOnlyCollection<long> errors, CancellationToken ct)
    {
        // What happened before the range decides too, so that it is part of what the answer depends on.
        var scoped = new ScopedSql(range, ScopeFilter.Everything, null) { Span = new TimeRange(TimeRange.Earliest, range.To) };
        var (ids, from, to) = (scoped.Parameters.Add(errors), scoped.Parameters.Add(range.From), scoped.Parameters.Add(range.To));
        var sql =
            $"""
            -- Errors: when they were first seen, and how long they were away before they came back within the range
            with kinds as (select id, error_id from event_types where error_id = any({ids})),
            days as (
              select error_id, bucket, lag(bucket) over (partition by error_id order by bucket) as before
              from (
                select distinct k.error_id, d.bucket
                from kinds k join usage_type_days d on d.event_type_id = k.id and d.bucket < {to}
              ) d
            ),
            returns as (
              select distinct on (error_id) error_id, extract(day from bucket - before)::int - 1 as absent
              from days
              where bucket + interval '1 day' > {from} and bucket - before > make_interval(days => {LeastAbsentDays})
              order by error_id, bucket desc
            )
            select k.error_id, min(a.first_event_at) >= {from} as is_new, max(r.absent)
            from kinds k
            join user_activity a on a.event_type_id = k.id
            left join returns r on r.error_id = k.error_id
            group by 1
            """;
        var rows = await reader.RowsAsync(
            scoped, sql,
            row => (Id: (long)row.GetInt32(0), IsNew: row.GetBoolean(1), Absent: row.IsDBNull(2) ? (int?)null : row.GetInt32(2)), ct);
        return rows.ToDictionary(row => row.Id, row => row switch
        {
            { IsNew: true } => new ErrorHistory(ErrorStatus.New, null),
            { Absent: { } days } => new ErrorHistory(ErrorStatus.Regressed, days),
            _ => new ErrorHistory(ErrorStatus.Known, null),
        });
    }
}

using NpgsqlTypes;
using UsageAnalysis.Analytics;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Insights;

/// <summary>What followed a function within a session.</summary>
/// <param name="From">Id of the function.</param>
/// <param name="To">Id of what followed; null where nothing did.</param>
/// <param name="Count">How often.</param>
/// <param name="Users">Distinct known users.</param>
/// <param name="Steps">How often the first function was a step at all.</param>
/// <param name="MedianGapMs">Half of the times between the two did not exceed it; null where nothing followed.</param>
sealed record PathPair(int From, int? To, long Count, long Users, long Steps, double? MedianGapMs);

/// <summary>What follows what between functions.</summary>
/// <param name="Runs">How many runs were read.</param>
/// <param name="Sessions">Of how many sessions.</param>
/// <param name="Since">Time of the first of them; null without any.</param>
/// <param name="TotalPairs">How many pairs there are.</param>
/// <param name="Pairs">The most frequent first.</param>
sealed record Paths(long Runs, long Sessions, DateTime? Since, int TotalPairs, IReadOnlyList<PathPair> Pairs)
{
    /// <summary>Only so many runs of a range are read: the newest.</summary>
    public const int MostRuns = 100_000;

    /// <summary>Asks.</summary>
    /// <param name="reader">Asks.</param>
    /// <param name="scope">The scope; only runs of functions count.</param>
    /// <param name="subject">The node whose events alone count.</param>
    /// <param name="start">Id of the function that others follow; null for all.</param>
    /// <param name="first">Most pairs.</param>
    /// <param name="ct">Leaves.</param>
    public static async Task<Paths> AskAsync(
        UsageReader reader, UsageScope scope, UsageSubject? subject, int? start, int first, CancellationToken ct)
    {
        if (scope.Filter.Runs == false)
        {
            return new(0, 0, null, 0, []);
        }
        var scoped = new ScopedSql(scope.Range, scope.Filter with { Runs = true }, subject);
        var runs = scoped.Events("s.user_id, s.session_id, s.event_time, s.id, s.event_type_id");
        var from = start is { } function ? $"and function_id = {scoped.Parameters.Add(function, NpgsqlDbType.Integer)}" : "";
        // A step ends where the next run of the session is of another function, or where there is none.
        var sql =
            $"""
            -- Paths
            with runs as materialized (
              {runs}
              and s.session_id is not null
              order by s.event_time desc, s.user_id desc, s.id desc limit {scoped.Parameters.Add(MostRuns, NpgsqlDbType.Integer)}
            ), walked as (
              select r.user_id, t.function_id, r.event_time, lead(t.function_id) over w as next_id, lead(r.event_time) over w as next_time
              from runs r join event_types t on t.id = r.event_type_id
              window w as (partition by r.user_id, r.session_id order by r.event_time, r.id)
            ), pairs as (
              select function_id, next_id, count(*) as pairs, count(distinct nullif(user_id, 0)) as users,
                percentile_disc(0.5) within group (order by next_time - event_time) as gap
              from walked where next_id is distinct from function_id
              group by 1, 2
            ), ranked as (
              select *, sum(pairs) over (partition by function_id)::bigint as steps, count(*) over () as total
              from pairs where true {from}
              order by pairs desc, function_id, next_id limit {scoped.Parameters.Add(first, NpgsqlDbType.Integer)}
            )
            select s.runs, s.sessions, s.since, p.function_id, p.next_id, p.pairs, p.users, p.steps,
              (extract(epoch from p.gap) * 1000)::float8, p.total
            from (select count(*) as runs, count(distinct (user_id, session_id)) as sessions, min(event_time) as since from runs) s
            left join ranked p on true
            order by p.pairs desc, p.function_id, p.next_id
            """;
        var rows = await reader.RowsAsync(scoped, sql, row => (
            Runs: row.GetInt64(0), Sessions: row.GetInt64(1), Since: row.IsDBNull(2) ? (DateTime?)null : row.GetDateTime(2),
            Total: row.IsDBNull(9) ? 0 : (int)row.GetInt64(9),
            Pair: row.IsDBNull(3) ? null : new PathPair(
                row.GetInt32(3), row.IsDBNull(4) ? null : row.GetInt32(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7),
                row.IsDBNull(8) ? null : row.GetDouble(8))), ct);
        return new(rows[0].Runs, rows[0].Sessions, rows[0].Since, rows[0].Total, [.. rows.Select(row => row.Pair).OfType<PathPair>()]);
    }
}

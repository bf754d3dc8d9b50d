using System.Text.Json;

namespace UsageAnalysis.Benchmarks.Counting.Questions;

/// <summary>What the app's first tab asks, in its own documents: the last 30 days beside the 30 before.</summary>
static class Overview
{
    const string Trend = """
        query OverviewTrend($scope: UsageScopeInput!) {
          usage(scope: $scope) {
            scope { from to timeZone asOf }
            totals { users newUsers sessions events errors }
            previous { users newUsers sessions events errors }
            series {
              bucket
              buckets
              lines { users newUsers sessions events errors }
              previous { users newUsers sessions events errors }
            }
          }
        }
        """;

    const string Ranking = """
        query OverviewRanking($scope: UsageScopeInput!, $by: [UsageDimension!]!, $order: [UsageSortInput!]!, $first: Int!, $after: String) {
          usage(scope: $scope) {
            breakdown(by: $by, order: $order, first: $first, after: $after) {
              totalRows
              rows {
                key { package { name } user { login name } }
                measures { users events }
                previous { users events }
                share
              }
              pageInfo { hasNextPage endCursor }
            }
          }
        }
        """;

    static readonly string[] Measures = ["users", "newUsers", "sessions", "events", "errors"];

    // One row a day of both periods, and one for each of them. Whoever is first seen in a day or period is new in it.
    static readonly string TrendSql = $"""
        with visits as (
          select date_trunc('day', event_time) as day, event_time >= '{Ranges.Day(30)}' as recent, user_id, session_id,
            count(*) as events, count(*) filter (where is_error) as errors
          from events
          where {Ranges.Sql(60)}
          group by date_trunc('day', event_time), event_time >= '{Ranges.Day(30)}', user_id, session_id
        )
        select v.recent, v.day, count(distinct v.user_id) filter (where v.user_id <> 0),
          count(distinct v.user_id) filter (where date_trunc('day', u.first_event_at) = v.day),
          count(distinct v.session_id), sum(v.events), sum(v.errors)
        from visits v join users u on u.id = v.user_id
        group by v.recent, v.day
        union all
        select v.recent, null, count(distinct v.user_id) filter (where v.user_id <> 0),
          count(distinct v.user_id) filter (where
            v.recent and u.first_event_at >= '{Ranges.Day(30)}' and u.first_event_at < '{Ranges.Day(0)}'
            or not v.recent and u.first_event_at >= '{Ranges.Day(60)}' and u.first_event_at < '{Ranges.Day(30)}'),
          count(distinct v.session_id), sum(v.events), sum(v.errors)
        from visits v join users u on u.id = v.user_id
        group by v.recent
        """;

    static readonly string PackagesSql = $"""
        select p.name, x.users, x.events, x.users_before, x.events_before, count(*) over ()
        from (
          select package_id, count(*) filter (where user_id <> 0 and events > 0) as users, sum(events) as events,
            count(*) filter (where user_id <> 0 and events_before > 0) as users_before, sum(events_before) as events_before
          from (
            select t.package_id, e.user_id, count(*) filter (where event_time >= '{Ranges.Day(30)}') as events,
              count(*) filter (where event_time < '{Ranges.Day(30)}') as events_before
            from events e join event_types t on t.id = e.event_type_id
            where {Ranges.Sql(60)}
            group by t.package_id, e.user_id
          ) y
          group by package_id
        ) x
        join packages p on p.id = x.package_id
        where x.events > 0
        order by x.users desc, x.events desc, p.name
        limit 50
        """;

    static readonly string UsersSql = $"""
        select nullif(u.login, ''), least(x.user_id, 1), x.events, case when x.events_before > 0 then least(x.user_id, 1) else 0 end,
          x.events_before, count(*) over ()
        from (
          select user_id, count(*) filter (where event_time >= '{Ranges.Day(30)}') as events,
            count(*) filter (where event_time < '{Ranges.Day(30)}') as events_before
          from events
          where {Ranges.Sql(60)}
          group by user_id
        ) x
        join users u on u.id = x.user_id
        where x.events > 0
        order by x.events desc, u.login
        limit 50
        """;

    internal static Question Whole { get; } = new("Overview's whole document, 30 days",
        [
            new(Trend, new { scope = Scope }),
            Ranked("PACKAGE", new { users = "DESC" }, new { events = "DESC" }),
            Ranked("USER", new { events = "DESC" }),
        ],
        [TrendSql, PackagesSql, UsersSql],
        answers => [.. TrendRows(answers[0].At("usage")), .. RankedRows(1, answers[1]), .. RankedRows(2, answers[2])],
        results =>
        [
            .. Question.AsTheyAre([results[0]]),
            .. WithoutTies(1, results[1].Select(row => Row.Of(row)), results[1].Select(row => Row.Of(row[1..3]))),
            .. WithoutTies(2, results[2].Select(row => Row.Of(row)), results[2].Select(row => Row.Of(row[1..3]))),
        ]);

    static object Scope => new { range = Ranges.Last30Days, compare = "PREVIOUS_PERIOD" };

    static Ask Ranked(string by, params object[] order) => new(Ranking, new { scope = Scope, by = new[] { by }, order, first = 50 });

    static IEnumerable<Row> TrendRows(JsonElement usage)
    {
        yield return Row.Of([0, true, null, .. Measures.Select(m => (object)usage.Long("totals", m))]);
        yield return Row.Of([0, false, null, .. Measures.Select(m => (object)usage.Long("previous", m))]);
        var days = usage.Times("series", "buckets");
        foreach (var (recent, lines) in new[] { (true, "lines"), (false, "previous") })
        {
            var line = usage.List("series", lines).Single();
            var columns = Measures.Select(m => line.Longs(m)).ToList();
            for (var day = 0; day < days.Length; day++)
                yield return Row.Of([0, recent, recent ? days[day] : days[day].AddDays(-30), .. columns.Select(c => (object)c[day])]);
        }
    }

    static IEnumerable<Row> RankedRows(int statement, JsonElement data)
    {
        var rows = data.List("usage", "breakdown", "rows").ToList();
        var total = data.Long("usage", "breakdown", "totalRows");
        return WithoutTies(statement,
            rows.Select(row => Row.Of(row.Text("key", "package", "name") ?? row.Text("key", "user", "login"),
                row.Long("measures", "users"), row.Long("measures", "events"),
                row.Long("previous", "users"), row.Long("previous", "events"), total)),
            rows.Select(row => Row.Of(row.Long("measures", "users"), row.Long("measures", "events"))));
    }

    /// <summary>Who is last among equals is nobody's business: rows that rank as the last one are left out of the comparison.</summary>
    static IEnumerable<Row> WithoutTies(int statement, IEnumerable<Row> rows, IEnumerable<Row> ranks)
    {
        var ranked = rows.Zip(ranks).ToList();
        return ranked.Where(row => row.Second != ranked[^1].Second).Select(row => new Row($"{statement}|{row.First.Text}"));
    }
}

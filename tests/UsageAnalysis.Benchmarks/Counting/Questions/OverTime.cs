using System.Globalization;
using System.Text.Json;
using UsageAnalysis.Benchmarks.Counting.Data;

namespace UsageAnalysis.Benchmarks.Counting.Questions;

/// <summary>Questions about every day.</summary>
static class OverTime
{
    /// <summary>The scatter plots draw so many values; all others share one more.</summary>
    const int Drawn = 50;

    internal static Question UsersPerDay { get; } = new("unique users per day, 300 days",
        [new("""query ($range: TimeRangeInput!) { usage(scope: { range: $range }) { series(bucket: DAY) { buckets lines { users } } } }""",
            new { range = Ranges.Last(DataSet.Days) })],
        [$"""
        select day, count(*)
        from (select distinct date_trunc('day', event_time) as day, user_id from events where {Ranges.Sql(DataSet.Days)} and user_id <> 0) x
        group by day
        """],
        answers =>
        {
            var series = answers[0].At("usage", "series");
            return series.Times("buckets").Zip(series.List("lines").Single().Longs("users"), (day, users) => Row.Of(0, day, users));
        },
        Question.AsTheyAre);

    internal static Question Packages { get; } = Cells("packages x day with users, 30 days", "PACKAGE", "package { name }", [], $"""
        select p.name, x.day, sum(x.events), count(*) filter (where x.user_id <> 0)
        from (
          select t.package_id, date_trunc('day', e.event_time) as day, e.user_id, count(*) as events
          from events e join event_types t on t.id = e.event_type_id
          where {Ranges.Sql(30)}
          group by t.package_id, date_trunc('day', e.event_time), e.user_id
        ) x
        join packages p on p.id = x.package_id
        group by p.name, x.day
        """);

    internal static Question Functions { get; } = Cells("functions x day, 30 days, 3 groups", "FUNCTION",
        "function { name package { name } }", Groups.Asked, $"""
        select case when x.function_id is not null then p.name || ':' || f.name end, x.day, sum(x.events), count(*)
        from (
          select t.function_id, date_trunc('day', e.event_time) as day, e.user_id, count(*) as events
          from events e join event_types t on t.id = e.event_type_id
          where {Ranges.Sql(30)} and e.user_id in (
            select gu.user_id from group_users gu join groups g on g.id = gu.group_id
            where g.name in ('{string.Join("', '", Groups.Asked)}'))
          group by t.function_id, date_trunc('day', e.event_time), e.user_id
        ) x
        left join functions f on f.id = x.function_id
        left join packages p on p.id = f.package_id
        group by x.function_id, p.name, f.name, x.day
        """);

    static Question Cells(string name, string dimension, string key, string[] groups, string sql) => new(name,
        [new($$"""
            query ($groups: [ID!]) {
              usage(scope: { range: { preset: LAST_30_DAYS }, groups: $groups }) {
                cells(bucket: DAY, y: {{dimension}}, top: {{Drawn}}) { buckets y { key { {{key}} } other } bucketIndex yIndex events users }
              }
            }
            """, new { groups })],
        [sql],
        answers => Compared(Served(answers[0].At("usage", "cells"))),
        results => Compared(results[0].Select(row =>
            (row[0] as string, long.Parse(Row.Of(row[2]).Text, CultureInfo.InvariantCulture), Row.Of(row)))));

    static IEnumerable<(string? Value, long Events, Row Row)> Served(JsonElement cells)
    {
        var days = cells.Times("buckets");
        var values = cells.List("y").ToList();
        var (day, y, events, users) = (cells.Longs("bucketIndex"), cells.Longs("yIndex"), cells.Longs("events"), cells.Longs("users"));
        for (var i = 0; i < events.Length; i++)
        {
            var value = values[(int)y[i]];
            if (value.GetProperty("other").GetBoolean()) continue;
            var name = Name(value.At("key"));
            yield return (name, events[i], Row.Of(name, days[day[i]], events[i], users[i]));
        }
    }

    /// <summary>
    /// The values that are drawn; SQL tells all of them. Who is last among equals is nobody's business: those with as many events as the
    /// last one are left out.
    /// </summary>
    static IEnumerable<Row> Compared(IEnumerable<(string? Value, long Events, Row Row)> cells)
    {
        var drawn = cells.GroupBy(cell => cell.Value).Select(value => (Events: value.Sum(cell => cell.Events), Cells: value))
            .OrderByDescending(value => value.Events).Take(Drawn).ToList();
        return drawn.Where(value => value.Events > drawn[^1].Events).SelectMany(value => value.Cells, (_, cell) => cell.Row);
    }

    static string? Name(JsonElement key) => key.TryGetProperty("package", out var package)
        ? package.Text("name")
        : key.At("function") is { ValueKind: JsonValueKind.Object } function
            ? $"{function.Text("package", "name")}:{function.Text("name")}"
            : null;
}

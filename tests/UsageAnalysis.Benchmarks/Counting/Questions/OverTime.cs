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

    internal static Question Functions { get; } = Cells("functions x day, 30 days, 3 groups", "FUNCTION", "function { name package { name } }",
        Groups.Asked, $"""
        select case when x.function_id is not null then p.name || ':' || f.name end, x.day, sum(x.events), count(*)
        from (
          select t.function_id, date_trunc('day', e.event_time) as day, e.user_id, count(*) as events
          from events e join event_types t on t.id = e.event_type_id
          where {Ranges.Sql(30)} and e.user_id in (
            select gu.user_id from group_users gu join groups g on g.id = gu.group_id where g.name in ('{string.Join("', '", Groups.Asked)}'))
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
        answers => Served(answers[0].At("usage", "cells")),
        results => Selected(results[0]));

    static IEnumerable<Row> Served(JsonElement cells)
    {
        var days = cells.Times("buckets");
        var values = cells.List("y").ToList();
        var (day, y, events, users) = (cells.Longs("bucketIndex"), cells.Longs("yIndex"), cells.Longs("events"), cells.Longs("users"));
        for (var i = 0; i < events.Length; i++)
            if (!values[(int)y[i]].GetProperty("other").GetBoolean())
                yield return Row.Of(Name(values[(int)y[i]].At("key")), days[day[i]], events[i], users[i]);
    }

    static string? Name(JsonElement key) => key.TryGetProperty("package", out var package)
        ? package.Text("name")
        : key.At("function") is { ValueKind: JsonValueKind.Object } function
            ? $"{function.Text("package", "name")}:{function.Text("name")}"
            : null;

    /// <summary>SQL tells every value: what is drawn are those with most events.</summary>
    static IEnumerable<Row> Selected(List<object?[]> rows) => rows.GroupBy(row => row[0] as string)
        .OrderByDescending(value => value.Sum(row => Convert.ToInt64(row[2], System.Globalization.CultureInfo.InvariantCulture)))
        .ThenBy(value => value.Key, StringComparer.Ordinal).Take(Drawn)
        .SelectMany(value => value, (_, row) => Row.Of(row));
}

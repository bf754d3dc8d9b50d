using System.Text.Json;

namespace UsageAnalysis.Benchmarks.Counting.Questions;

/// <summary>Questions about all values of one dimension.</summary>
static class Rankings
{
    internal static Question UsersPerPackage { get; } = new("users per package, everything",
        [new("""
            query ($range: TimeRangeInput!) {
              usage(scope: { range: $range }) {
                breakdown(by: [PACKAGE], order: [{ users: DESC }], first: 1000) { rows { key { package { name } } measures { users } } }
              }
            }
            """, new { range = Ranges.AllTime })],
        ["""
        select p.name, count(*) filter (where x.user_id <> 0)
        from (
          select distinct t.package_id, x.user_id
          from (select distinct event_type_id, user_id from events) x join event_types t on t.id = x.event_type_id
        ) x
        join packages p on p.id = x.package_id
        group by p.name
        """],
        answers => Rows(answers[0]).Select(row => Row.Of(0, row.Text("key", "package", "name"), row.Long("measures", "users"))),
        Question.AsTheyAre);

    internal static Question Failures { get; } = new("error rate and p95 per function, 90 days",
        [new("""
            query ($range: TimeRangeInput!) {
              usage(scope: { range: $range }) {
                breakdown(by: [FUNCTION], first: 1000) {
                  rows { key { function { name package { name } } } measures { events errorRate duration { count p95 } } }
                }
              }
            }
            """, new { range = Ranges.Last(90) })],
        [$"""
        select case when x.function_id is not null then p.name || ':' || f.name end, x.events, x.errors, x.timed, x.p95
        from (
          select t.function_id, count(*) as events, count(*) filter (where e.is_error) as errors, count(e.duration_us) as timed,
            percentile_disc(0.95) within group (order by e.duration_us) as p95
          from events e join event_types t on t.id = e.event_type_id
          where {Ranges.Sql(90)}
          group by t.function_id
        ) x
        left join functions f on f.id = x.function_id
        left join packages p on p.id = f.package_id
        """],
        answers => Rows(answers[0]).Select(Failure),
        results => results[0].Select(row => Row.Of(row[..4]) with
        {
            About = row[4] is null or DBNull ? null : Convert.ToDouble(row[4], System.Globalization.CultureInfo.InvariantCulture) / 1000,
        }));

    internal static Question TopUsers { get; } = new("top 50 users, everything",
        [new("""
            query ($range: TimeRangeInput!) {
              usage(scope: { range: $range }) {
                breakdown(by: [USER], order: [{ events: DESC }, { key: ASC }], first: 50) {
                  rows { key { user { login } } measures { events errors } }
                }
              }
            }
            """, new { range = Ranges.AllTime })],
        ["""
        select nullif(u.login, ''), x.events, x.errors
        from (select user_id, count(*) as events, count(*) filter (where is_error) as errors from events group by user_id) x
        join users u on u.id = x.user_id
        order by x.events desc, u.login
        limit 50
        """],
        answers => Rows(answers[0]).Select(row => Row.Of(
            0, row.Text("key", "user", "login"), row.Long("measures", "events"), row.Long("measures", "errors"))),
        Question.AsTheyAre);

    static IEnumerable<JsonElement> Rows(JsonElement data) => data.List("usage", "breakdown", "rows");

    static Row Failure(JsonElement row)
    {
        var (function, measures) = (row.At("key", "function"), row.At("measures"));
        var name = function.ValueKind == JsonValueKind.Null ? null : $"{function.Text("package", "name")}:{function.Text("name")}";
        var events = measures.Long("events");
        var timed = measures.At("duration", "count");
        var p95 = measures.At("duration", "p95");
        return Row.Of(name, events, (long)Math.Round(measures.At("errorRate").GetDouble() * events),
            timed.ValueKind == JsonValueKind.Null ? 0 : timed.GetInt64()) with
        {
            About = p95.ValueKind == JsonValueKind.Null ? null : p95.GetDouble(),
        };
    }
}

using UsageAnalysis.Benchmarks.Counting.Data;

namespace UsageAnalysis.Benchmarks.Counting.Questions;

/// <summary>Questions about one thing.</summary>
static class Histories
{
    /// <summary>Neither one of the busiest nor one of the idlest.</summary>
    const string User = "user2500";

    /// <summary>Neither a popular package nor one that nobody uses.</summary>
    const string Package = "Images";

    internal static Question OfUser { get; } = new("one user's history",
        [new("""
            query ($login: String!, $range: TimeRangeInput!) {
              users(first: 1, where: { login: { eq: $login } }) {
                nodes {
                  usage(scope: { range: $range }) {
                    series(bucket: WEEK) { buckets lines { events errors } }
                    breakdown(by: [PACKAGE], first: 60) { rows { key { package { name } } measures { events } } }
                  }
                  events(first: 50) { nodes { senderId time package { name } eventType { source name } } }
                }
              }
            }
            """, new { login = User, range = Ranges.Last(DataSet.Days) })],
        [
            $"""
            select date_trunc('week', event_time), count(*), count(*) filter (where is_error)
            from events
            where user_id = (select id from users where login = '{User}') and {Ranges.Sql(DataSet.Days)}
            group by date_trunc('week', event_time)
            """,
            $"""
            select p.name, count(*)
            from events e join event_types t on t.id = e.event_type_id join packages p on p.id = t.package_id
            where e.user_id = (select id from users where login = '{User}') and {Ranges.Sql(DataSet.Days)}
            group by p.name
            """,
            $"""
            select e.id, e.event_time, p.name, t.source, t.name
            from events e join event_types t on t.id = e.event_type_id join packages p on p.id = t.package_id
            where e.user_id = (select id from users where login = '{User}')
            order by e.event_time desc, e.id desc
            limit 50
            """,
        ],
        answers =>
        {
            var user = answers[0].List("users", "nodes").Single();
            var series = user.At("usage", "series");
            var line = series.List("lines").Single();
            return
            [
                // SQL has no row for a week without events.
                .. series.Times("buckets").Zip(line.Longs("events"), line.Longs("errors")).Where(week => week.Second > 0)
                    .Select(week => Row.Of(0, week.First, week.Second, week.Third)),
                .. user.List("usage", "breakdown", "rows")
                    .Select(row => Row.Of(1, row.Text("key", "package", "name"), row.Long("measures", "events"))),
                .. user.List("events", "nodes").Select(row => Row.Of(2, row.Text("senderId"), row.At("time").Time(),
                    row.Text("package", "name"), row.Text("eventType", "source"), row.Text("eventType", "name"))),
            ];
        },
        Question.AsTheyAre);

    internal static Question OfPackage { get; } = new("newest 100 events of a package",
        [new("""
            query ($name: String!) {
              packages(first: 1, where: { name: { eq: $name } }) {
                nodes { events(first: 100) { nodes { senderId time user { login } eventType { source name } } } }
              }
            }
            """, new { name = Package })],
        [$"""
        select e.id, e.event_time, nullif(u.login, ''), t.source, t.name
        from events e join event_types t on t.id = e.event_type_id join users u on u.id = e.user_id
        where t.package_id = (select id from packages where name = '{Package}')
        order by e.event_time desc, e.user_id desc, e.id desc
        limit 100
        """],
        answers => answers[0].List("packages", "nodes").Single().List("events", "nodes").Select(row => Row.Of(0,
            row.Text("senderId"), row.At("time").Time(), row.Text("user", "login"), row.Text("eventType", "source"),
            row.Text("eventType", "name"))),
        Question.AsTheyAre);
}

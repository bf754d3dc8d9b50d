using System.Globalization;
using UsageAnalysis.Tests.Support;

namespace UsageAnalysis.Tests.Browser;

/// <summary>What the screen must show, counted by plain SQL over the events themselves.</summary>
static class Counting
{
    /// <summary>
    /// All that is said of an event: <c>e</c> the event, <c>t</c> its type, <c>p</c> its package, <c>f</c> its function, <c>u</c> its user.
    /// </summary>
    const string Events =
        """
        events e join event_types t on t.id = e.event_type_id join packages p on p.id = t.package_id
        left join functions f on f.id = t.function_id left join users u on u.id = e.user_id and e.user_id <> 0
        """;

    /// <summary>The distinct known users.</summary>
    public const string Users = "count(distinct u.id)";

    /// <summary>The events for which a condition holds, or something else of them.</summary>
    public static async Task<long> CountAsync(this UsageApp app, string where, string what = "count(*)")
    {
        await using var command = app.DataSource.CreateCommand($"select {what} from {Events} where {where}");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>The first value of something by the number of its events.</summary>
    public static Task<string> MostAsync(this UsageApp app, string what, string where) => app.FirstAsync(what, where, "count(*) desc, 1");

    /// <summary>The first value of something in an order.</summary>
    public static async Task<string> FirstAsync(this UsageApp app, string what, string where, string order)
    {
        await using var command = app.DataSource.CreateCommand(
            $"select {what} from {Events} where {where} group by 1 order by {order} limit 1");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Of days, both included, in UTC.</summary>
    public static string Between(string from, string to) =>
        $"e.event_time >= '{from}Z' and e.event_time < '{to}Z'::timestamptz + interval '1 day'";

    /// <summary>Of one month, in UTC.</summary>
    public static string In(string month) => $"to_char(e.event_time at time zone 'UTC', 'FMMonth YYYY') = '{month}'";

    /// <summary>Of the members of a group and of all groups within it.</summary>
    public static string Of(string group) =>
        $"e.user_id in (select m.user_id from group_users m join groups g on g.id = m.group_id where g.name = '{group}')";

    /// <summary>Of any of some names.</summary>
    public static string Any(string column, params IEnumerable<string> names) =>
        $"{column} in ({string.Join(", ", names.Select(name => $"'{name}'"))})";

    /// <summary>A number as the screen writes it: <c>12,480</c>.</summary>
    public static string Said(this long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number and what is counted: <c>1 event</c>, <c>12 events</c>.</summary>
    public static string Said(this long number, string noun) => $"{number.Said()} {noun}{(number == 1 ? "" : "s")}";
}

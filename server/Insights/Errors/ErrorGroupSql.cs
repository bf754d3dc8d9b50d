using NpgsqlTypes;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Insights.Errors;

/// <summary>
/// Groups of errors in SQL. Occurrences become one row for each user and session first, then users and sessions are counted as rows: to sort
/// the occurrences for distinct ones would cost more, and the groups of a user multiply few rows instead of many.
/// </summary>
/// <param name="scoped">The scope.</param>
/// <param name="asked">Which groups.</param>
sealed class ErrorGroupSql(ScopedSql scoped, ErrorGroupsAsked asked)
{
    static readonly string Sums = string.Join(", ", "sum(f.occurrences)::bigint as occurrences", "min(f.first_at) as first_at",
        "max(f.last_at) as last_at", "sum(f.handled)::bigint as handled", "sum(f.unhandled)::bigint as unhandled");

    // Everything but the groups of users, which are joined to users, not to occurrences.
    readonly (ErrorDimension Dimension, string Name)[] own =
        [.. asked.By.Select((dimension, i) => (dimension, Name(i))).Where(key => key.dimension != ErrorDimension.Group)];

    /// <summary>
    /// The statement: the key, then occurrences, users, sessions, first and last time, handled, unhandled, and how many groups there are.
    /// </summary>
    public string Statement()
    {
        var occurrences = new OccurrenceSql(scoped, [.. own.Select(key => key.Dimension)]);
        var keys = asked.By.Select((_, i) => Name(i)).ToArray();
        string[] ofSeen = [.. own.Select(key => "f." + key.Name)];
        string[] ofGroups = [.. asked.By.Select((dimension, i) => dimension == ErrorDimension.Group ? $"g.group_id as {Name(i)}" : $"f.{Name(i)}")];
        var groups = asked.By.Contains(ErrorDimension.Group) ? OccurrenceSql.JoinOf(ErrorDimension.Group) : "";
        var same = asked.By.Select((dimension, i) => FormattableString.Invariant(
            $"coalesce(v.k{i}, {None(dimension)}) = coalesce(p.k{i}, {None(dimension)})"));
        return
            $"""
            -- Errors: by {string.Join(", ", asked.By)}
            with seen as materialized (
              select {List([.. own.Select(key => $"{OccurrenceSql.KeyOf(key.Dimension)} as {key.Name}"), "f.user_id", "f.session_id"])},
                count(*) as occurrences, min(f.event_time) as first_at, max(f.event_time) as last_at,
                count(*) filter (where f.error_handled) as handled, count(*) filter (where not f.error_handled) as unhandled
              from {occurrences.From}{occurrences.Joins}
              {(asked.Marked ? "" : $"where {OccurrenceSql.AnError}")}
              group by {Positions(own.Length + 2)}
            ),
            people as (
              select {List([.. ofGroups, "count(nullif(f.user_id, 0)) as users", Sums])}
              from (select {List([.. ofSeen, "f.user_id", Sums])} from seen f group by {Positions(own.Length + 1)}) f{groups}
              group by {Positions(keys.Length)}
            ),
            visits as (
              select {List([.. keys, "count(*) as sessions"])}
              from (select distinct {List([.. ofGroups, "f.session_id"])} from seen f{groups} where f.session_id is not null) f
              group by {Positions(keys.Length)}
            )
            select {List([.. keys.Select(key => "p." + key), "p.occurrences", "p.users", "coalesce(v.sessions, 0) as sessions"])},
              p.first_at, p.last_at, p.handled, p.unhandled, count(*) over ()
            from people p left join visits v on {string.Join(" and ", same)}
            order by {List([.. asked.Order.Select(Step), .. keys.Select(key => "p." + key)])}{Page}
            """;
    }

    string Page => asked.First is { } first
        ? $"\nlimit {Number(first)} offset {Number(asked.Offset)}"
        : "";

    string Number(int value) => scoped.Parameters.Add((long)value, NpgsqlDbType.Bigint);

    static string List(string[] columns) => string.Join(", ", columns);

    static string Positions(int count) => string.Join(", ", Enumerable.Range(1, count));

    static string Name(int dimension) => FormattableString.Invariant($"k{dimension}");

    static string None(ErrorDimension dimension) => KeySql.None(OccurrenceSql.IsText(dimension));

    static string Step((ErrorColumn Column, bool Descending) step) => step.Column switch
    {
        ErrorColumn.Occurrences => "p.occurrences",
        ErrorColumn.Users => "p.users",
        ErrorColumn.Sessions => "sessions",
        ErrorColumn.FirstSeenAt => "p.first_at",
        ErrorColumn.LastSeenAt => "p.last_at",
        ErrorColumn.Unhandled => "p.unhandled",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "Not a column."),
    } + (step.Descending ? " desc" : "");
}

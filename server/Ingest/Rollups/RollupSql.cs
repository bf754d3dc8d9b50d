namespace UsageAnalysis.Ingest.Rollups;

/// <summary>
/// The statements about one rollup; $1 and $2 are the ends of a range of its section. A row that tells of events before the floor too
/// cannot be counted anew: of such a row only the last time is known, and that nothing was counted less often than it is still there.
/// </summary>
static class RollupSql
{
    const string Floor = "(select events_since from retention)";

    /// <summary>
    /// The rows that differ, as columns found (how many there are), key, stored and recounted, the last two null where there is no such
    /// row; $3 of them at most, but one where there are any.
    /// </summary>
    public static string Differences(RollupTable table) =>
        $"""
        -- Rollups: {table.Name} against the events
        select count(*) over () as found,
          concat_ws(', ', {string.Join(", ", table.Key.Select(key => $"'{key} ' || coalesce(s.{key}, r.{key})"))}) as key,
          {Shown(table, "s")} as stored, {Shown(table, "r")} as recounted
        {Compared(table)}
        order by {string.Join(", ", table.Key.Select(key => $"coalesce(s.{key}, r.{key})"))}
        limit greatest($3::int, 1)
        """;

    /// <summary>
    /// Makes the rows that differ what they should be; those whose events are partly gone stay. Answers how many it changed.
    /// </summary>
    public static string Repair(RollupTable table) => table.IsRegistry
        ? $"""
        -- Rollups: {table.Name} from the events
        with different as materialized ({Different(table)}),
        mended as (
          update {table.Name} t set {string.Join(", ", table.Values.Select(value => $"{value.Column} = d.{value.Column}"))}
          from different d where {Same(table, "t", "d")}
          returning 1
        )
        select count(*) from mended
        """
        : $"""
        -- Rollups: {table.Name} from the events
        with different as materialized ({Different(table)}),
        invented as (
          delete from {table.Name} t using different d
          where not d.is_counted and {Same(table, "t", "d")}
          returning 1
        ),
        mended as (
          insert into {table.Name} ({Columns(table)})
          select {Columns(table)} from different where is_counted order by {string.Join(", ", table.Key)}
          on conflict ({string.Join(", ", table.Key)}) do update
            set {string.Join(", ", table.Values.Select(value => $"{value.Column} = excluded.{value.Column}"))}
          returning 1
        )
        select (select count(*) from invented) + (select count(*) from mended)
        """;

    static string Same(RollupTable table, string one, string other) =>
        string.Join(" and ", table.Key.Select(key => $"{one}.{key} = {other}.{key}"));

    static string Columns(RollupTable table) => string.Join(", ", table.Key.Concat(table.Values.Select(value => value.Column)));

    static string Different(RollupTable table) =>
        $"""
        select {string.Join(", ", table.Key.Select(key => $"coalesce(s.{key}, r.{key}) as {key}"))},
          {string.Join(", ", table.Values.Select(value => $"r.{value.Column}"))}, r.{table.Key[0]} is not null as is_counted
        {Compared(table)}{(table.Ends is { } ends ? $" and (s.{ends.First} is null or s.{ends.First} >= {Floor})" : "")}
        """;

    static string Compared(RollupTable table) =>
        $"""
        from (select * from {table.Name} where {table.Section} >= $1 and {table.Section} < $2{Seen(table)}) s
        full join (
        {table.Recount}) r on {Same(table, "r", "s")}
        where ({Differs(table)})
        """;

    static string Seen(RollupTable table) => table.IsRegistry ? $" and {table.Ends!.Value.First} is not null" : "";

    static string Differs(RollupTable table)
    {
        var all = string.Join(" or ", table.Values.Select(value => $"s.{value.Column} is distinct from r.{value.Column}"));
        if (table.Ends is not { } ends)
        {
            return $"s.{table.Key[0]} is null or r.{table.Key[0]} is null or {all}";
        }
        var counts = table.Values.Select(value => value.Column).Where(column => column != ends.First && column != ends.Last);
        return
            $"""
            case
              when s.{table.Key[0]} is null or s.{ends.First} >= {Floor} then {all}
              when r.{table.Key[0]} is null then s.{ends.Last} >= {Floor}
              else s.{ends.Last} <> r.{ends.Last}{string.Concat(counts.Select(column => $" or s.{column} < r.{column}"))}
            end
            """;
    }

    // Only what differs; null where there is no row.
    static string Shown(RollupTable table, string row)
    {
        var values = table.Values.Select(value =>
            $"case when s.{value.Column} is distinct from r.{value.Column} "
            + $"then '{value.Column} ' || {value.Shown($"{row}.{value.Column}")} end");
        return $"case when {row}.{table.Key[0]} is not null then concat_ws(', ', {string.Join(", ", values)}) end";
    }
}

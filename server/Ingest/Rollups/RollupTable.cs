using System.Reflection;

namespace UsageAnalysis.Ingest.Rollups;

/// <summary>
/// A table that is kept beside the raw events, and the statement that counts it anew from them: what verifying and rebuilding share. Of a
/// range of its <paramref name="Section"/>, so that no statement needs to look at all events at once.
/// </summary>
/// <param name="Name">Of the table, and of the statement beside this file.</param>
/// <param name="Section">The column that a range is of; the statement takes its ends as $1 and $2.</param>
/// <param name="Key">The primary key.</param>
/// <param name="Values">What is counted.</param>
sealed record RollupTable(string Name, string Section, string[] Key, params RollupValue[] Values)
{
    static readonly RollupValue[] Counts = ["events", "errors", "timed", "duration_us", "max_duration_us"];

    static readonly RollupValue Durations = new("durations", value =>
        $"coalesce('histogram ' || left(md5(trim_scale({value})::text), 8), 'null')");

    static readonly RollupValue Users = new("users", value => $"bit_count({value}) || ' (set ' || left(md5({value}::text), 8) || ')'");

    /// <summary>Those whose rows tell of a week at most: a range of the buckets is counted from the events of the same range.</summary>
    public static IReadOnlyList<RollupTable> OfWeeks { get; } =
    [
        new("usage_quarter_hours", "bucket", ["bucket", "event_type_id", "user_id", "session_id"], Counts),
        new("usage_user_days", "bucket", ["user_id", "bucket", "event_type_id"], Counts),
        new("usage_session_days", "bucket", ["bucket", "session_id", "user_id"], Counts),
        new("usage_user_weeks", "bucket", ["bucket", "user_id"], Counts),
        new("usage_package_days", "bucket", ["bucket", "package_id", "user_block"], [.. Counts, Users]),
        new("usage_day_totals", "bucket", ["bucket", "user_block"], [.. Counts, Users]),
        new("usage_quarter_hour_totals", "bucket", ["bucket", "user_block"], [.. Counts, Users]),
        new("usage_path_days", "bucket", ["bucket", "event_type_id", "path", "user_id"], "events", "first_event_at", "last_event_at"),
        new("usage_type_days", "bucket", ["bucket", "event_type_id", "user_shard"], [.. Counts, Durations]),
        new("usage_type_weeks", "bucket", ["bucket", "event_type_id", "user_shard"], [.. Counts, Durations]),
    ];

    /// <summary>Those whose rows tell of four weeks.</summary>
    public static IReadOnlyList<RollupTable> OfFourWeeks { get; } = [new("usage_user_four_weeks", "bucket", ["bucket", "user_id"], Counts)];

    /// <summary>Those of all time: a range of users is counted from all of their events.</summary>
    public static IReadOnlyList<RollupTable> OfAllTime { get; } =
    [
        new("user_activity", "user_id", ["event_type_id", "user_id"], "events", "errors", "first_event_at", "last_event_at")
        {
            Ends = ("first_event_at", "last_event_at"),
        },
        new("sessions", "user_id", ["user_id", "id"], "events", "errors", "started_at", "last_event_at")
        {
            Ends = ("started_at", "last_event_at"),
        },
        new("users", "id", ["id"], "first_event_at", "last_event_at") { Ends = ("first_event_at", "last_event_at"), IsRegistry = true },
    ];

    /// <summary>Columns with the first and the last time that a row tells of; null where its bucket does.</summary>
    public (string First, string Last)? Ends { get; init; }

    /// <summary>Whether rows are there without events too, and are never made or taken away for them.</summary>
    public bool IsRegistry { get; init; }

    /// <summary>The statement that counts the rows of a range anew.</summary>
    public string Recount => Read(Name);

    /// <summary>A statement of this folder.</summary>
    public static string Read(string name)
    {
        using var reader = new StreamReader(
            Assembly.GetExecutingAssembly().GetManifestResourceStream($"UsageAnalysis.Ingest.Rollups.{name}.sql")!);
        return reader.ReadToEnd();
    }
}

/// <summary>A counted column of a rollup.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Shown">How a value of it is shown to people, in SQL.</param>
sealed record RollupValue(string Column, Func<string, string> Shown)
{
    public static implicit operator RollupValue(string column) => new(column, value => $"coalesce({value}::text, 'null')");
}

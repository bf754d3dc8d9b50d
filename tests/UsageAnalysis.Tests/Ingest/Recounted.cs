namespace UsageAnalysis.Tests.Ingest;

/// <summary>
/// What the raw events say of everything that is kept beside them, counted anew in other words than the product's: the calendar instead of
/// bins, logarithms of exact numbers, users one by one instead of sets.
/// </summary>
/// <param name="Name">Of the table, and what of it.</param>
/// <param name="Stored">The rows that are kept.</param>
/// <param name="Raw">The rows that should be.</param>
public sealed record Recounted(string Name, string Stored, string Raw)
{
    const string Counts = """
        count(*)::int, (count(*) filter (where is_error))::int, count(duration_us)::int, coalesce(sum(duration_us), 0)::bigint,
        max(duration_us)
        """;

    const string StoredCounts = "events, errors, timed, duration_us, max_duration_us";

    const string QuarterHour = "to_timestamp(floor(extract(epoch from event_time) / 900) * 900)";

    const string Day = "date_trunc('day', event_time, 'UTC')";

    const string Week = "date_trunc('week', event_time, 'UTC')";

    // Weeks come in fours, from the first Monday of 2000.
    const string FourWeeks =
        "'2000-01-03Z'::timestamptz + floor(extract(epoch from event_time - '2000-01-03Z'::timestamptz) / 2419200) * interval '672 hours'";

    const string Session = "coalesce(session_id, '00000000-0000-0000-0000-000000000000')";

    /// <summary>Every table that is kept.</summary>
    public static IReadOnlyList<Recounted> Everything { get; } =
    [
        Rollup("usage_quarter_hours", ["bucket", "event_type_id", "user_id", "session_id"],
            [QuarterHour, "event_type_id", "user_id", Session]),
        Rollup("usage_user_days", ["user_id", "bucket", "event_type_id"], ["user_id", Day, "event_type_id"]),
        Rollup("usage_session_days", ["bucket", "session_id", "user_id"], [Day, Session, "user_id"]),
        Rollup("usage_user_weeks", ["bucket", "user_id"], [Week, "user_id"]),
        Rollup("usage_user_four_weeks", ["bucket", "user_id"], [FourWeeks, "user_id"]),
        Rollup("usage_package_days", ["bucket", "package_id", "user_block"], [Day, "package_id", "user_id / 4096"]),
        Rollup("usage_day_totals", ["bucket", "user_block"], [Day, "user_id / 4096"]),
        Rollup("usage_quarter_hour_totals", ["bucket", "user_block"], [QuarterHour, "user_id / 4096"]),
        Rollup("usage_type_days", ["bucket", "event_type_id", "user_shard"], [Day, "event_type_id", "user_id / 65536"]),
        Rollup("usage_type_weeks", ["bucket", "event_type_id", "user_shard"], [Week, "event_type_id", "user_id / 65536"]),
        new("usage_path_days",
            "select bucket, event_type_id, path, user_id, events, first_event_at, last_event_at from usage_path_days",
            $"""
            select {Day}, event_type_id, array_to_string(regexp_split_to_array(description, '\d+'), '#'), user_id, count(*)::int, min(event_time),
              max(event_time)
            from events join event_types t on t.id = event_type_id
            where t.source = 'usage' and t.name in ('menu click', 'dialog show', 'command')
              and length(convert_to(description, 'UTF8')) < 501
            group by 1, 2, 3, 4
            """),
        Histograms("usage_type_days", Day),
        Histograms("usage_type_weeks", Week),
        new("usage_package_days users",
            """
            select bucket, package_id, user_block * 4096 + place from usage_package_days, generate_series(0, 4095) as place
            where get_bit(users, place) = 1
            """,
            $"""
            select {Day}, package_id, user_id from events join event_types t on t.id = event_type_id where user_id <> 0 group by 1, 2, 3
            """),
        Users("usage_day_totals", Day),
        Users("usage_quarter_hour_totals", QuarterHour),
        new("user_activity",
            "select event_type_id, user_id, events, errors, first_event_at, last_event_at from user_activity",
            """
            select event_type_id, user_id, count(*), count(*) filter (where is_error), min(event_time), max(event_time)
            from events group by 1, 2
            """),
        new("sessions",
            "select user_id, id, started_at, last_event_at, events, errors from sessions",
            """
            select user_id, session_id, min(event_time), max(event_time), count(*)::int, count(*) filter (where is_error)::int
            from events where session_id is not null group by 1, 2
            """),
        new("users",
            "select id, first_event_at, last_event_at from users where first_event_at is not null",
            "select user_id, min(event_time), max(event_time) from events where user_id <> 0 group by 1"),
    ];

    static Recounted Rollup(string table, string[] key, string[] rawKey) => new(
        table,
        $"select {string.Join(", ", key)}, {StoredCounts} from {table}",
        $"""
        select {string.Join(", ", rawKey)}, {Counts} from events join event_types t on t.id = event_type_id
        group by {string.Join(", ", Enumerable.Range(1, key.Length))}
        """);

    static Recounted Users(string table, string bucket) => new(
        $"{table} users",
        $"""
        select bucket, user_block * 4096 + place from {table}, generate_series(0, 4095) as place where get_bit(users, place) = 1
        """,
        $"select {bucket}, user_id from events where user_id <> 0 group by 1, 2");

    // Each bucket of a histogram has a group of 12 digits of its own.
    static Recounted Histograms(string table, string bucket) => new(
        $"{table} durations",
        $"select bucket, event_type_id, user_shard, trim_scale(durations) from {table} where durations is not null",
        $"""
        select bucket, event_type_id, user_shard, trim_scale(sum(found * ('1e' || 12 * (place - 300))::numeric))
        from (
          select {bucket} as bucket, event_type_id, user_id / 65536 as user_shard,
            case when duration_us > 1 then ceil(log(1.04, duration_us))::int else 0 end as place, count(*) as found
          from events where duration_us is not null group by 1, 2, 3, 4
        ) counted
        group by 1, 2, 3
        """);
}

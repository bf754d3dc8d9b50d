using UsageAnalysis.Ingest;
using UsageAnalysis.Tests.Support;

namespace UsageAnalysis.Tests.Ingest;

/// <summary>An empty, migrated database for each test, and what must hold of it whatever was logged.</summary>
public abstract class IngestTest : MigratedDatabaseTest
{
    /// <summary>The one whole number that a statement answers.</summary>
    protected async Task<long> NumberAsync(string sql) => Convert.ToInt64(await ScalarAsync(sql), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Every row of every table, as text: equal before and after means that nothing changed at all.</summary>
    protected async Task<Dictionary<string, string>> ContentsAsync()
    {
        var contents = new Dictionary<string, string>();
        foreach (var table in (string[])(await ScalarAsync(
            "select array_agg(relname::text order by relname) from pg_class where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace"))!)
        {
            contents[table] = (string)(await ScalarAsync(
                $"select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' order by t::text)), '') from \"{table}\" t"))!;
        }
        return contents;
    }

    /// <summary>Rows that differ between the rollups and what the raw events say; none is right.</summary>
    protected async Task<IReadOnlyList<string>> DifferencesAsync()
    {
        var differences = new List<string>();
        foreach (var (name, recomputed) in Recomputed)
        {
            var columns = recomputed.Stored;
            await using var command = DataSource.CreateCommand(
                $"(select '{name} lacks', t::text from ({recomputed.Raw} except ({columns})) t) union all (select '{name} invents', t::text from ({columns} except ({recomputed.Raw})) t)");
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                differences.Add($"{reader.GetString(0)} {reader.GetString(1)}");
            }
        }
        return differences;
    }

    static readonly Dictionary<string, (string Stored, string Raw)> Recomputed = new()
    {
        ["usage_quarter_hours"] = (
            "select bucket, event_type_id, user_id, session_id, events, errors, timed, duration_us, max_duration_us from usage_quarter_hours",
            """
            select to_timestamp(floor(extract(epoch from event_time) / 900) * 900), event_type_id, user_id,
              coalesce(session_id, '00000000-0000-0000-0000-000000000000'), count(*)::int, count(*) filter (where is_error)::int,
              count(duration_us)::int, coalesce(sum(duration_us), 0)::bigint, max(duration_us)
            from events group by 1, 2, 3, 4
            """),
        ["user_activity"] = (
            "select event_type_id, user_id, events, errors, first_event_at, last_event_at from user_activity",
            """
            select event_type_id, user_id, count(*), count(*) filter (where is_error), min(event_time), max(event_time)
            from events group by 1, 2
            """),
        ["sessions"] = (
            "select user_id, id, started_at, last_event_at, events, errors from sessions",
            """
            select user_id, session_id, min(event_time), max(event_time), count(*)::int, count(*) filter (where is_error)::int
            from events where session_id is not null group by 1, 2
            """),
        ["users"] = (
            "select id, first_event_at, last_event_at from users where first_event_at is not null",
            "select user_id, min(event_time), max(event_time) from events where user_id <> 0 group by 1"),
    };

    protected EventWriter NewWriter(IngestOptions? options = null) => new(DataSource, options);
}

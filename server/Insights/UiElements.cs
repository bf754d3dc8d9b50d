using Npgsql;
using UsageAnalysis.Analytics;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Insights;

/// <summary>
/// Menu items, dialogs and commands by path on the screen, in which a number is told as #, see <c>Migrations/0013_usage_path_days.sql</c>.
/// </summary>
/// <param name="reader">Asks.</param>
/// <param name="scope">The scope.</param>
/// <param name="subject">The node whose events alone count; null for everything.</param>
sealed class UiElements(UsageReader reader, UsageScope scope, UsageSubject? subject)
{
    readonly record struct Path(int EventNameId, string Text);

    readonly record struct Seen(Path Path, long Events, long Users, DateTime First, DateTime Last);

    /// <summary>All that were ever seen, in no order.</summary>
    public async Task<IReadOnlyList<InventoryItem>> ListAsync(CancellationToken ct)
    {
        var ever = await EverAsync(ct);
        // Then what is known of all time answers for the range too.
        var isAllTime = new ScopedSql(scope.Range, scope.Filter, subject).IsOfUsersAndKinds
            && ever.Values.All(all => all.First >= scope.Range.From && all.Last < scope.Range.To);
        var now = isAllTime ? ever : await WithinAsync(scope.Range, ct);
        var before = await WithinAsync(scope.ComparisonRange, ct);
        return [.. ever.Values.Select(all =>
        {
            var (current, previous) = (now.GetValueOrDefault(all.Path), before.GetValueOrDefault(all.Path));
            var counts = new InventoryCounts(
                current.Events, current.Users, previous.Events, previous.Users, all.Events, all.First, all.Last);
            return new InventoryItem(
                all.Path.EventNameId, all.Path.Text, null, counts, InventoryItem.StatusOf(counts, onlyByAuthor: false));
        })];
    }

    Task<Dictionary<Path, Seen>> EverAsync(CancellationToken ct)
    {
        var sql = new ScopedSql(scope.Range, scope.Filter, subject) { Span = TimeRange.All };
        return SeenAsync(sql, sql.PathDays(Columns, TimeRange.All), ct);
    }

    // Whole days were counted, the ends of the range are looked at event by event.
    Task<Dictionary<Path, Seen>> WithinAsync(TimeRange range, CancellationToken ct)
    {
        var sql = new ScopedSql(range, scope.Filter, subject);
        if (!sql.IsOfUsersAndKinds || UsageTable.UsageUserDays.Whole(range) is not { } days)
        {
            return SeenAsync(sql, Events(sql, range), ct);
        }
        TimeRange[] ends = [new(range.From, days.From), new(days.To, range.To)];
        var rows = ends.Where(end => end.From < end.To).Select(end => Events(sql, end)).Prepend(sql.PathDays(Columns, days));
        return SeenAsync(sql, string.Join("\nunion all\n", rows), ct);
    }

    const string Columns = "s.event_type_id, s.path, s.user_id, s.events, s.first_event_at, s.last_event_at";

    static string Events(ScopedSql sql, TimeRange range) =>
        $"""
        select e.event_type_id, ui_path(t.source, t.name, e.description), e.user_id, 1, e.event_time, e.event_time
        from ({sql.Events("s.event_type_id, s.description, s.user_id, s.event_time", range)}) e
        join event_types t on t.id = e.event_type_id
        where t.source = 'usage' and ui_path(t.source, t.name, e.description) is not null
        """;

    async Task<Dictionary<Path, Seen>> SeenAsync(ScopedSql sql, string rows, CancellationToken ct)
    {
        // A path has few users and many days: their list is shorter to sort than a table of paths and users is to fill.
        var seen = await reader.RowsAsync(sql,
            $"""
            select event_name_id, path, events::bigint, (select count(distinct someone) from unnest(users) someone), first_at, last_at
            from (
              select t.event_name_id, r.path, sum(r.events) as events, array_agg(r.user_id) filter (where r.user_id <> 0) as users,
                min(r.first_at) as first_at, max(r.last_at) as last_at
              from (
            {rows}
              ) r (event_type_id, path, user_id, events, first_at, last_at)
              join event_types t on t.id = r.event_type_id
              group by 1, 2
            ) of_paths
            """,
            Read, ct);
        return seen.ToDictionary(one => one.Path);
    }

    static Seen Read(NpgsqlDataReader row) => new(
        new Path(row.GetInt32(0), row.GetString(1)), row.GetInt64(2), row.GetInt64(3), row.GetDateTime(4), row.GetDateTime(5));
}

using Npgsql;
using UsageAnalysis.Analytics;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Insights;

/// <summary>Menu items, dialogs and commands, as far as single events tell.</summary>
/// <param name="reader">Asks.</param>
/// <param name="scope">The scope.</param>
/// <param name="subject">The node whose events alone count; null for everything.</param>
sealed class UiElements(UsageReader reader, UsageScope scope, UsageSubject? subject)
{
    static readonly string[] Names = ["menu click", "dialog show", "command"];

    readonly record struct Path(int EventNameId, string Description);

    readonly record struct Seen(Path Path, long Events, long Users, DateTime First, DateTime Last);

    /// <summary>All that were ever seen, in no order.</summary>
    public async Task<IReadOnlyList<InventoryItem>> ListAsync(CancellationToken ct)
    {
        var types = await TypesAsync(ct);
        if (types is [])
        {
            return [];
        }
        var since = await reader.EventsSinceAsync(ct) ?? TimeRange.Earliest;
        var range = scope.Range;
        var now = await SeenAsync(types, range, ct);
        var previous = await SeenAsync(types, scope.ComparisonRange, ct);
        // Apart, because what lies in the past stays as it is: it is counted once, and then remembered.
        var before = await SeenAsync(types, new TimeRange(since, range.From), ct);
        var after = await SeenAsync(types, new TimeRange(since > range.To ? since : range.To, TimeRange.Latest), ct);
        return [.. new[] { now, before, after }.SelectMany(rows => rows.Values).GroupBy(seen => seen.Path).Select(all =>
        {
            var (current, earlier) = (now.GetValueOrDefault(all.Key), previous.GetValueOrDefault(all.Key));
            var counts = new InventoryCounts(
                current.Events, current.Users, earlier.Events, earlier.Users,
                all.Sum(seen => seen.Events), all.Min(seen => seen.First), all.Max(seen => seen.Last));
            return new InventoryItem(
                all.Key.EventNameId, all.Key.Description, null, counts, InventoryItem.StatusOf(counts, onlyByAuthor: false));
        })];
    }

    Task<IReadOnlyList<int>> TypesAsync(CancellationToken ct)
    {
        var sql = new ScopedSql(scope.Range, scope.Filter, subject) { Span = TimeRange.All };
        var among = scope.Filter.EventTypes is { } chosen ? $" and id = any({sql.Parameters.Add(chosen)})" : "";
        return reader.RowsAsync(sql,
            $"select id from event_names where source = 'usage' and name = any({sql.Parameters.Add(Names)}){among}",
            row => row.GetInt32(0), ct);
    }

    async Task<Dictionary<Path, Seen>> SeenAsync(IReadOnlyList<int> types, TimeRange range, CancellationToken ct)
    {
        if (range.From >= range.To)
        {
            return [];
        }
        var sql = new ScopedSql(range, scope.Filter with { EventTypes = types }, subject);
        var rows = await reader.RowsAsync(sql,
            $"""
            select t.event_name_id, e.description, count(*), count(distinct nullif(e.user_id, 0)), min(e.event_time), max(e.event_time)
            from ({sql.Events("s.event_type_id, s.description, s.user_id, s.event_time")}) e
            join event_types t on t.id = e.event_type_id
            where e.description is not null
            group by 1, 2
            """,
            Read, ct);
        return rows.ToDictionary(seen => seen.Path);
    }

    static Seen Read(NpgsqlDataReader row) => new(
        new Path(row.GetInt32(0), row.GetString(1)), row.GetInt64(2), row.GetInt64(3), row.GetDateTime(4), row.GetDateTime(5));
}

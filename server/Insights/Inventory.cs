using Npgsql;
using UsageAnalysis.Analytics;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Insights;

/// <summary>
/// Takes stock of everything of a kind that is known, used or not. Packages, categories, functions, tags, sources and event types of the
/// scope decide what is listed; all its conditions decide what is counted.
/// </summary>
/// <param name="reader">Asks.</param>
/// <param name="scope">The scope.</param>
/// <param name="subject">The node whose events alone count; null for everything.</param>
sealed class Inventory(UsageReader reader, UsageScope scope, UsageSubject? subject)
{
    /// <summary>Everything of a kind, in no order.</summary>
    public async Task<IReadOnlyList<InventoryItem>> OfAsync(InventoryOf of, CancellationToken ct) => of == InventoryOf.UiElement
        ? await new UiElements(reader, scope, subject).ListAsync(ct)
        : await ListAsync(of, ct);

    sealed record Known(int Id, string Name, int? Author, long TotalEvents, long TotalUsers, DateTime? FirstUsedAt, DateTime? LastUsedAt);

    async Task<IReadOnlyList<InventoryItem>> ListAsync(InventoryOf of, CancellationToken ct)
    {
        var known = await KnownAsync(of, ct);
        var now = IsAllTime(known)
            ? known.ToDictionary(thing => thing.Id, thing => new MeasureValues { Events = thing.TotalEvents, Users = thing.TotalUsers })
            : await CountAsync(of, scope.Range, ct);
        var before = await CountAsync(of, scope.ComparisonRange, ct);
        var byAuthor = await OnlyByAuthorAsync(of, known, now, ct);
        return [.. known.Select(thing =>
        {
            var (current, previous) = (now.GetValueOrDefault(thing.Id), before.GetValueOrDefault(thing.Id));
            var counts = new InventoryCounts(
                current.Events, current.Users, previous.Events, previous.Users, thing.TotalEvents, thing.FirstUsedAt, thing.LastUsedAt);
            return new InventoryItem(
                thing.Id, thing.Name, thing.Author, counts, InventoryItem.StatusOf(counts, byAuthor.Contains(thing.Id)));
        })];
    }

    // Then what is known of all time answers for the range too, and is much less to read.
    bool IsAllTime(IReadOnlyList<Known> known) =>
        new ScopedSql(scope.Range, scope.Filter, subject).IsOfUsersAndKinds
        && known.All(thing => !(thing.FirstUsedAt < scope.Range.From) && !(thing.LastUsedAt >= scope.Range.To));

    Task<IReadOnlyList<Known>> KnownAsync(InventoryOf of, CancellationToken ct)
    {
        var sql = new ScopedSql(scope.Range, scope.Filter, subject) { Span = TimeRange.All };
        var (key, rows) = of switch
        {
            InventoryOf.Package => ("t.package_id", Packages(sql)),
            InventoryOf.Function => ("t.function_id", Functions(sql)),
            _ => ("t.event_name_id", EventTypes(sql)),
        };
        return reader.RowsAsync(sql,
            $"""
            with used as (
              select {key} as id, sum(a.events)::bigint as events, array_agg(a.user_id) filter (where a.user_id <> 0) as users,
                min(a.first_event_at) as first_at, max(a.last_event_at) as last_at
              from ({sql.Activity("s.event_type_id, s.user_id, s.events, s.first_event_at, s.last_event_at")}) a
              join event_types t on t.id = a.event_type_id
              group by 1
            ), ever as (
              select id, events, (select count(distinct someone) from unnest(users) someone) as users, first_at, last_at from used
            )
            select k.id, k.name, k.author_id, coalesce(e.events, 0), coalesce(e.users, 0), e.first_at, e.last_at
            from ({rows}) k left join ever e on e.id = k.id
            """,
            Read, ct);
    }

    static Known Read(NpgsqlDataReader row) => new(
        row.GetInt32(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetInt32(2), row.GetInt64(3), row.GetInt64(4),
        row.IsDBNull(5) ? null : row.GetDateTime(5), row.IsDBNull(6) ? null : row.GetDateTime(6));

    string Packages(ScopedSql sql) =>
        $"""
        select p.id, p.name, p.author_id from packages p
        where {Among("p.id", scope.Filter.Packages, sql)} and {Among("p.category", scope.Filter.Categories, sql)}
        """;

    string Functions(ScopedSql sql) =>
        $"""
        select f.id, p.name || ':' || f.name as name, coalesce(f.author_id, p.author_id) as author_id
        from functions f join packages p on p.id = f.package_id
        where {Among("p.id", scope.Filter.Packages, sql)} and {Among("p.category", scope.Filter.Categories, sql)}
          and {Among("f.id", scope.Filter.Functions, sql)}{(scope.Filter.Tags is { } tags ? $" and f.tags && {sql.Parameters.Add(tags)}" : "")}
        """;

    string EventTypes(ScopedSql sql) =>
        $"""
        select n.id, n.name, null::int as author_id from event_names n
        where {Among("n.source", scope.Filter.Sources, sql)} and {Among("n.id", scope.Filter.EventTypes, sql)}
        """;

    static string Among(string column, IReadOnlyList<int>? ids, ScopedSql sql) =>
        ids is null ? "true" : $"{column} = any({sql.Parameters.Add(ids)})";

    static string Among(string column, IReadOnlyList<string>? texts, ScopedSql sql) =>
        texts is null ? "true" : $"{column} = any({sql.Parameters.Add(texts)})";

    async Task<Dictionary<int, MeasureValues>> CountAsync(InventoryOf of, TimeRange range, CancellationToken ct)
    {
        var rows = await AskAsync(range, scope.Filter, MeasureSet.Events | MeasureSet.Users, [DimensionOf(of)], ct);
        return rows.Where(row => row.Key[0].Id is not null).ToDictionary(row => (int)row.Key[0].Id!.Value, row => row.Values);
    }

    // Only what one user alone used can be its author's alone, so that few rows of single users are read.
    async Task<HashSet<int>> OnlyByAuthorAsync(
        InventoryOf of, IReadOnlyList<Known> known, Dictionary<int, MeasureValues> now, CancellationToken ct)
    {
        var authors = known.Where(thing => thing.Author is not null && now.GetValueOrDefault(thing.Id).Users == 1)
            .ToDictionary(thing => thing.Id, thing => thing.Author);
        if (authors.Count == 0)
        {
            return [];
        }
        int[] ids = [.. authors.Keys.Order()];
        var filter = of == InventoryOf.Package ? scope.Filter with { Packages = ids } : scope.Filter with { Functions = ids };
        var rows = await AskAsync(scope.Range, filter, MeasureSet.Events, [DimensionOf(of), UsageDimension.User], ct);
        return [.. rows.GroupBy(row => (int)row.Key[0].Id!.Value)
            .Where(users => users.All(row => row.Key[1].Id == authors[users.Key])).Select(users => users.Key)];
    }

    static UsageDimension DimensionOf(InventoryOf of) => of switch
    {
        InventoryOf.Package => UsageDimension.Package,
        InventoryOf.Function => UsageDimension.Function,
        _ => UsageDimension.EventType,
    };

    async Task<IReadOnlyList<UsageRow>> AskAsync(
        TimeRange range, ScopeFilter filter, MeasureSet measures, IReadOnlyList<UsageDimension> by, CancellationToken ct)
    {
        var query = new UsageQuery(range, filter, measures) { By = by, Subjects = subject is { } one ? [one] : null };
        return (await reader.AskAsync(query, ct))[0].Rows;
    }
}

using Npgsql;

namespace UsageAnalysis.Benchmarks.Counting;

/// <summary>A table with what belongs to it.</summary>
/// <param name="Name">Of the table; its partitions are it.</param>
/// <param name="Rows">Exact.</param>
/// <param name="TableBytes">Without indexes.</param>
/// <param name="TotalBytes">With indexes.</param>
sealed record Relation(string Name, long Rows, long TableBytes, long TotalBytes);

/// <summary>What the database takes on disk.</summary>
static class Storage
{
    static readonly string[] Raw = ["events", "event_entities"];

    /// <summary>Things of their own, which grow but count nothing again, or do not grow with the events.</summary>
    static readonly string[] Things =
    [
        "sessions", "users", "groups", "group_members", "group_relations", "group_users", "packages", "package_versions", "functions",
        "entities", "errors", "event_names", "event_types", "event_parameters", "schema_migrations", "demo_data",
    ];

    const string Sql = """
        select coalesce(p.inhparent, c.oid)::regclass::text as name,
          sum(pg_table_size(c.oid))::bigint, sum(pg_total_relation_size(c.oid))::bigint
        from pg_class c
        left join pg_inherits p on p.inhrelid = c.oid
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
        group by 1
        order by 3 desc, 1
        """;

    /// <summary>All tables, the largest first.</summary>
    internal static async Task<List<Relation>> ReadAsync(string connectionString, CancellationToken ct)
    {
        await using var dataSource = NpgsqlDataSource.Create(connectionString);
        var relations = new List<Relation>();
        await using (var command = dataSource.CreateCommand(Sql))
        await using (var reader = await command.ExecuteReaderAsync(ct))
            while (await reader.ReadAsync(ct))
                relations.Add(new Relation(reader.GetString(0), 0, reader.GetInt64(1), reader.GetInt64(2)));
        for (var i = 0; i < relations.Count; i++)
        {
            await using var count = dataSource.CreateCommand($"select count(*) from {relations[i].Name}");
            relations[i] = relations[i] with { Rows = (long)(await count.ExecuteScalarAsync(ct))! };
        }
        return relations;
    }

    internal static string Table(IReadOnlyList<Relation> relations)
    {
        var table = new Text("table", "kind", "rows", "MB", "MB with indexes");
        foreach (var relation in relations)
            table.Add(relation.Name, KindOf(relation), Text.Count(relation.Rows), Text.Megabytes(relation.TableBytes),
                Text.Megabytes(relation.TotalBytes));
        foreach (var kind in relations.GroupBy(KindOf))
            table.Add($"all {kind.Key}", kind.Key, Text.Count(kind.Sum(r => r.Rows)), Text.Megabytes(kind.Sum(r => r.TableBytes)),
                Text.Megabytes(kind.Sum(r => r.TotalBytes)));
        return table.ToString();
    }

    internal static Bound Bound(IReadOnlyList<Relation> relations)
    {
        var (raw, rollups) = (Bytes("raw"), Bytes("rollup"));
        return new Bound("rollups with their indexes are no larger than the raw events with theirs",
            $"{Text.Megabytes(rollups)} MB of rollups, {Text.Megabytes(raw)} MB of raw events", rollups <= raw);
        long Bytes(string kind) => relations.Where(r => KindOf(r) == kind).Sum(r => r.TotalBytes);
    }

    // A table that nobody names here counts what the raw events hold already.
    static string KindOf(Relation relation) =>
        Raw.Contains(relation.Name) ? "raw" : Things.Contains(relation.Name) ? "thing" : "rollup";
}

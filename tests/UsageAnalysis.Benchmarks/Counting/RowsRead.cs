using Npgsql;
using UsageAnalysis.Benchmarks.Counting.Contenders;
using UsageAnalysis.Benchmarks.Counting.Questions;
using UsageAnalysis.Data;

namespace UsageAnalysis.Benchmarks.Counting;

/// <summary>
/// How many rows and index entries PostgreSQL reads for a question, by its own statistics. A connection reports its share at the latest
/// when it ends, so these questions are asked on connections that end at once, while no other server is on the database.
/// </summary>
sealed class RowsRead : IAsyncDisposable
{
    // An entry whose row is fetched too counts once.
    const string Sql = """
        select coalesce(sum(t.seq_tup_read + greatest(t.idx_tup_fetch, i.entries)), 0)::bigint
        from pg_stat_user_tables t
        left join (select relid, sum(idx_tup_read) as entries from pg_stat_user_indexes group by 1) i using (relid)
        """;

    const string Open = "select count(*) from pg_stat_activity where datname = current_database() and application_name = any ($1)";

    const string Name = "usage-analysis rows read";

    readonly NpgsqlDataSource watching;
    readonly UsageServerChild server;
    readonly string shortLived;

    RowsRead(NpgsqlDataSource watching, UsageServerChild server, string shortLived) =>
        (this.watching, this.server, this.shortLived) = (watching, server, shortLived);

    internal static async Task<RowsRead> StartAsync(string connectionString)
    {
        var shortLived = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = Name, ConnectionIdleLifetime = 1, ConnectionPruningInterval = 1,
        }.ConnectionString;
        return new RowsRead(NpgsqlDataSource.Create(connectionString), await UsageServerChild.StartAsync(shortLived), shortLived);
    }

    internal async Task<long> ByServerAsync(Question question, CancellationToken ct)
    {
        // What it reads only once, the names of things and what a young server asks itself, is no part of the question.
        await server.AskAsync(question, ct);
        await EndedAsync(ct);
        var least = long.MaxValue;
        for (var round = 0; round < 2; round++)
        {
            var before = await ReadAsync(ct);
            await server.AskAsync(question, ct);
            await EndedAsync(ct);
            least = Math.Min(least, await ReadAsync(ct) - before);
        }
        return least;
    }

    internal async Task<long> ByPlainSqlAsync(Question question, CancellationToken ct)
    {
        var before = await ReadAsync(ct);
        var unpooled = new NpgsqlConnectionStringBuilder(shortLived) { Pooling = false }.ConnectionString;
        var connection = new NpgsqlConnection(unpooled);
        await connection.OpenAsync(ct);
        await using (var runner = new SqlRunner(connection)) await runner.RunAsync(question.Sql, ct);
        await EndedAsync(ct);
        return await ReadAsync(ct) - before;
    }

    async Task EndedAsync(CancellationToken ct)
    {
        for (var open = 1L; open > 0;)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
            await using var command = watching.CreateCommand(Open);
            command.Parameters.Add(new() { Value = new[] { Name, ReadingDataSource.ApplicationName } });
            open = (long)(await command.ExecuteScalarAsync(ct))!;
        }
    }

    async Task<long> ReadAsync(CancellationToken ct)
    {
        await using var command = watching.CreateCommand(Sql);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await watching.DisposeAsync();
    }
}

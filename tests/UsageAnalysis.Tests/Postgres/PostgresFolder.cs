using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using UsageAnalysis.Postgres;
using UsageAnalysis.Tests.Support;

namespace UsageAnalysis.Tests.Postgres;

/// <summary>A temporary data directory, and what the tests of this room do with it. Stops what a test leaves running in it.</summary>
sealed class PostgresFolder : IAsyncDisposable
{
    readonly TestDirectory temporary = TestDirectory.Create();

    public PostgresFolder() => Data = DataDirectory.Open(temporary.In("data"));

    public DataDirectory Data { get; }

    public string In(string name) => temporary.In(name);

    public Task<EmbeddedPostgres> StartAsync(IReadOnlyList<string>? places = null) => EmbeddedPostgres.StartAsync(
        new EmbeddedPostgresOptions { DataDirectory = Data.Path, Durable = false },
        places ?? PostgresBinaries.Places,
        NullLogger.Instance,
        CancellationToken.None);

    public async Task<string> FailureAsync(IReadOnlyList<string>? places = null) =>
        (await Xunit.Assert.ThrowsAsync<EmbeddedPostgresException>(() => StartAsync(places))).Message;

    /// <summary>The cluster without an owner: what remains of a server whose process was killed.</summary>
    public async Task<PostgresCluster> OrphanAsync()
    {
        var account = PostgresAccount.Choose(Data);
        var binaries = await PostgresBinaries.Find(PostgresBinaries.Places).ReachableAsync(Data, account, CancellationToken.None);
        return new PostgresCluster(Data, binaries, account, Durable: false);
    }

    public static async Task<T> QueryAsync<T>(string connectionString, string sql)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;
        await using var connection = new NpgsqlConnection(unpooled);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        if (PostmasterFile.Read(Data)?.Serves(Data) == true)
            await (await OrphanAsync()).StopAsync(CancellationToken.None);
        temporary.Dispose();
    }
}

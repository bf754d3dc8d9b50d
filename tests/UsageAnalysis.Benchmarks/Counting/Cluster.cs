using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using UsageAnalysis.Postgres;

namespace UsageAnalysis.Benchmarks.Counting;

/// <summary>
/// The PostgreSQL that is measured: the product's own with its settings, or another one, and a folder for files beside it.
/// </summary>
sealed class Cluster : IAsyncDisposable
{
    readonly EmbeddedPostgres? embedded;
    readonly string connectionString;
    readonly bool kept;

    Cluster(EmbeddedPostgres? embedded, string connectionString, string folder, bool kept)
    {
        (this.embedded, this.connectionString, Folder, this.kept) = (embedded, connectionString, folder, kept);
        Directory.CreateDirectory(folder);
    }

    /// <summary>For files that are as large as the data.</summary>
    internal string Folder { get; }

    /// <param name="data">Folder to keep the data in; null for one that is deleted in the end.</param>
    /// <param name="connection">Of a server that runs already; null for the embedded one.</param>
    /// <param name="ct">Gives up.</param>
    internal static async Task<Cluster> OpenAsync(string? data, string? connection, CancellationToken ct)
    {
        var folder = Path.GetFullPath(data ?? Path.Combine(Path.GetTempPath(), $"usage-analysis-counting-{Environment.ProcessId}"));
        if (connection is not null) return new Cluster(null, connection, folder, data is not null);
        var postgres = await EmbeddedPostgres.StartAsync(new() { DataDirectory = folder }, NullLogger.Instance, ct);
        return new Cluster(postgres, postgres.ConnectionString, Path.Combine(folder, "duckdb"), data is not null);
    }

    /// <summary>Makes a database where there is none of that name.</summary>
    /// <returns>Its connection string.</returns>
    internal Task<string> DatabaseAsync(string name, CancellationToken ct) => Loading.CreateDatabaseAsync(connectionString, name, ct);

    /// <summary>Deletes a database and everything in it.</summary>
    internal async Task DropAsync(string name, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        // "with (force)" would also end a worker of autovacuum, which only a superuser may; without it, PostgreSQL asks such a worker to go.
        await using var end = new NpgsqlCommand(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and backend_type = 'client backend'", connection)
        {
            Parameters = { new() { Value = name } },
        };
        await end.ExecuteNonQueryAsync(ct);
        await using var drop = new NpgsqlCommand($"drop database if exists \"{name}\"", connection);
        await drop.ExecuteNonQueryAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (embedded is not null) await embedded.DisposeAsync();
        if (!kept) Directory.Delete(embedded?.DataPath ?? Folder, recursive: true);
    }
}

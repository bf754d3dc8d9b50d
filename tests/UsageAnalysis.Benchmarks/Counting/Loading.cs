using System.Threading.Channels;
using Npgsql;
using UsageAnalysis.Benchmarks.Counting.Data;
using UsageAnalysis.Data;
using UsageAnalysis.Ingest;

namespace UsageAnalysis.Benchmarks.Counting;

/// <summary>Brings layers of the data set into databases, through the server's own writer.</summary>
static class Loading
{
    const int BatchSize = 10_000;

    /// <summary>Makes a database on the server of another one, where there is none of that name.</summary>
    /// <returns>Its connection string.</returns>
    internal static async Task<string> CreateDatabaseAsync(string connectionString, string name, CancellationToken ct)
    {
        await using var server = NpgsqlDataSource.Create(connectionString);
        await using var exists = server.CreateCommand("select exists (select from pg_database where datname = $1)");
        exists.Parameters.Add(new() { Value = name });
        if (!(bool)(await exists.ExecuteScalarAsync(ct))!)
        {
            await using var create = server.CreateCommand($"create database \"{name}\"");
            await create.ExecuteNonQueryAsync(ct);
        }
        return new NpgsqlConnectionStringBuilder(connectionString) { Database = name }.ConnectionString;
    }

    /// <summary>Migrates a database and tells it what the platform knows.</summary>
    internal static async Task PrepareAsync(string connectionString, DataSet data, CancellationToken ct)
    {
        await using var dataSource = NpgsqlDataSource.Create(connectionString);
        await Migrator.MigrateAsync(dataSource, ct);
        await CatalogWriter.SaveAsync(dataSource, data.Catalog, ct);
    }

    /// <summary>Stores one layer. What a run that was broken off has stored already is not stored twice.</summary>
    internal static async Task LoadAsync(
        string connectionString, DataSet data, int layer, Action<int> progress, CancellationToken ct)
    {
        // A crash would only mean to load again.
        var quick = new NpgsqlConnectionStringBuilder(connectionString) { Options = "-c synchronous_commit=off" }.ConnectionString;
        await using var dataSource = NpgsqlDataSource.Create(quick);
        await using var writer = new EventWriter(dataSource);
        var batches = Channel.CreateBounded<LoggedEvent[]>(2);
        var making = Task.Run(() => MakeAsync(data.Events(layer), batches.Writer, ct), ct);
        var done = 0;
        await foreach (var batch in batches.Reader.ReadAllAsync(ct))
        {
            if ((await writer.WriteAsync(batch, ct)).FirstOrDefault(o => o.Status == RecordStatus.Rejected) is { Reason: { } reason })
                throw new InvalidOperationException($"An event of the data set was rejected: {reason}");
            progress(done += batch.Length);
        }
        await making;
    }

    static async Task MakeAsync(IEnumerable<LoggedEvent> events, ChannelWriter<LoggedEvent[]> batches, CancellationToken ct)
    {
        try
        {
            foreach (var batch in events.Chunk(BatchSize)) await batches.WriteAsync(batch, ct);
            batches.Complete();
        }
        catch (Exception error)
        {
            batches.Complete(error);
        }
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using UsageAnalysis.Postgres;

namespace UsageAnalysis.Tests.Support;

/// <summary>
/// The PostgreSQL of a test run: an embedded one, started when the first test asks and stopped by <see cref="TestRun"/>; or the one that
/// the environment variable <c>USAGE_TEST_POSTGRES</c> names by a connection string whose role may create databases.
/// </summary>
public static class TestPostgres
{
    const string External = "USAGE_TEST_POSTGRES";
    static readonly Lazy<Task<string>> Server = new(StartAsync);
    static readonly ConcurrentDictionary<MethodInfo, Lazy<Task<string>>> Templates = [];
    static EmbeddedPostgres? postgres;
    static TestDirectory? directory;

    /// <summary>The connection string of the server's maintenance database.</summary>
    public static Task<string> ServerAsync() => Server.Value;

    /// <summary>
    /// A database of one's own. The delegate fills a template, given its connection string; it runs once a run, every further call
    /// clones.
    /// </summary>
    /// <returns>The connection string of the clone; hand it to <see cref="DropDatabaseAsync"/> at the end.</returns>
    public static async Task<string> CreateDatabaseAsync(Func<string, Task> migrateTemplate)
    {
        var template = await Templates.GetOrAdd(migrateTemplate.Method, _ => new(() => CreateTemplateAsync(migrateTemplate))).Value;
        return await CreateAsync($"template \"{new NpgsqlConnectionStringBuilder(template).Database}\"");
    }

    /// <summary>An empty database.</summary>
    public static Task<string> CreateEmptyDatabaseAsync() => CreateAsync("");

    public static async Task DropDatabaseAsync(string connectionString)
    {
        await using (var pooled = new NpgsqlConnection(connectionString))
            NpgsqlConnection.ClearPool(pooled);
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        for (var attempt = 1; !await IsDroppedAsync(name!, last: attempt == MostAttempts); attempt++)
        {
        }
    }

    // A server that still runs may come back between the two statements.
    const int MostAttempts = 5;

    static async Task<bool> IsDroppedAsync(string name, bool last)
    {
        // "with (force)" would also end a worker of autovacuum, which only a superuser may; without it, PostgreSQL asks such a worker to go.
        await ExecuteAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}' and backend_type = 'client backend'");
        try
        {
            await ExecuteAsync($"drop database if exists \"{name}\"");
            return true;
        }
        catch (PostgresException inUse) when (inUse.SqlState == PostgresErrorCodes.ObjectInUse && !last)
        {
            return false;
        }
    }

    /// <summary>Unpooled, because a database with connections cannot be cloned.</summary>
    static async Task<string> CreateTemplateAsync(Func<string, Task> migrate)
    {
        var template = new NpgsqlConnectionStringBuilder(await CreateAsync("")) { Pooling = false }.ConnectionString;
        await migrate(template);
        return template;
    }

    static async Task<string> CreateAsync(string source)
    {
        var name = $"usage_test_{Guid.NewGuid():N}";
        await ExecuteAsync($"create database \"{name}\" {source}");
        return new NpgsqlConnectionStringBuilder(await ServerAsync()) { Database = name }.ConnectionString;
    }

    static async Task ExecuteAsync(string sql)
    {
        var server = new NpgsqlConnectionStringBuilder(await ServerAsync()) { Pooling = false }.ConnectionString;
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    static async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(External) is { Length: > 0 } external)
            return external;
        await SweepAsync();
        directory = TestDirectory.Create();
        postgres = await StartAsync(directory.Path);
        return postgres.ConnectionString;
    }

    /// <summary>Called once, when the last test has ended.</summary>
    internal static async Task StopAsync()
    {
        if (postgres is null)
        {
            foreach (var template in Templates.Values)
                await DropDatabaseAsync(await template.Value);
            return;
        }
        await postgres.DisposeAsync();
        directory?.Dispose();
    }

    /// <summary>A run that was killed leaves its server running and its folder behind; the next run ends both.</summary>
    static async Task SweepAsync()
    {
        foreach (var left in Directory.GetDirectories(Path.GetTempPath(), $"{TestDirectory.Prefix}*"))
        {
            var owner = Path.Combine(left, "server.pid");
            if (!File.Exists(owner) || !int.TryParse(File.ReadAllText(owner), CultureInfo.InvariantCulture, out var process)
                || new PostmasterFile(process, Port: 0, Ready: false).Exists())
                continue;
            try
            {
                await (await StartAsync(left)).DisposeAsync();
                Directory.Delete(left, recursive: true);
            }
            catch (EmbeddedPostgresException)
            {
                // Another user's, or another run is ending it at this moment: theirs.
            }
        }
    }

    static Task<EmbeddedPostgres> StartAsync(string directory) => EmbeddedPostgres.StartAsync(
        new EmbeddedPostgresOptions { DataDirectory = directory, Durable = false }, NullLogger.Instance, CancellationToken.None);
}

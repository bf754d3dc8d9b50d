using Npgsql;
using UsageAnalysis.Data;
using Xunit;

namespace UsageAnalysis.Tests.Support;

/// <summary>An empty, migrated database for each test.</summary>
public abstract class MigratedDatabaseTest : IAsyncLifetime
{
    protected string ConnectionString { get; private set; } = "";

    protected NpgsqlDataSource DataSource { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        ConnectionString = await TestPostgres.CreateDatabaseAsync(MigrateAsync);
        DataSource = NpgsqlDataSource.Create(ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await DataSource.DisposeAsync();
        await TestPostgres.DropDatabaseAsync(ConnectionString);
    }

    /// <summary>Brings a template database to the current schema; the same method for all, so that they share the template.</summary>
    public static async Task MigrateAsync(string connectionString)
    {
        await using var dataSource = NpgsqlDataSource.Create(connectionString);
        await Migrator.MigrateAsync(dataSource, CancellationToken.None);
    }

    protected async Task<object?> ScalarAsync(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>The number of rows of a table, or of what stands in a from clause.</summary>
    protected async Task<long> CountAsync(string from) => (long)(await ScalarAsync($"select count(*) from {from}"))!;

    protected async Task ExecuteAsync(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

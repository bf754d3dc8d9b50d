using Npgsql;
using UsageAnalysis.Data;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Data;

/// <summary>An empty, migrated database for each test.</summary>
public abstract class MigratedDatabaseTest : IAsyncLifetime
{
    string connectionString = "";

    protected NpgsqlDataSource DataSource { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        connectionString = await TestPostgres.CreateDatabaseAsync(MigrateAsync);
        DataSource = NpgsqlDataSource.Create(connectionString);
    }

    public async Task DisposeAsync()
    {
        await DataSource.DisposeAsync();
        await TestPostgres.DropDatabaseAsync(connectionString);
    }

    protected async Task<object?> ScalarAsync(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    protected async Task<long> CountAsync(string what) => (long)(await ScalarAsync($"select count(*) from {what}"))!;

    static async Task MigrateAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await Migrator.MigrateAsync(source, CancellationToken.None);
    }
}

using Npgsql;
using UsageAnalysis.Data;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Data;

public sealed class ReadingDataSourceTests : IAsyncLifetime
{
    string connectionString = "";

    public async Task InitializeAsync() => connectionString = await TestPostgres.CreateEmptyDatabaseAsync();

    public Task DisposeAsync() => TestPostgres.DropDatabaseAsync(connectionString);

    [Fact]
    public async Task Its_connections_cannot_write()
    {
        await using var reading = new ReadingDataSource(connectionString);
        await using var command = reading.DataSource.CreateCommand("create table notes (text text)");
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, refusal.SqlState);
    }

    [Fact]
    public async Task A_statement_that_runs_too_long_is_stopped()
    {
        await using var reading = new ReadingDataSource(connectionString, TimeSpan.FromMilliseconds(50));
        await using var command = reading.DataSource.CreateCommand("select pg_sleep(3600)");
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
        Assert.Equal(PostgresErrorCodes.QueryCanceled, refusal.SqlState);
    }

    [Fact]
    public async Task What_one_user_of_a_connection_sets_does_not_reach_the_next()
    {
        var one = new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 1 }.ConnectionString;
        await using var reading = new ReadingDataSource(one, TimeSpan.FromSeconds(7));
        await using (var command = reading.DataSource.CreateCommand("set statement_timeout = 0; set default_transaction_read_only = off"))
            await command.ExecuteNonQueryAsync();
        Assert.Equal("7s on", await SettingsAsync(reading, "statement_timeout", "default_transaction_read_only"));
    }

    [Fact]
    public async Task Options_of_the_connection_string_stay()
    {
        var own = new NpgsqlConnectionStringBuilder(connectionString) { Options = "-c work_mem=5MB" }.ConnectionString;
        await using var reading = new ReadingDataSource(own);
        Assert.Equal("5MB 20s usage-analysis reading", await SettingsAsync(reading, "work_mem", "statement_timeout", "application_name"));
    }

    static async Task<object?> SettingsAsync(ReadingDataSource reading, params string[] names)
    {
        await using var command = reading.DataSource.CreateCommand("select string_agg(current_setting(name), ' ') from unnest($1) as name");
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = names });
        return await command.ExecuteScalarAsync();
    }
}

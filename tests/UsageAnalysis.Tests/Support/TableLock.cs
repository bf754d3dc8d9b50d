using Npgsql;

namespace UsageAnalysis.Tests.Support;

/// <summary>A table that nobody can read or write until this is disposed.</summary>
sealed class TableLock : IAsyncDisposable
{
    readonly NpgsqlConnection connection;

    TableLock(NpgsqlConnection connection) => this.connection = connection;

    public static async Task<TableLock> TakeAsync(NpgsqlDataSource dataSource, string table)
    {
        var connection = await dataSource.OpenConnectionAsync();
        await using var command = new NpgsqlCommand($"begin; lock table {table} in access exclusive mode", connection);
        await command.ExecuteNonQueryAsync();
        return new TableLock(connection);
    }

    public async ValueTask DisposeAsync()
    {
        await using (var command = new NpgsqlCommand("rollback", connection))
            await command.ExecuteNonQueryAsync();
        await connection.DisposeAsync();
    }
}

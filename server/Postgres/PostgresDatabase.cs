using Npgsql;

namespace UsageAnalysis.Postgres;

/// <summary>The role and the database that the analytics server uses; it never works as superuser.</summary>
static class PostgresDatabase
{
    public const string Name = "usage";
    const string DatabaseExists = $"select exists (select from pg_database where datname = '{Name}')";

    /// <summary>
    /// Makes the role <c>usage</c>, which may create databases, and its database <c>usage</c> when they do not exist yet.
    /// </summary>
    /// <returns>The connection string for that role and database.</returns>
    public static async Task<string> PrepareAsync(int port, string password, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(port, password, cancellation);
        if (!await ExistsAsync(connection, $"select exists (select from pg_roles where rolname = '{Name}')", cancellation))
            await ExecuteAsync(connection, $"create role {Name} login createdb password '{password}'", cancellation);
        if (!await ExistsAsync(connection, DatabaseExists, cancellation))
            await ExecuteAsync(connection, $"create database {Name} owner {Name}", cancellation);
        return ConnectionString(port, Name, password, Name, pooling: true);
    }

    /// <summary>The same connection string; null while the database, which is made last, does not exist. Changes nothing.</summary>
    public static async Task<string?> FindAsync(int port, string password, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(port, password, cancellation);
        return await ExistsAsync(connection, DatabaseExists, cancellation)
            ? ConnectionString(port, Name, password, Name, pooling: true)
            : null;
    }

    static async Task<NpgsqlConnection> OpenAsync(int port, string password, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(ConnectionString(port, PostgresCluster.Superuser, password, "postgres", pooling: false));
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    static async Task<bool> ExistsAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Encryption is not asked for: nothing leaves the loopback address.</summary>
    static string ConnectionString(int port, string user, string password, string database, bool pooling) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = user,
            Password = password,
            Database = database,
            Pooling = pooling,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;
}

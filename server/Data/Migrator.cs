using System.Reflection;
using Npgsql;

namespace UsageAnalysis.Data;

/// <summary>
/// Brings a database to the schema of this program: the embedded, numbered <c>Migrations/*.sql</c>, in order, one transaction each,
/// under an advisory lock, so that several servers may start on one database at once.
/// </summary>
public static class Migrator
{
    // An arbitrary key that only this program uses.
    const long AdvisoryLock = 0x5573_6167_6541_6e61;

    /// <summary>Applies what is missing.</summary>
    /// <returns>The names of the migrations that were applied; empty when the database was current.</returns>
    /// <exception cref="DatabaseNewerException">The database was migrated by a newer program.</exception>
    public static async Task<IReadOnlyList<string>> MigrateAsync(NpgsqlDataSource dataSource, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await ExecuteAsync(connection, $"select pg_advisory_lock({AdvisoryLock})", ct);
        try
        {
            return await MigrateUnderLockAsync(connection, ct);
        }
        finally
        {
            await ExecuteAsync(connection, $"select pg_advisory_unlock({AdvisoryLock})", CancellationToken.None);
        }
    }

    static async Task<IReadOnlyList<string>> MigrateUnderLockAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await ExecuteAsync(connection,
            "create table if not exists schema_migrations (version int primary key, name text not null, applied_at timestamptz not null default now())",
            ct);
        var current = await CurrentVersionAsync(connection, ct);
        var known = Migration.All();
        if (current > known[^1].Version)
        {
            throw new DatabaseNewerException(current, known[^1].Version);
        }

        var applied = new List<string>();
        foreach (var migration in known.Where(m => m.Version > current))
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await ExecuteAsync(connection, migration.Sql, ct);
            await using var record = new NpgsqlCommand("insert into schema_migrations (version, name) values ($1, $2)", connection)
            {
                Parameters = { new() { Value = migration.Version }, new() { Value = migration.Name } },
            };
            await record.ExecuteNonQueryAsync(ct);
            await transaction.CommitAsync(ct);
            applied.Add(migration.Name);
        }
        return applied;
    }

    static async Task<int> CurrentVersionAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select coalesce(max(version), 0) from schema_migrations", connection);
        return (int)(await command.ExecuteScalarAsync(ct))!;
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    sealed record Migration(int Version, string Name, string Sql)
    {
        const string Folder = ".Data.Migrations.";

        /// <summary>In order of their numbers.</summary>
        public static IReadOnlyList<Migration> All()
        {
            var assembly = Assembly.GetExecutingAssembly();
            return [.. assembly.GetManifestResourceNames()
                .Where(name => name.Contains(Folder, StringComparison.Ordinal))
                .Select(resource => Read(assembly, resource))
                .OrderBy(migration => migration.Version)];
        }

        static Migration Read(Assembly assembly, string resource)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var start = resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length;
            var name = resource[start..^".sql".Length];
            return new Migration(int.Parse(name[..4], System.Globalization.CultureInfo.InvariantCulture), name, reader.ReadToEnd());
        }
    }
}

/// <summary>The database has migrations that this program does not know.</summary>
public sealed class DatabaseNewerException(int databaseVersion, int knownVersion) : Exception(
    $"The database has schema version {databaseVersion}, but this program knows only up to {knownVersion}. " +
    "Start a newer UsageAnalysis, or point this one at another database.")
{
    /// <summary>Schema version of the database.</summary>
    public int DatabaseVersion { get; } = databaseVersion;

    /// <summary>The newest version that this program has.</summary>
    public int KnownVersion { get; } = knownVersion;
}

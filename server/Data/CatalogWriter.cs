using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace UsageAnalysis.Data;

/// <summary>
/// Brings what the platform knows into the database. It adds and renews, and takes away only members and parents of groups for which it is
/// told them, so saving the same catalog again changes nothing. Names that a catalog refers to are in the catalog itself or were saved
/// before.
/// </summary>
public static class CatalogWriter
{
    const int MostAttempts = 3;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Saves the catalog, all of it or nothing.</summary>
    /// <returns>What is different now.</returns>
    /// <exception cref="CatalogException">It names something twice or unknown, or a group would contain itself.</exception>
    public static async Task<CatalogChanges> SaveAsync(NpgsqlDataSource dataSource, Catalog catalog, CancellationToken ct)
    {
        CatalogRules.RefuseMisnamed(catalog);
        var document = JsonSerializer.Serialize(catalog, Json);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(dataSource, catalog, document, ct);
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DeadlockDetected && attempt < MostAttempts)
            {
                // Events that name the same users and groups are stored meanwhile.
            }
            catch (PostgresException e) when (e.SqlState.StartsWith("22", StringComparison.Ordinal))
            {
                throw new CatalogException($"The catalog cannot be stored: {e.MessageText} Correct the text or time that it tells of.");
            }
        }
    }

    static async Task<CatalogChanges> TryAsync(NpgsqlDataSource dataSource, Catalog catalog, string document, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await ExecuteAsync(connection, CatalogSql.Lock, ct);
        var users = await SaveAsync(connection, CatalogSql.Users, document, ct);
        var groups = await SaveAsync(connection, CatalogSql.Groups, document, ct);
        var packages = await SaveAsync(connection, CatalogSql.Packages, document, ct);
        await CatalogRules.RefuseUnknownAsync(connection, catalog, ct);
        var relations = await SaveAsync(connection, CatalogSql.Relations, document, ct);
        await CatalogRules.RefuseCycleAsync(connection, ct);
        var changes = new CatalogChanges(
            users, groups, relations, await SaveAsync(connection, CatalogSql.Members, document, ct), packages,
            await SaveAsync(connection, CatalogSql.Versions, document, ct), await SaveAsync(connection, CatalogSql.Functions, document, ct),
            await SaveAsync(connection, CatalogSql.Entities, document, ct));
        var closure = await SaveAsync(connection, CatalogSql.Closure, null, ct);
        if (closure.IsAny || changes.All.Any(kind => kind.Count.IsAny))
        {
            await ExecuteAsync(connection, CatalogSql.Renew, ct);
        }
        await transaction.CommitAsync(ct);
        return changes;
    }

    static async Task<CatalogCount> SaveAsync(NpgsqlConnection connection, string sql, string? document, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        if (document is not null)
        {
            command.Parameters.Add(new() { Value = document, NpgsqlDbType = NpgsqlDbType.Jsonb });
        }
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new CatalogCount(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}

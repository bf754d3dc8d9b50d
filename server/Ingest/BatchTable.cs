using System.Reflection;
using Npgsql;
using NpgsqlTypes;

namespace UsageAnalysis.Ingest;

/// <summary>The SQL of the write path, and how a batch gets into the log and into the temporary table from which it is counted.</summary>
static class BatchTable
{
    /// <summary>Makes the temporary table of a connection.</summary>
    public static readonly string CreateSql = Read("BatchTable");

    /// <summary>Answers the positions of the records of the temporary table that are in the log, from one time to another.</summary>
    public static readonly string DuplicatesSql = Read("Duplicates");

    /// <summary>Takes records out of the temporary table.</summary>
    public const string DropSql = "delete from batch where position = any($1)";

    /// <summary>The one statement that counts what is in the temporary table.</summary>
    public static readonly string CountSql = Read("CountBatch");

    /// <summary>Answers the positions of the records that are in the log, whatever their names are.</summary>
    public static readonly string StoredAlreadySql = Read("StoredAlready");

    const string FillSql = """
        copy batch (position, user_id, event_type_id, event_time, id, session_id, duration_us, is_error, client, version, path,
                    entity_ids, entity_roles)
        from stdin (format binary)
        """;

    const string StoreSql = """
        copy events (user_id, event_type_id, event_time, id, session_id, duration_us, is_error, error_handled, action_id,
                     description, error_message, error_stack, parameters)
        from stdin (format binary)
        """;

    /// <summary>Sends a batch into the temporary table.</summary>
    /// <param name="connection">The writer's, with the table made and a transaction begun.</param>
    /// <param name="rows">Events with their positions in the batch; identities are distinct.</param>
    /// <param name="ct">Stops it.</param>
    public static Task FillAsync(
        NpgsqlConnection connection, IReadOnlyList<(int Position, ResolvedEvent Event)> rows, CancellationToken ct) =>
        CopyAsync(connection, FillSql, rows, WriteCountedAsync, ct);

    /// <summary>Sends a batch into the log.</summary>
    /// <param name="connection">The writer's, with a transaction begun.</param>
    /// <param name="rows">Events in the order of their identities, so that two writers never wait for each other in a circle.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="PostgresException"><see cref="PostgresErrorCodes.UniqueViolation"/>: one of them is in the log by now.</exception>
    public static Task StoreAsync(
        NpgsqlConnection connection, IReadOnlyList<(int Position, ResolvedEvent Event)> rows, CancellationToken ct) =>
        CopyAsync(connection, StoreSql, rows, (copy, row, stop) => WriteStoredAsync(copy, row.Event, stop), ct);

    static async Task CopyAsync<T>(
        NpgsqlConnection connection, string sql, IReadOnlyList<T> rows, Func<NpgsqlBinaryImporter, T, CancellationToken, Task> writeAsync,
        CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(sql, ct);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            await writeAsync(copy, row, ct);
        }
        await copy.CompleteAsync(ct);
    }

    static async Task WriteCountedAsync(NpgsqlBinaryImporter copy, (int Position, ResolvedEvent Event) row, CancellationToken ct)
    {
        var logged = row.Event.Logged;
        await copy.WriteAsync(row.Position, NpgsqlDbType.Integer, ct);
        await WriteKeysAsync(copy, row.Event, ct);
        await WriteTextAsync(copy, logged.Client, NpgsqlDbType.Text, ct);
        await WriteTextAsync(copy, logged.Version, NpgsqlDbType.Text, ct);
        await WriteTextAsync(copy, UiPath.Of(logged), NpgsqlDbType.Text, ct);
        await WriteArrayAsync(copy, row.Event.Entities, NpgsqlDbType.Bigint, ct);
        await WriteArrayAsync(copy, [.. logged.Entities.Select(entity => entity.Role)], NpgsqlDbType.Text, ct);
    }

    static async Task WriteStoredAsync(NpgsqlBinaryImporter copy, ResolvedEvent resolved, CancellationToken ct)
    {
        var logged = resolved.Logged;
        await WriteKeysAsync(copy, resolved, ct);
        await WriteValueAsync(copy, logged.Error?.Handled, NpgsqlDbType.Boolean, ct);
        await WriteTextAsync(copy, logged.Action, NpgsqlDbType.Text, ct);
        await WriteTextAsync(copy, logged.Description, NpgsqlDbType.Text, ct);
        await WriteTextAsync(copy, logged.Error?.Message, NpgsqlDbType.Text, ct);
        await WriteTextAsync(copy, logged.Error?.Stack, NpgsqlDbType.Text, ct);
        await WriteTextAsync(copy, logged.Parameters, NpgsqlDbType.Jsonb, ct);
    }

    static async Task WriteKeysAsync(NpgsqlBinaryImporter copy, ResolvedEvent resolved, CancellationToken ct)
    {
        var logged = resolved.Logged;
        await copy.WriteAsync(resolved.UserId, NpgsqlDbType.Integer, ct);
        await copy.WriteAsync(resolved.EventTypeId, NpgsqlDbType.Integer, ct);
        await copy.WriteAsync(logged.Time, NpgsqlDbType.TimestampTz, ct);
        await copy.WriteAsync(logged.Id, NpgsqlDbType.Uuid, ct);
        await WriteValueAsync(copy, logged.Session, NpgsqlDbType.Uuid, ct);
        await WriteValueAsync(copy, logged.DurationUs, NpgsqlDbType.Bigint, ct);
        await copy.WriteAsync(logged.IsError, NpgsqlDbType.Boolean, ct);
    }

    static Task WriteValueAsync<T>(NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type, CancellationToken ct) where T : struct =>
        value is { } given ? copy.WriteAsync(given, type, ct) : copy.WriteNullAsync(ct);

    static Task WriteTextAsync(NpgsqlBinaryImporter copy, string? value, NpgsqlDbType type, CancellationToken ct) =>
        value is not null ? copy.WriteAsync(value, type, ct) : copy.WriteNullAsync(ct);

    static Task WriteArrayAsync<T>(NpgsqlBinaryImporter copy, T[] values, NpgsqlDbType type, CancellationToken ct) =>
        values.Length > 0 ? copy.WriteAsync(values, NpgsqlDbType.Array | type, ct) : copy.WriteNullAsync(ct);

    static string Read(string name)
    {
        var assembly = Assembly.GetExecutingAssembly();
        using var reader = new StreamReader(assembly.GetManifestResourceStream($"UsageAnalysis.Ingest.{name}.sql")!);
        return reader.ReadToEnd();
    }
}

using System.Reflection;
using Npgsql;
using NpgsqlTypes;

namespace UsageAnalysis.Ingest;

/// <summary>The SQL of the write path, and the temporary table that carries a batch.</summary>
static class BatchTable
{
    /// <summary>Makes the temporary table of a connection.</summary>
    public static readonly string CreateSql = Read("BatchTable");

    /// <summary>The one statement that stores and counts the batch; answers the positions of the records that were new.</summary>
    public static readonly string StoreSql = Read("StoreBatch");

    /// <summary>Answers the positions of the records that are in the log.</summary>
    public static readonly string StoredAlreadySql = Read("StoredAlready");

    const string CopySql = """
        copy batch (position, user_id, event_type_id, event_time, id, session_id, duration_us, is_error, error_handled, action_id,
                    description, error_message, error_stack, parameters, client, version, group_ids, entity_ids, entity_roles)
        from stdin (format binary)
        """;

    /// <summary>Sends a batch into the temporary table.</summary>
    /// <param name="connection">The writer's, with the table made and a transaction begun.</param>
    /// <param name="rows">Events with their positions in the batch; identities are distinct.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task CopyAsync(
        NpgsqlConnection connection, IReadOnlyList<(int Position, ResolvedEvent Event)> rows, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(CopySql, ct);
        foreach (var (position, resolved) in rows)
        {
            await copy.StartRowAsync(ct);
            await WriteRowAsync(copy, position, resolved, ct);
        }
        await copy.CompleteAsync(ct);
    }

    static async Task WriteRowAsync(NpgsqlBinaryImporter copy, int position, ResolvedEvent resolved, CancellationToken ct)
    {
        var logged = resolved.Logged;
        await copy.WriteAsync(position, NpgsqlDbType.Integer, ct);
        await copy.WriteAsync(resolved.UserId, NpgsqlDbType.Integer, ct);
        await copy.WriteAsync(resolved.EventTypeId, NpgsqlDbType.Integer, ct);
        await copy.WriteAsync(logged.Time, NpgsqlDbType.TimestampTz, ct);
        await copy.WriteAsync(logged.Id, NpgsqlDbType.Uuid, ct);
        await WriteValueAsync(copy, logged.Session, NpgsqlDbType.Uuid, ct);
        await WriteValueAsync(copy, logged.DurationUs, NpgsqlDbType.Bigint, ct);
        await copy.WriteAsync(logged.IsError, NpgsqlDbType.Boolean, ct);
        await WriteValueAsync(copy, logged.Error?.Handled, NpgsqlDbType.Boolean, ct);
        await WriteTextAsync(copy, logged.Action, NpgsqlDbType.Text, ct);
        await WriteTextAsync(copy, logged.Description, NpgsqlDbType.Text, ct);
        await WriteTextAsync(copy, logged.Error?.Message, NpgsqlDbType.Text, ct);
        await WriteTextAsync(copy, logged.Error?.Stack, NpgsqlDbType.Text, ct);
        await WriteTextAsync(copy, logged.Parameters, NpgsqlDbType.Jsonb, ct);
        await WriteTextAsync(copy, logged.Client, NpgsqlDbType.Text, ct);
        await WriteTextAsync(copy, logged.Version, NpgsqlDbType.Text, ct);
        await WriteArrayAsync(copy, resolved.Groups, NpgsqlDbType.Integer, ct);
        await WriteArrayAsync(copy, resolved.Entities, NpgsqlDbType.Bigint, ct);
        await WriteArrayAsync(copy, [.. logged.Entities.Select(entity => entity.Role)], NpgsqlDbType.Text, ct);
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

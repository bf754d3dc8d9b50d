using System.Reflection;
using Npgsql;

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

    static readonly string[] Keys = ["user_id", "event_type_id", "event_time", "id", "session_id", "duration_us", "is_error"];

    static readonly string[] CountedColumns = ["position", .. Keys, "client", "version", "path", "entity_ids", "entity_roles"];

    static readonly string[] StoredColumns =
        [.. Keys, "error_handled", "action_id", "description", "error_message", "error_stack", "parameters"];

    /// <summary>Sends a batch into the temporary table.</summary>
    /// <param name="connection">The writer's, with the table made and a transaction begun.</param>
    /// <param name="rows">Events with their positions in the batch; identities are distinct.</param>
    /// <param name="ct">Stops it.</param>
    public static Task FillAsync(
        NpgsqlConnection connection, IReadOnlyList<(int Position, ResolvedEvent Event)> rows, CancellationToken ct) =>
        CopyAsync(connection, "batch", CountedColumns, rows, WriteCounted, ct);

    /// <summary>Sends a batch into the log.</summary>
    /// <param name="connection">The writer's, with a transaction begun.</param>
    /// <param name="rows">Events in the order of their identities, so that two writers never wait for each other in a circle.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="PostgresException"><see cref="PostgresErrorCodes.UniqueViolation"/>: one of them is in the log by now.</exception>
    public static Task StoreAsync(
        NpgsqlConnection connection, IReadOnlyList<(int Position, ResolvedEvent Event)> rows, CancellationToken ct) =>
        CopyAsync(connection, "events", StoredColumns, rows, WriteStored, ct);

    static async Task CopyAsync(
        NpgsqlConnection connection, string table, string[] columns, IReadOnlyList<(int Position, ResolvedEvent Event)> rows,
        Action<BinaryCopy, (int Position, ResolvedEvent Event)> write, CancellationToken ct)
    {
        await using var copy = await BinaryCopy.BeginAsync(connection, table, columns, ct);
        foreach (var row in rows)
        {
            copy.StartRow();
            write(copy, row);
            await copy.FlushAsync(ct);
        }
        await copy.CompleteAsync(ct);
    }

    static void WriteCounted(BinaryCopy copy, (int Position, ResolvedEvent Event) row)
    {
        var logged = row.Event.Logged;
        copy.Write(row.Position);
        WriteKeys(copy, row.Event);
        copy.Write(logged.Client);
        copy.Write(logged.Version);
        copy.Write(UiPath.Of(logged));
        copy.Write(row.Event.Entities);
        copy.Write(logged.Entities.Count == 0 ? [] : [.. logged.Entities.Select(entity => entity.Role)]);
    }

    static void WriteStored(BinaryCopy copy, (int Position, ResolvedEvent Event) row)
    {
        var logged = row.Event.Logged;
        WriteKeys(copy, row.Event);
        copy.Write(logged.Error?.Handled);
        copy.Write(logged.Action);
        copy.Write(logged.Description);
        copy.Write(logged.Error?.Message);
        copy.Write(logged.Error?.Stack);
        copy.WriteJson(logged.Parameters);
    }

    static void WriteKeys(BinaryCopy copy, ResolvedEvent resolved)
    {
        var logged = resolved.Logged;
        copy.Write(resolved.UserId);
        copy.Write(resolved.EventTypeId);
        copy.Write(logged.Time);
        copy.Write((Guid?)logged.Id);
        copy.Write(logged.Session);
        copy.Write(logged.DurationUs);
        copy.Write((bool?)logged.IsError);
    }

    static string Read(string name)
    {
        var assembly = Assembly.GetExecutingAssembly();
        using var reader = new StreamReader(assembly.GetManifestResourceStream($"UsageAnalysis.Ingest.{name}.sql")!);
        return reader.ReadToEnd();
    }
}

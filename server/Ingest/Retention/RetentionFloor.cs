using System.Globalization;
using Npgsql;

namespace UsageAnalysis.Ingest.Retention;

/// <summary>The floor: events before it are gone, and none is stored any more.</summary>
/// <remarks>
/// A batch looks at it under a lock on the log that dropping needs for itself, so that it stays where it is until the batch is committed:
/// an event that was dropped is never taken for a new one.
/// </remarks>
static class RetentionFloor
{
    /// <summary>
    /// Reads the floor, which then stays until the transaction ends: <see cref="DateTime.MinValue"/> when nothing was dropped.
    /// </summary>
    public const string HoldSql = "lock table events in row exclusive mode; select events_since from retention";

    /// <summary>Why an event is not stored.</summary>
    public static string Reason(DateTime time, DateTime floor) => string.Create(CultureInfo.InvariantCulture,
        $"time {time:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'} is before {floor:yyyy-MM-dd'T'HH:mm:ss'Z'}, and events before that are not kept: ") +
        "this one was dropped by age, or is too old to be stored";

    /// <summary>Reads the floor.</summary>
    public static async Task<DateTime> ReadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select events_since from retention", connection);
        return (DateTime)(await command.ExecuteScalarAsync(ct))!;
    }
}

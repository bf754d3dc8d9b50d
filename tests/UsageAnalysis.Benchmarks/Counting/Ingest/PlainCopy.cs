using System.Diagnostics;
using Npgsql;

namespace UsageAnalysis.Benchmarks.Counting.Ingest;

/// <summary>The same rows into the same table with its indexes, and nothing else, by one binary COPY.</summary>
static class PlainCopy
{
    const string Columns = "user_id, event_type_id, event_time, id, session_id, duration_us, is_error, error_handled, action_id, "
        + "description, error_message, error_stack, parameters";

    /// <summary>The rows of a database since an instant, in the order in which they were sent, as COPY writes and reads them.</summary>
    internal static async Task<byte[]> ReadAsync(string connectionString, DateTime since, CancellationToken ct)
    {
        await using var connection = Unpooled(connectionString);
        await connection.OpenAsync(ct);
        await using var copy = await connection.BeginRawBinaryCopyAsync(
            FormattableString.Invariant(
                $"copy (select {Columns} from events where event_time >= '{since:O}' order by event_time) to stdout (format binary)"), ct);
        using var rows = new MemoryStream();
        await copy.CopyToAsync(rows, ct);
        return rows.ToArray();
    }

    /// <summary>Writes them.</summary>
    /// <param name="connectionString">Of a database that has the table, empty.</param>
    /// <param name="rows">As they were read.</param>
    /// <param name="months">First days of the months that need a partition.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Seconds until they are committed.</returns>
    internal static async Task<double> WriteAsync(
        string connectionString, ReadOnlyMemory<byte> rows, IEnumerable<DateTime> months, CancellationToken ct)
    {
        await using var connection = Unpooled(connectionString);
        await connection.OpenAsync(ct);
        foreach (var month in months)
        {
            await using var create = new NpgsqlCommand(FormattableString.Invariant($"""
                create table events_{month:yyyy_MM} partition of events
                for values from ('{month:yyyy-MM-dd}') to ('{month.AddMonths(1):yyyy-MM-dd}')
                """), connection);
            await create.ExecuteNonQueryAsync(ct);
        }
        var start = Stopwatch.GetTimestamp();
        await using (var copy = await connection.BeginRawBinaryCopyAsync($"copy events ({Columns}) from stdin (format binary)", ct))
            await copy.WriteAsync(rows, ct);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    // The database is dropped afterwards, and its successor has its name.
    static NpgsqlConnection Unpooled(string connectionString) =>
        new(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
}

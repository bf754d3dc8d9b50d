using System.Data;
using Npgsql;

namespace UsageAnalysis.Ingest.Rollups;

/// <summary>A row that is not what the raw events say.</summary>
/// <param name="Table">Where it is.</param>
/// <param name="Key">Its primary key, for people.</param>
/// <param name="Stored">What differs of it, as it is kept; null when there is no such row.</param>
/// <param name="Recounted">The same, counted anew; null when there should be no such row.</param>
public sealed record RollupDifference(string Table, string Key, string? Stored, string? Recounted);

/// <summary>What verifying found.</summary>
/// <param name="Weeks">How many weeks with events or counts were looked at.</param>
/// <param name="Differences">How many rows differ.</param>
/// <param name="VerifiableSince">First instant that could be verified; null when no events of the range were dropped.</param>
public sealed record RollupVerdict(int Weeks, long Differences, DateTime? VerifiableSince);

/// <summary>Counts rollups anew from the raw events and compares: week by week, then what is of all time by blocks of users.</summary>
/// <param name="dataSource">The database.</param>
/// <param name="range">What to look at.</param>
/// <param name="progress">Told after each step how many weeks were done, and which part of everything.</param>
public sealed class RollupCheck(NpgsqlDataSource dataSource, RollupRange range, Action<int, double> progress)
{
    /// <summary>Verifies on one snapshot, so that it is right while events are stored. Changes nothing.</summary>
    /// <param name="shown">Most differences to tell; all are counted.</param>
    /// <param name="tell">Told each of them.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<RollupVerdict> RunAsync(int shown, Action<RollupDifference> tell, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        // The lock keeps partitions from being dropped. It comes before the snapshot, which the first query takes.
        await ExecuteAsync(connection, "set transaction read only; set local jit = off; lock table events in access share mode", ct);
        var sections = await range.SectionsAsync(connection, ct);
        var found = 0L;
        foreach (var (i, section) in sections.All.Index())
        {
            foreach (var table in section.Tables)
            {
                found += await CompareAsync(connection, table, section, Math.Max(0, shown - found), tell, ct);
            }
            progress(Math.Min(i + 1, sections.Weeks), (i + 1.0) / sections.All.Count);
        }
        return new RollupVerdict(sections.Weeks, found, sections.Since);
    }

    /// <summary>How many rows of a section differ.</summary>
    internal static async Task<long> CompareAsync(
        NpgsqlConnection connection, RollupTable table, RollupSection section, long shown, Action<RollupDifference> tell,
        CancellationToken ct)
    {
        await using var command = section.Command(RollupSql.Differences(table), connection);
        command.Parameters.Add(new NpgsqlParameter { Value = (int)Math.Min(shown, int.MaxValue) });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = 0L;
        for (var told = 0; await reader.ReadAsync(ct); told++)
        {
            found = reader.GetInt64(0);
            if (told < shown)
            {
                tell(new(table.Name, reader.GetString(1), Text(reader, 2), Text(reader, 3)));
            }
        }
        return found;
    }

    static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}

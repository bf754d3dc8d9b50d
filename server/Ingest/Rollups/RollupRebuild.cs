using System.Data;
using Npgsql;

namespace UsageAnalysis.Ingest.Rollups;

/// <summary>What rebuilding did.</summary>
/// <param name="Weeks">How many weeks with events or counts were looked at.</param>
/// <param name="Repaired">How many rows were made right, by table.</param>
/// <param name="RebuildableSince">First instant that could be rebuilt; null when no events of the range were dropped.</param>
public sealed record RollupRepairs(int Weeks, IReadOnlyDictionary<string, long> Repaired, DateTime? RebuildableSince);

/// <summary>
/// Makes rollups equal to the raw events again, while events are stored and questions answered: each week, and each block of users, in one
/// transaction. What is right already is neither written nor locked.
/// </summary>
/// <param name="dataSource">The database.</param>
/// <param name="range">What to look at.</param>
/// <param name="progress">Told after each step how many weeks were done, and which part of everything.</param>
public sealed class RollupRebuild(NpgsqlDataSource dataSource, RollupRange range, Action<int, double> progress)
{
    // Every batch has to write to this table before it may write to another rollup, and keeps its lock until it commits. So whoever holds
    // this lock sees the events of every batch that was counted, and none is counted until he commits. One lock alone makes no circles.
    const string WaitForWriters = "lock table usage_quarter_hours in share row exclusive mode";

    // The lock on the events comes first, so that dropping partitions never waits in between.
    const string KeepPartitions = "set local jit = off; lock table events in access share mode";

    const string Changed = "update registry_version set version = version + 1";

    /// <summary>Rebuilds.</summary>
    public async Task<RollupRepairs> RunAsync(CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        var sections = await range.SectionsAsync(connection, ct);
        var repaired = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (i, section) in sections.All.Index())
        {
            if (await DiffersAsync(connection, section, ct))
            {
                await RepairAsync(connection, section, repaired, ct);
            }
            progress(Math.Min(i + 1, sections.Weeks), (i + 1.0) / sections.All.Count);
        }
        return new RollupRepairs(sections.Weeks, repaired, sections.Since);
    }

    static async Task<bool> DiffersAsync(NpgsqlConnection connection, RollupSection section, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await ExecuteAsync(connection, KeepPartitions, ct);
        foreach (var table in section.Tables)
        {
            if (await RollupCheck.CompareAsync(connection, table, section, 0, _ => { }, ct) > 0)
            {
                return true;
            }
        }
        return false;
    }

    // Without its events a week would be rebuilt as one in which nothing happened.
    static async Task<bool> IsWholeAsync(NpgsqlConnection connection, RollupSection section, CancellationToken ct)
    {
        if (section.Tables[0].Ends is not null)
        {
            return true;
        }
        await using var command = section.Command("select events_since <= $1 and $1 < $2 from retention", connection);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    // Read committed: each statement sees what was committed before it began, and so after the lock was granted.
    static async Task RepairAsync(
        NpgsqlConnection connection, RollupSection section, SortedDictionary<string, long> repaired, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
        await ExecuteAsync(connection, KeepPartitions, ct);
        await ExecuteAsync(connection, WaitForWriters, ct);
        if (!await IsWholeAsync(connection, section, ct))
        {
            return;
        }
        foreach (var table in section.Tables)
        {
            await using var command = section.Command(RollupSql.Repair(table), connection);
            var rows = (long)(await command.ExecuteScalarAsync(ct))!;
            if (rows > 0)
            {
                repaired[table.Name] = repaired.GetValueOrDefault(table.Name) + rows;
            }
        }
        await ExecuteAsync(connection, Changed, ct);
        await transaction.CommitAsync(ct);
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }
}

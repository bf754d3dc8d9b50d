using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace UsageAnalysis.Ingest.Retention;

/// <summary>Drops single events by age, whole months at a time; what was counted of them stays.</summary>
/// <param name="dataSource">The database.</param>
/// <param name="options">How patient it is.</param>
/// <param name="time">Measures the pauses, and says when something was dropped.</param>
public sealed class EventRetention(NpgsqlDataSource dataSource, RetentionOptions options, TimeProvider time)
{
    const string PartitionsSql = """
        select c.relname::text, coalesce(pg_total_relation_size(c.oid), 0)
        from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent in ('events'::regclass, 'event_entities'::regclass)
        order by 1
        """;

    const string CountSql = "select count(*) from events where event_time >= $1 and event_time < $2";

    // In this order, which is the writer's. Nothing else can read or write the log until the commit.
    const string LockSql = "lock table events in access exclusive mode; lock table event_entities in access exclusive mode";

    // The counts come from the rollup, which takes no time; the drop must not hold up the server for as long as reading a month would.
    const string NoteSql = """
        update user_activity a set dropped = a.dropped + d.events
        from (
          select event_type_id, user_id, sum(events) as events from usage_quarter_hours where bucket >= $1 and bucket < $2 group by 1, 2
        ) d
        where a.event_type_id = d.event_type_id and a.user_id = d.user_id
        """;

    const string MoveSql = "update retention set events_since = $1, dropped_at = $2";

    const string ChangedSql = "update registry_version set version = version + 1";

    /// <summary>What would go, oldest first: all months that end before or at the cut-off.</summary>
    public async Task<IReadOnlyList<DroppedPartition>> ListAsync(DateTime cutoff, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        var months = await MonthsAsync(connection, cutoff, ct);
        for (var i = 0; i < months.Count; i++)
        {
            await using var count = new NpgsqlCommand(CountSql, connection)
            {
                CommandTimeout = 0,
                Parameters = { Instant(months[i].From ?? DateTime.MinValue), Instant(months[i].To) },
            };
            months[i] = months[i] with { Events = (long)(await count.ExecuteScalarAsync(ct))! };
        }
        return months;
    }

    /// <summary>
    /// Drops all months that end before or at the cut-off, oldest first, each in a short transaction of its own. Events before the cut-off
    /// are not stored any more. A cut-off before an earlier one, or before 2015, does nothing.
    /// </summary>
    /// <param name="cutoff">The first of a month, 00:00 UTC, not after the current one.</param>
    /// <param name="dropped">Told of each month that is gone; it does not tell how many events it had.</param>
    /// <param name="ct">Stops it after the month that is being dropped.</param>
    /// <exception cref="PostgresException">
    /// <see cref="PostgresErrorCodes.LockNotAvailable"/>: the log is in use all the time. What was dropped before is gone; try again later.
    /// </exception>
    public async Task DropAsync(DateTime cutoff, Action<DroppedPartition> dropped, CancellationToken ct)
    {
        if (cutoff < Partitions.FirstMonth)
        {
            return; // Older events share one partition, which cannot go in part.
        }
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        var steps = (await MonthsAsync(connection, cutoff, ct)).Select(month => month.To).Append(cutoff).Distinct();
        foreach (var floor in steps)
        {
            foreach (var month in await PatientlyAsync(() => RaiseAsync(connection, floor, ct), ct))
            {
                dropped(month);
            }
        }
    }

    async Task<List<DroppedPartition>> PatientlyAsync(Func<Task<List<DroppedPartition>>> raise, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await raise();
            }
            catch (PostgresException e) when (attempt < options.MaxAttempts
                && e.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
            {
                await Task.Delay(options.Pause, time, ct);
            }
        }
    }

    /// <summary>Moves the floor and drops what is below it, at once. Another server may have done it already.</summary>
    async Task<List<DroppedPartition>> RaiseAsync(NpgsqlConnection connection, DateTime floor, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var timeout = ((int)options.LockTimeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        await ExecuteAsync(connection, $"set local jit = off; set local lock_timeout = {timeout}", ct);
        await ExecuteAsync(connection, Partitions.LockSql, ct);
        await ExecuteAsync(connection, LockSql, ct);
        var before = await RetentionFloor.ReadAsync(connection, ct);
        if (before >= floor)
        {
            return [];
        }
        // Under the locks: a month that a writer has made since the steps were chosen must not be left behind.
        var months = await MonthsAsync(connection, floor, ct);
        await ExecuteAsync(connection, NoteSql, ct, before, floor);
        if (months is not [])
        {
            await ExecuteAsync(connection, $"drop table {string.Join(", ", months.SelectMany(month => month.Tables))}", ct);
        }
        await ExecuteAsync(connection, MoveSql, ct, floor, time.GetUtcNow().UtcDateTime);
        await ExecuteAsync(connection, ChangedSql, ct);
        await transaction.CommitAsync(ct);
        return months;
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params DateTime[] times)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var instant in times)
        {
            command.Parameters.Add(Instant(instant));
        }
        await command.ExecuteNonQueryAsync(ct);
    }

    static NpgsqlParameter Instant(DateTime time) => new() { Value = time, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    static async Task<List<DroppedPartition>> MonthsAsync(NpgsqlConnection connection, DateTime cutoff, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(PartitionsSql, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var partitions = new List<(string Table, long Bytes, DateTime? From, DateTime To)>();
        while (await reader.ReadAsync(ct))
        {
            if (Partitions.TryParse(reader.GetString(0), out var from, out var to) && to <= cutoff)
            {
                partitions.Add((reader.GetString(0), reader.GetInt64(1), from, to));
            }
        }
        return [.. partitions.GroupBy(p => (p.From, p.To)).OrderBy(month => month.Key.To)
            .Select(month => new DroppedPartition(
                month.Key.From, month.Key.To, [.. month.Select(p => p.Table)], 0, month.Sum(p => p.Bytes)))];
    }
}

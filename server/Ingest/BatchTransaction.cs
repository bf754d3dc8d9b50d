using Npgsql;
using UsageAnalysis.Data;
using UsageAnalysis.Ingest.Retention;

namespace UsageAnalysis.Ingest;

/// <summary>One connection that writes batches, each in one transaction; holds the temporary table and the prepared statement.</summary>
sealed class BatchTransaction : IAsyncDisposable
{
    // A batch of ordinary size takes a fraction of a second; one that waits longer than this waits for something that will not come.
    const int TimeoutSeconds = 60;

    readonly NpgsqlConnection connection;
    readonly NpgsqlCommand holdFloor;
    readonly NpgsqlCommand store;
    readonly NpgsqlCommand isNobodyListening;
    readonly NpgsqlCommand announce;
    readonly NpgsqlParameter<string[]> payloads = new();
    readonly ILogger log;

    BatchTransaction(NpgsqlConnection connection, ILogger log)
    {
        (this.connection, this.log) = (connection, log);
        holdFloor = new NpgsqlCommand(RetentionFloor.HoldSql, connection) { CommandTimeout = TimeoutSeconds };
        store = new NpgsqlCommand(BatchTable.StoreSql, connection) { CommandTimeout = TimeoutSeconds };
        isNobodyListening = new NpgsqlCommand(Announcement.NobodyListensSql, connection) { CommandTimeout = TimeoutSeconds };
        announce = new NpgsqlCommand(Announcement.NotifySql, connection)
        {
            CommandTimeout = TimeoutSeconds,
            Parameters = { new NpgsqlParameter<string> { TypedValue = Announcement.Channel }, payloads },
        };
    }

    public static async Task<BatchTransaction> OpenAsync(NpgsqlDataSource dataSource, ILogger log, CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct);
        try
        {
            // Compiling the statement would cost more than running it.
            await using var prepare = new NpgsqlCommand($"set jit = off; {BatchTable.CreateSql}", connection);
            await prepare.ExecuteNonQueryAsync(ct);
            var transaction = new BatchTransaction(connection, log);
            await transaction.holdFloor.PrepareAsync(ct);
            await transaction.store.PrepareAsync(ct);
            await transaction.isNobodyListening.PrepareAsync(ct);
            await transaction.announce.PrepareAsync(ct);
            return transaction;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stores a batch, and tells the servers on the database which events were new.</summary>
    /// <returns>
    /// The positions of the events that were new; and the floor: what is before it is too old to be stored. All others are duplicates.
    /// </returns>
    public async Task<(HashSet<int> New, DateTime Floor)> WriteAsync(
        IReadOnlyList<LoggedEvent> batch, NameResolver resolver, Partitions partitions, CancellationToken ct)
    {
        var distinct = Enumerable.Range(0, batch.Count).DistinctBy(i => (batch[i].User, batch[i].Time, batch[i].Id)).ToList();
        await partitions.EnsureAsync(connection, distinct.Select(i => batch[i].Time), ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var floor = (DateTime)(await holdFloor.ExecuteScalarAsync(ct))!;
        distinct.RemoveAll(i => batch[i].Time < floor);
        var rows = await ResolveAsync(batch, distinct, resolver, ct);
        await BatchTable.CopyAsync(connection, rows, ct);
        var stored = await PositionsAsync(store, ct);
        if (stored.Count > 0)
        {
            await AnnounceAsync(rows.Where(row => stored.Contains(row.Position)).Select(row => row.Event), ct);
        }
        await transaction.CommitAsync(ct);
        return (stored, floor);
    }

    /// <summary>
    /// Resolves what memory can, and learns the names of the rest. An event that is in the log already teaches nothing, so that a
    /// replay does not even add a name.
    /// </summary>
    async Task<List<(int Position, ResolvedEvent Event)>> ResolveAsync(
        IReadOnlyList<LoggedEvent> batch, List<int> positions, NameResolver resolver, CancellationToken ct)
    {
        var rows = new List<(int Position, ResolvedEvent Event)>(positions.Count);
        var unknown = new List<int>();
        foreach (var i in positions)
        {
            if (resolver.TryResolve(batch[i]) is { } resolved)
            {
                rows.Add((i, resolved));
            }
            else
            {
                unknown.Add(i);
            }
        }
        if (unknown.Count > 0)
        {
            var already = await StoredAlreadyAsync(batch, unknown, ct);
            unknown.RemoveAll(already.Contains);
            await resolver.LearnAsync(connection, [.. unknown.Select(i => batch[i])], ct);
            rows.AddRange(unknown.Select(i => (i, resolver.TryResolve(batch[i])
                ?? throw new InvalidOperationException($"Event {batch[i].Id} does not resolve although its names were learned."))));
        }
        return rows;
    }

    async Task<HashSet<int>> StoredAlreadyAsync(IReadOnlyList<LoggedEvent> batch, List<int> positions, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(BatchTable.StoredAlreadySql, connection)
        {
            CommandTimeout = TimeoutSeconds,
            Parameters =
            {
                new() { Value = positions.ToArray() },
                new() { Value = positions.Select(i => batch[i].User).ToArray() },
                new() { Value = positions.Select(i => batch[i].Time).ToArray() },
                new() { Value = positions.Select(i => batch[i].Id).ToArray() },
                new() { Value = positions.Min(i => batch[i].Time) },
                new() { Value = positions.Max(i => batch[i].Time) },
            },
        };
        return await PositionsAsync(command, ct);
    }

    static async Task<HashSet<int>> PositionsAsync(NpgsqlCommand command, CancellationToken ct)
    {
        var positions = new HashSet<int>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            positions.Add(reader.GetInt32(0));
        }
        return positions;
    }

    /// <summary>PostgreSQL passes it on at commit, and only then.</summary>
    async Task AnnounceAsync(IEnumerable<ResolvedEvent> events, CancellationToken ct)
    {
        if ((bool)(await isNobodyListening.ExecuteScalarAsync(ct))!)
        {
            return;
        }
        List<EventIdentity> identities = [.. events
            .Select(e => new EventIdentity(e.UserId, e.Logged.Time, e.Logged.Id)).OrderBy(e => e.Time).ThenBy(e => e.Id)];
        payloads.TypedValue = [.. Announcement.Pack(identities)];
        if (!(bool)(await announce.ExecuteScalarAsync(ct))!)
        {
            IngestLog.NotAnnounced(log, identities.Count);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await announce.DisposeAsync();
        await isNobodyListening.DisposeAsync();
        await store.DisposeAsync();
        await holdFloor.DisposeAsync();
        await connection.DisposeAsync();
    }
}

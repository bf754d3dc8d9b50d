using Npgsql;
using UsageAnalysis.Data;
using UsageAnalysis.Ingest.Retention;

namespace UsageAnalysis.Ingest;

/// <summary>One connection that writes batches, each in one transaction; holds the temporary table and the prepared statement.</summary>
sealed class BatchTransaction : IAsyncDisposable
{
    // A batch of ordinary size takes a fraction of a second; one that waits longer than this waits for something that will not come.
    const int TimeoutSeconds = 60;

    // Compiling the statements would cost more than running them, and planning one as much as counting a few hundred events. The plans are
    // kept while tables grow, so that whatever has a key is found by it, also where a table is still so small that reading it is cheaper.
    const string PlannerSql = "set jit = off; set plan_cache_mode = force_generic_plan; "
        + "set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off";

    readonly NpgsqlConnection connection;
    readonly NpgsqlCommand holdFloor;
    readonly NpgsqlCommand findDuplicates;
    readonly NpgsqlCommand count;
    readonly NpgsqlCommand isNobodyListening;
    readonly NpgsqlCommand announce;
    readonly NpgsqlParameter<DateTime> first = new(), last = new();
    readonly NpgsqlParameter<int[]> joinedGroups = new(), joiningUsers = new();
    readonly NpgsqlParameter<string[]> payloads = new();
    readonly ILogger log;

    // Kept, as a set of this size made anew for each batch costs more than all that is looked up in it.
    readonly HashSet<(string?, DateTime, Guid)> identities = [];

    BatchTransaction(NpgsqlConnection connection, ILogger log)
    {
        (this.connection, this.log) = (connection, log);
        holdFloor = new NpgsqlCommand(RetentionFloor.HoldSql, connection) { CommandTimeout = TimeoutSeconds };
        findDuplicates = new NpgsqlCommand(BatchTable.DuplicatesSql, connection)
        {
            CommandTimeout = TimeoutSeconds,
            Parameters = { first, last },
        };
        count = new NpgsqlCommand(BatchTable.CountSql, connection)
        {
            CommandTimeout = TimeoutSeconds,
            Parameters = { joinedGroups, joiningUsers },
        };
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
            await using var prepare = new NpgsqlCommand($"{PlannerSql}; {BatchTable.CreateSql}", connection);
            await prepare.ExecuteNonQueryAsync(ct);
            var transaction = new BatchTransaction(connection, log);
            await transaction.holdFloor.PrepareAsync(ct);
            await transaction.findDuplicates.PrepareAsync(ct);
            await transaction.count.PrepareAsync(ct);
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
    /// <param name="batch">Events of any order; some may be there twice.</param>
    /// <param name="resolver">Finds and makes the ids of names.</param>
    /// <param name="partitions">Those of the log.</param>
    /// <param name="expectsDuplicates">Whether to look first which of them are in the log.</param>
    /// <param name="ct">Stops it; then nothing is stored.</param>
    /// <returns>
    /// Of each event whether it was new; and the floor: what is before it is too old to be stored. All others are duplicates.
    /// </returns>
    /// <exception cref="PostgresException">
    /// <see cref="PostgresErrorCodes.UniqueViolation"/>: one of the events is in the log; nothing was looked for, or another writer has
    /// stored it meanwhile.
    /// </exception>
    public async Task<(bool[] New, DateTime Floor)> WriteAsync(
        IReadOnlyList<LoggedEvent> batch, NameResolver resolver, Partitions partitions, bool expectsDuplicates, CancellationToken ct)
    {
        var distinct = Distinct(batch);
        await partitions.EnsureAsync(connection, distinct.Select(i => batch[i].Time), ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var floor = (DateTime)(await holdFloor.ExecuteScalarAsync(ct))!;
        distinct.RemoveAll(i => batch[i].Time < floor);
        var rows = await ResolveAsync(batch, distinct, resolver, ct);
        rows.Sort((one, other) => Identity(one.Event).CompareTo(Identity(other.Event)));
        await BatchTable.FillAsync(connection, rows, ct);
        if (expectsDuplicates)
        {
            await DropDuplicatesAsync(rows, ct);
        }
        if (rows.Count > 0)
        {
            await BatchTable.StoreAsync(connection, rows, ct);
            await CountAsync(rows.Select(row => row.Event), ct);
            await AnnounceAsync(rows.Select(row => row.Event), ct);
        }
        await transaction.CommitAsync(ct);
        var isNew = new bool[batch.Count];
        rows.ForEach(row => isNew[row.Position] = true);
        return (isNew, floor);
    }

    List<int> Distinct(IReadOnlyList<LoggedEvent> batch)
    {
        identities.Clear();
        var positions = new List<int>(batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            if (identities.Add((batch[i].User, batch[i].Time, batch[i].Id)))
            {
                positions.Add(i);
            }
        }
        return positions;
    }

    static (int User, DateTime Time, Guid Id) Identity(ResolvedEvent resolved) =>
        (resolved.UserId, resolved.Logged.Time, resolved.Logged.Id);

    async Task DropDuplicatesAsync(List<(int Position, ResolvedEvent Event)> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return;
        }
        (first.TypedValue, last.TypedValue) = (rows.Min(row => row.Event.Logged.Time), rows.Max(row => row.Event.Logged.Time));
        var duplicates = await PositionsAsync(findDuplicates, ct);
        if (duplicates.Count > 0)
        {
            await using var drop = new NpgsqlCommand(BatchTable.DropSql, connection)
            {
                CommandTimeout = TimeoutSeconds,
                Parameters = { new() { Value = duplicates.ToArray() } },
            };
            await drop.ExecuteNonQueryAsync(ct);
            rows.RemoveAll(row => duplicates.Contains(row.Position));
        }
    }

    async Task CountAsync(IEnumerable<ResolvedEvent> events, CancellationToken ct)
    {
        var members = events.Where(e => e.UserId != 0)
            .SelectMany(e => e.Groups, (e, group) => (Group: group, User: e.UserId)).Distinct().ToList();
        joinedGroups.TypedValue = [.. members.Select(member => member.Group)];
        joiningUsers.TypedValue = [.. members.Select(member => member.User)];
        await count.ExecuteNonQueryAsync(ct);
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
        await count.DisposeAsync();
        await findDuplicates.DisposeAsync();
        await holdFloor.DisposeAsync();
        await connection.DisposeAsync();
    }
}

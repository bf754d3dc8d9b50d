using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using UsageAnalysis.Ingest.Retention;

namespace UsageAnalysis.Ingest;

/// <summary>
/// Writes batches of events exactly once, and the rollups with them, in one transaction. Many writers of many servers may write to one
/// database; calls to one writer take turns.
/// </summary>
/// <remarks>It remembers ids of names, so dictionary rows must never be deleted under a running writer.</remarks>
public sealed class EventWriter(NpgsqlDataSource dataSource, IngestOptions? options = null, ILogger<EventWriter>? logger = null)
    : IAsyncDisposable
{
    readonly int maxAttempts = (options ?? new IngestOptions()).MaxAttempts;
    readonly ILogger log = logger ?? NullLogger<EventWriter>.Instance;
    readonly SemaphoreSlim turn = new(1);
    readonly StoredNames names = new((options ?? new IngestOptions()).RememberedNames);
    readonly Partitions partitions = new();
    BatchTransaction? writing;

    // Whoever sends something again sends much again; all others are spared the look for it.
    bool expectsDuplicates;

    /// <summary>Stores a batch; returns after commit.</summary>
    /// <returns>
    /// One outcome for each event, in order. An event that PostgreSQL refuses, or that is older than the events that are kept, is rejected
    /// alone: its neighbours are stored.
    /// </returns>
    /// <exception cref="NpgsqlException">
    /// The database does not answer, or refuses everything. Part of the batch may be stored; writing it again is harmless.
    /// </exception>
    public async Task<IReadOnlyList<RecordOutcome>> WriteAsync(IReadOnlyList<LoggedEvent> batch, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            return batch.Count == 0 ? [] : await WriteOrSplitAsync(batch, ct);
        }
        finally
        {
            turn.Release();
        }
    }

    async Task<IReadOnlyList<RecordOutcome>> WriteOrSplitAsync(IReadOnlyList<LoggedEvent> batch, CancellationToken ct)
    {
        try
        {
            return await RetryAsync(batch, ct);
        }
        catch (Exception e) when (IsRecordsFault(e))
        {
            if (batch.Count == 1)
            {
                var state = (e as PostgresException)?.SqlState ?? "text is not valid Unicode";
                IngestLog.RecordRefused(log, batch[0].Id, state, e);
                return [new RecordOutcome(RecordStatus.Rejected,
                    $"the database cannot store event {batch[0].Id} ({state}): check its texts and numbers")];
            }
            var half = batch.Count / 2;
            var first = await WriteOrSplitAsync([.. batch.Take(half)], ct);
            var second = await WriteOrSplitAsync([.. batch.Skip(half)], ct);
            return [.. first, .. second];
        }
    }

    async Task<IReadOnlyList<RecordOutcome>> RetryAsync(IReadOnlyList<LoggedEvent> batch, CancellationToken ct)
    {
        var attempt = 1;
        while (true)
        {
            try
            {
                return await TryAsync(batch, ct);
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation && !expectsDuplicates)
            {
                expectsDuplicates = true;
            }
            catch (NpgsqlException e) when (attempt < maxAttempts && IsPassing(e))
            {
                IngestLog.BatchRetried(log, batch.Count, attempt, e);
                attempt++;
            }
        }
    }

    async Task<IReadOnlyList<RecordOutcome>> TryAsync(IReadOnlyList<LoggedEvent> batch, CancellationToken ct)
    {
        try
        {
            writing ??= await BatchTransaction.OpenAsync(dataSource, log, ct);
            var (isNew, floor) = await writing.WriteAsync(batch, new NameResolver(names), partitions, expectsDuplicates, ct);
            names.Publish();
            expectsDuplicates = Array.Exists(isNew, one => !one);
            return [.. batch.Select((e, i) => e.Time < floor
                ? new RecordOutcome(RecordStatus.Rejected, RetentionFloor.Reason(e.Time, floor))
                : new RecordOutcome(isNew[i] ? RecordStatus.Stored : RecordStatus.Duplicate))];
        }
        catch
        {
            names.Forget();
            partitions.Forget();
            await CloseAsync();
            throw;
        }
    }

    /// <summary>
    /// Worth another try at once: another writer stored one of the events meanwhile, a circle of waiting servers, a connection that broke
    /// while it was idle, or a partition that somebody dropped.
    /// </summary>
    static bool IsPassing(NpgsqlException e) => e is PostgresException postgres
        ? postgres.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CheckViolation
        : e.InnerException is IOException;

    /// <summary>Classes 22 (data), 23 (constraint) and 54 (limit): something in a record, not the state of the database.</summary>
    static bool IsRecordsFault(Exception e) => e is EncoderFallbackException
        || (e is PostgresException { SqlState: not PostgresErrorCodes.UniqueViolation and [.. var kind, _, _, _] } && kind is "22" or "23" or "54");

    async Task CloseAsync()
    {
        if (writing is { } broken)
        {
            writing = null;
            await broken.DisposeAsync();
        }
    }

    /// <summary>Gives the connection back.</summary>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        turn.Dispose();
    }
}

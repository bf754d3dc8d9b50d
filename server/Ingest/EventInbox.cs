using System.Threading.Channels;

namespace UsageAnalysis.Ingest;

/// <summary>What became of events that were handed to the inbox.</summary>
public abstract record InboxAnswer
{
    InboxAnswer()
    {
    }

    /// <summary>After commit: one outcome for each event, in order.</summary>
    public sealed record Done(IReadOnlyList<RecordOutcome> Outcomes) : InboxAnswer;

    /// <summary>The inbox is full; nothing was taken. Send all of it again after so many seconds.</summary>
    public sealed record Full(int RetryAfterSeconds) : InboxAnswer;

    /// <summary>
    /// The database does not answer, or the server stops. Some of the events may be stored: send all of it again after so many seconds,
    /// which is harmless.
    /// </summary>
    public sealed record Unavailable(int RetryAfterSeconds) : InboxAnswer;
}

/// <summary>
/// Lets many senders share one transaction: whatever waits while the writers write makes the next batch. Holds a bounded number of
/// events and bytes; stores what it has taken before it stops.
/// </summary>
public sealed class EventInbox(IEnumerable<EventWriter> writers, IngestOptions options, TimeProvider time, ILogger<EventInbox> log)
    : BackgroundService
{
    const int RetryWhenUnavailable = 5;

    /// <summary>Some events of one sender that are written together.</summary>
    sealed record Part(ArraySegment<LoggedEvent> Events, long Bytes)
    {
        public TaskCompletionSource<IReadOnlyList<RecordOutcome>?> Outcomes { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    readonly EventWriter[] writers = [.. writers];
    readonly Channel<Part> waiting = Channel.CreateUnbounded<Part>();
    readonly DrainRate rate = new();
    readonly Lock admission = new();

    // Guarded by the lock.
    int records;
    long bytes;
    bool stopped;

    /// <summary>Hands events over and waits until they are committed.</summary>
    /// <param name="events">Parsed events of one sender.</param>
    /// <param name="size">Their bytes of JSON.</param>
    /// <param name="ct">Stops the waiting; what was taken is stored all the same.</param>
    public async Task<InboxAnswer> EnqueueAsync(IReadOnlyList<LoggedEvent> events, long size, CancellationToken ct)
    {
        var parts = events.ToArray().Chunk(options.BatchRecords)
            .Select(chunk => new Part(chunk, size * chunk.Length / events.Count)).ToList();
        if (Admit(parts) is { } refusal)
        {
            return refusal;
        }
        var outcomes = await Task.WhenAll(parts.Select(part => part.Outcomes.Task)).WaitAsync(ct);
        return outcomes.Any(part => part is null)
            ? new InboxAnswer.Unavailable(RetryWhenUnavailable)
            : new InboxAnswer.Done([.. outcomes.SelectMany(part => part!)]);
    }

    /// <summary>All or nothing; a submission that alone is larger than the inbox is taken when it is empty.</summary>
    InboxAnswer? Admit(List<Part> parts)
    {
        var (count, size) = (parts.Sum(part => part.Events.Count), parts.Sum(part => part.Bytes));
        lock (admission)
        {
            if (stopped)
            {
                return new InboxAnswer.Unavailable(RetryWhenUnavailable);
            }
            if (records > 0 && (records + count > options.QueueRecords || bytes + size > options.QueueBytes))
            {
                return new InboxAnswer.Full(rate.SecondsFor(records / writers.Length));
            }
            (records, bytes) = (records + count, bytes + size);
            parts.ForEach(part => waiting.Writer.TryWrite(part));
            return null;
        }
    }

    /// <summary>Takes nothing more, and stores what it has.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        lock (admission)
        {
            stopped = true;
            waiting.Writer.TryComplete();
        }
        // The host's patience ends with the token; then those who still wait are told to send again.
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(writers.Select(writer => DrainAsync(writer, stoppingToken)));

    async Task DrainAsync(EventWriter writer, CancellationToken stoppingToken)
    {
        while (await waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            if (NextBatch() is { Count: > 0 } batch)
            {
                await StoreAsync(writer, batch, stoppingToken);
            }
        }
    }

    /// <summary>Empty when another writer was quicker.</summary>
    List<Part> NextBatch()
    {
        var batch = new List<Part>();
        var room = options.BatchRecords;
        lock (admission)
        {
            while (waiting.Reader.TryPeek(out var next) && (batch.Count == 0 || next.Events.Count <= room)
                && waiting.Reader.TryRead(out next))
            {
                room -= next.Events.Count;
                batch.Add(next);
            }
        }
        return batch;
    }

    /// <summary>Never throws: each part of the batch gets its answer, whatever happens.</summary>
    async Task StoreAsync(EventWriter writer, List<Part> batch, CancellationToken stoppingToken)
    {
        IReadOnlyList<RecordOutcome>? outcomes = null;
        var count = batch.Sum(part => part.Events.Count);
        var start = time.GetTimestamp();
        try
        {
            stoppingToken.ThrowIfCancellationRequested();
            outcomes = await writer.WriteAsync([.. batch.SelectMany(part => part.Events)], stoppingToken);
            rate.Drained(count, time.GetElapsedTime(start));
        }
        catch (Exception e)
        {
            IngestLog.BatchFailed(log, count, e);
        }
        Release(batch);
        var answered = 0;
        foreach (var part in batch)
        {
            part.Outcomes.SetResult(outcomes is null ? null : [.. outcomes.Skip(answered).Take(part.Events.Count)]);
            answered += part.Events.Count;
        }
    }

    void Release(List<Part> batch)
    {
        lock (admission)
        {
            records -= batch.Sum(part => part.Events.Count);
            bytes -= batch.Sum(part => part.Bytes);
        }
    }
}

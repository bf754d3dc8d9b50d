namespace UsageAnalysis.Insights;

/// <summary>What is known of an answer that takes long.</summary>
/// <param name="Value">The last one; null where there is none yet.</param>
/// <param name="ComputedAt">When it was asked of the data; null where there is none yet.</param>
/// <param name="Computing">Whether a newer one is on its way, or waits for its turn: ask again.</param>
public readonly record struct BackgroundAnswer<TAnswer>(TAnswer? Value, DateTime? ComputedAt, bool Computing)
    where TAnswer : class;

/// <summary>
/// Answers that take longer than anybody waits: computed behind the questions, one at a time, and remembered with the version of the data.
/// Who asks waits a moment, and then gets the last answer with its age. While data keeps arriving, an answer is good for a minute.
/// </summary>
sealed class BackgroundAnswers<TKey, TVersion, TAnswer>(TimeProvider time) : IAsyncDisposable
    where TKey : notnull
    where TVersion : struct, IEquatable<TVersion>
    where TAnswer : class
{
    /// <summary>How long who asks waits for an answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(800);

    /// <summary>How long an answer is good though the data has changed.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(1);

    const int MostKept = 32;
    const int MostUnderWay = 8;

    readonly Lock gate = new();
    readonly Dictionary<TKey, Known> kept = [];
    readonly Dictionary<TKey, Task<Known>> underWay = [];
    readonly SemaphoreSlim turn = new(1);
    readonly CancellationTokenSource stop = new();

    sealed record Known(TVersion Version, TAnswer Answer, DateTime At)
    {
        public long LastAsked { get; set; }
    }

    /// <summary>The answer to a question, as far as it is known.</summary>
    /// <param name="key">The question.</param>
    /// <param name="version">Of the data, read after the question arrived.</param>
    /// <param name="compute">Computes it; is told when the program ends.</param>
    /// <param name="ct">Leaves; what was begun goes on for whoever asks next.</param>
    public async Task<BackgroundAnswer<TAnswer>> AskAsync(
        TKey key, TVersion version, Func<CancellationToken, Task<TAnswer>> compute, CancellationToken ct)
    {
        Task<Known>? work;
        Known? last;
        lock (gate)
        {
            if (kept.TryGetValue(key, out last))
            {
                last.LastAsked = time.GetTimestamp();
                if (last.Version.Equals(version) || time.GetUtcNow() - last.At < GoodFor)
                {
                    return new(last.Answer, last.At, false);
                }
            }
            if (!underWay.TryGetValue(key, out work) && HasRoom() && !stop.IsCancellationRequested)
            {
                underWay.Add(key, work = Task.Run(() => ComputeAsync(key, version, compute), CancellationToken.None));
            }
        }
        if (work is not null && await Task.WhenAny(work, Task.Delay(Patience, ct)) == work)
        {
            Forget(key, work);
            var known = await work;
            return new(known.Answer, known.At, false);
        }
        ct.ThrowIfCancellationRequested();
        return new(last?.Answer, last?.At, true);
    }

    // What failed and was not asked for again makes way.
    bool HasRoom()
    {
        if (underWay.Count >= MostUnderWay && underWay.FirstOrDefault(work => work.Value.IsCompleted) is { Value: not null } failed)
        {
            underWay.Remove(failed.Key);
        }
        return underWay.Count < MostUnderWay;
    }

    async Task<Known> ComputeAsync(TKey key, TVersion version, Func<CancellationToken, Task<TAnswer>> compute)
    {
        await turn.WaitAsync(stop.Token);
        try
        {
            var at = time.GetUtcNow().UtcDateTime;
            var known = new Known(version, await compute(stop.Token), at) { LastAsked = time.GetTimestamp() };
            Keep(key, known);
            return known;
        }
        finally
        {
            turn.Release();
        }
    }

    // What was computed is under way no more; what failed stays until somebody was told, so that nobody asks for ever.
    void Keep(TKey key, Known known)
    {
        lock (gate)
        {
            kept[key] = known;
            underWay.Remove(key);
            if (kept.Count > MostKept)
            {
                kept.Remove(kept.MinBy(one => one.Value.LastAsked).Key);
            }
        }
    }

    void Forget(TKey key, Task<Known> work)
    {
        lock (gate)
        {
            if (underWay.TryGetValue(key, out var known) && known == work)
            {
                underWay.Remove(key);
            }
        }
    }

    /// <summary>Stops what is under way, and waits until it has stopped.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] left;
        lock (gate)
        {
            stop.Cancel();
            left = [.. underWay.Values];
        }
        await Task.WhenAll(left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
        turn.Dispose();
    }
}

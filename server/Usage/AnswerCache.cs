using Microsoft.Extensions.Caching.Memory;

namespace UsageAnalysis.Usage;

/// <summary>
/// Remembers the last answer of each statement with the version of the data that it was asked at, and gives it to those who ask at the same
/// version. Those who ask the same at the same time share one statement.
/// </summary>
public sealed class AnswerCache : IDisposable
{
    // A finished range changes only when something late arrives; of a running one, another range is soon asked instead.
    static readonly TimeSpan FinishedUnused = TimeSpan.FromDays(1);
    static readonly TimeSpan RunningUnused = TimeSpan.FromMinutes(10);

    // One answer must not push out all others.
    const int LeastAnswers = 8;

    readonly SingleFlight<(StatementHash, UsageVersion), object> flights = new();
    readonly MemoryCache memory;
    readonly long maxAnswerBytes;

    /// <summary>Begins empty.</summary>
    public AnswerCache(AnswerCacheOptions options)
    {
        memory = new MemoryCache(new MemoryCacheOptions { SizeLimit = options.MaxBytes, TrackStatistics = true });
        maxAnswerBytes = options.MaxBytes / LeastAnswers;
    }

    sealed record Answer(UsageVersion Version, object Results);

    /// <summary>About how many bytes are taken.</summary>
    internal long Bytes => memory.GetCurrentStatistics()!.CurrentEstimatedSize!.Value;

    /// <summary>How many answers are remembered.</summary>
    internal int Count => memory.Count;

    /// <summary>The answer to a statement, from memory if it was answered at this version. It is shared: nobody may change it.</summary>
    /// <param name="statement">What is asked; the same statement always has answers of the same type.</param>
    /// <param name="version">Was read after the question arrived, and before this.</param>
    /// <param name="finished">Whether the range of the question lies in the past.</param>
    /// <param name="ask">Asks the database; is told when nobody waits any more.</param>
    /// <param name="sizeOf">About how many bytes an answer takes.</param>
    /// <param name="ct">Leaves.</param>
    internal async Task<TAnswer> GetAsync<TAnswer>(
        StatementHash statement, UsageVersion version, bool finished, Func<CancellationToken, Task<TAnswer>> ask, Func<TAnswer, long> sizeOf,
        CancellationToken ct)
        where TAnswer : class =>
        Known<TAnswer>(statement, version)
            ?? (TAnswer)await flights.JoinAsync(
                (statement, version), async stop => await AskAsync(statement, version, finished, ask, sizeOf, stop), ct);

    /// <summary>
    /// The same, for a question that can be asked only as long as the asker is there: those who ask the same at the same time each ask it.
    /// </summary>
    internal async Task<TAnswer> GetAloneAsync<TAnswer>(
        StatementHash statement, UsageVersion version, bool finished, Func<CancellationToken, Task<TAnswer>> ask, Func<TAnswer, long> sizeOf,
        CancellationToken ct)
        where TAnswer : class =>
        Known<TAnswer>(statement, version) ?? await AskAsync(statement, version, finished, ask, sizeOf, ct);

    TAnswer? Known<TAnswer>(StatementHash statement, UsageVersion version)
        where TAnswer : class =>
        memory.TryGetValue(statement, out Answer? known) && known!.Version == version ? (TAnswer)known.Results : null;

    async Task<TAnswer> AskAsync<TAnswer>(
        StatementHash statement, UsageVersion version, bool finished, Func<CancellationToken, Task<TAnswer>> ask, Func<TAnswer, long> sizeOf,
        CancellationToken ct)
        where TAnswer : class
    {
        var results = await ask(ct);
        Keep(statement, new Answer(version, results), sizeOf(results), finished);
        return results;
    }

    void Keep(StatementHash statement, Answer answer, long bytes, bool finished)
    {
        if (bytes <= maxAnswerBytes)
        {
            memory.Set(statement, answer, new MemoryCacheEntryOptions
            {
                Size = bytes,
                SlidingExpiration = finished ? FinishedUnused : RunningUnused,
            });
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Dispose() => memory.Dispose();
}

namespace UsageAnalysis.GraphQL.Loading;

/// <summary>Marks batch loaders for the assembly scan.</summary>
public abstract class BatchLoader
{
    private protected BatchLoader() { }

    /// <summary>The request that the loader belongs to, set when it is made.</summary>
    internal RequestLoaders Request { get; set; } = null!;
}

/// <summary>
/// Gathers the keys that many resolvers of one request ask for and fetches them at once. One instance lives per request, in a DI scope
/// of its own; its batches never overlap, so it may hold a DbContext.
/// </summary>
public abstract class BatchLoader<TKey, TValue> : BatchLoader
    where TKey : notnull
    where TValue : class
{
    readonly Lock gate = new();
    readonly Dictionary<TKey, Batch> known = [];
    Batch? open;
    Task previous = Task.CompletedTask;

    /// <summary>The most keys that one call of <see cref="LoadAsync"/> receives.</summary>
    protected virtual int MaxBatchSize => 1000;

    /// <summary>Fetches the values of distinct keys; a key without a value is left out and becomes null.</summary>
    protected abstract Task<IReadOnlyDictionary<TKey, TValue>> LoadAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    /// <summary>The value of a key, or null when there is none. A key is fetched once per request.</summary>
    public Loaded<TValue?> Load(TKey key)
    {
        lock (gate)
        {
            if (!known.TryGetValue(key, out var batch))
            {
                if (open is null || open.Started || open.Keys.Count >= MaxBatchSize) open = new Batch(this);
                known[key] = batch = open;
                batch.Keys.Add(key);
            }
            return new Loaded<TValue?>(async ct => (await batch.GetAsync(ct)).GetValueOrDefault(key));
        }
    }

    /// <summary>The value of a key, or null when there is no key or no value.</summary>
    public Loaded<TValue?> LoadOrNull<TStruct>(TStruct? key)
        where TStruct : struct, TKey => key is { } value ? Load(value) : Loaded.From<TValue?>(null);

    /// <summary>
    /// Runs a part of the work that the values stand for and wait for themselves, when it is its turn to hold a connection.
    /// </summary>
    protected Task<T> InTurnAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken) =>
        Request.InTurnAsync(work, cancellationToken);

    // Waits for the batch before it; that batch's failure belongs to those who asked for it.
    async Task<IReadOnlyDictionary<TKey, TValue>> FetchAsync(Task before, IReadOnlyList<TKey> keys, CancellationToken cancellationToken)
    {
        await before.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return await Request.InTurnAsync(() => LoadAsync(keys, cancellationToken), cancellationToken);
    }

    sealed class Batch(BatchLoader<TKey, TValue> loader)
    {
        Task<IReadOnlyDictionary<TKey, TValue>>? values;

        internal List<TKey> Keys { get; } = [];

        internal bool Started => values is not null;

        internal Task<IReadOnlyDictionary<TKey, TValue>> GetAsync(CancellationToken cancellationToken)
        {
            lock (loader.gate)
            {
                if (values is null) loader.previous = values = loader.FetchAsync(loader.previous, Keys, cancellationToken);
                return values;
            }
        }
    }
}

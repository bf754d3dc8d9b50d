using UsageAnalysis.GraphQL.Guards;

namespace UsageAnalysis.GraphQL.Loading;

/// <summary>
/// What the resolvers of one request share: batch loaders, each made on first use in a scope of its own, and the gate that lets only so
/// many of them ask the database at the same time.
/// </summary>
sealed class RequestLoaders(IServiceScopeFactory scopes, GraphQLLimits limits) : IAsyncDisposable
{
    readonly Lock gate = new();
    readonly Dictionary<object, object> batches = [];
    readonly List<AsyncServiceScope> opened = [];
    readonly SemaphoreSlim slots = new(limits.MaxParallelResolvers);

    internal object Get(Type type) => GetOrAdd(type, () =>
    {
        var scope = scopes.CreateAsyncScope();
        opened.Add(scope);
        var loader = (BatchLoader)ActivatorUtilities.CreateInstance(scope.ServiceProvider, type);
        loader.Request = this;
        return loader;
    });

    /// <summary>What the request gathers under a key; made by the first who asks.</summary>
    internal T GetOrAdd<T>(object key, Func<T> make)
        where T : class
    {
        lock (gate)
        {
            if (!batches.TryGetValue(key, out var known)) batches.Add(key, known = make());
            return (T)known;
        }
    }

    /// <summary>
    /// Runs work that may hold a connection, when it is its turn. Such work must not wait for other work of the same kind, or all turns
    /// could wait for one.
    /// </summary>
    internal async Task<T> InTurnAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken);
        try { return await work(); }
        finally { slots.Release(); }
    }

    /// <summary>The same, with services of its own.</summary>
    internal Task<T> InTurnAsync<T>(Func<IServiceProvider, Task<T>> work, CancellationToken cancellationToken) => InTurnAsync(async () =>
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var scope in opened) await scope.DisposeAsync();
        slots.Dispose();
    }
}

namespace UsageAnalysis.GraphQL.Loading;

/// <summary>The batch loaders of one request, each made on first use in a scope of its own.</summary>
sealed class RequestLoaders(IServiceScopeFactory scopes) : IAsyncDisposable
{
    readonly Lock gate = new();
    readonly Dictionary<Type, (AsyncServiceScope Scope, object Loader)> loaders = [];

    internal object Get(Type type)
    {
        lock (gate)
        {
            if (loaders.TryGetValue(type, out var known)) return known.Loader;
            var scope = scopes.CreateAsyncScope();
            var loader = ActivatorUtilities.CreateInstance(scope.ServiceProvider, type);
            loaders.Add(type, (scope, loader));
            return loader;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (scope, _) in loaders.Values) await scope.DisposeAsync();
    }
}

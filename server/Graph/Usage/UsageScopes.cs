using UsageAnalysis.Analytics;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Usage;

/// <summary>Scopes as they were sent, resolved once a request, however many nodes are asked under them.</summary>
public sealed class UsageScopes(ScopeResolver resolver) : BatchLoader<UsageScopeInput, Task<UsageScope>>
{
    /// <summary>The usage of a node, or of everything, under a scope; without one, that of the last 30 days.</summary>
    public Loaded<ScopedUsage> Of(UsageSubject? subject, UsageScopeInput? scope) =>
        Load(scope ?? new UsageScopeInput()).Then(async (resolved, _) => new ScopedUsage(await resolved!, subject));

    /// <inheritdoc/>
    protected override Task<IReadOnlyDictionary<UsageScopeInput, Task<UsageScope>>> LoadAsync(
        IReadOnlyList<UsageScopeInput> keys, CancellationToken cancellationToken) =>
        // One by one: a scope that makes no sense fails those who sent it, not the others.
        Task.FromResult<IReadOnlyDictionary<UsageScopeInput, Task<UsageScope>>>(
            keys.ToDictionary(key => key, key => InTurnAsync(() => resolver.ResolveAsync(key, cancellationToken), cancellationToken)));
}

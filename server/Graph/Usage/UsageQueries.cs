using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.Graph.Usage;

/// <summary>Everything that is counted.</summary>
[QueryType]
public static class UsageQueries
{
    /// <summary>Everything that is counted, under one scope.</summary>
    /// <param name="scope">The global filter; without it, the last 30 days of everything.</param>
    /// <param name="resolver">Turns names into ids.</param>
    /// <param name="ct">Ends the look-ups.</param>
    public static async Task<ScopedUsage> GetUsageAsync(UsageScopeInput? scope, [Service] ScopeResolver resolver, CancellationToken ct) =>
        new(await resolver.ResolveAsync(scope ?? new UsageScopeInput(), ct));
}

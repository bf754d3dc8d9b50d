using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;

namespace UsageAnalysis.Graph.Usage;

/// <summary>Everything that is counted.</summary>
[QueryType]
public static class UsageQueries
{
    /// <summary>Everything that is counted, under one scope.</summary>
    /// <param name="scope">The global filter; without it, the last 30 days of everything.</param>
    /// <param name="scopes">Resolves scopes.</param>
    public static Loaded<ScopedUsage> GetUsage(UsageScopeInput? scope, [Service] UsageScopes scopes) => scopes.Of(null, scope);
}

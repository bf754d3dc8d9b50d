using Npgsql;
using UsageAnalysis.Data;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.Ingest.Policy;

namespace UsageAnalysis.Graph.Logging;

/// <summary>What is logged, and who set it.</summary>
[QueryType]
public static class LoggingQueries
{
    internal const int MostRules = 500;

    /// <summary>
    /// What is logged of a user's events. The most specific rule says it: that of the user, else that of the package, else those of the
    /// user's groups (what one of them logs is logged), else that of everyone.
    /// </summary>
    /// <param name="policies">Knows the rules.</param>
    /// <param name="names">Finds the user and the package.</param>
    /// <param name="user">A user by login or node id; without one, somebody anonymous.</param>
    /// <param name="package">A package by name or node id; without one, events of no package.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<EffectiveLogging> GetLoggingPolicyAsync(
        [Service] LoggingPolicies policies, [Service] ScopeNames names, [ID] string? user = null, [ID] string? package = null,
        CancellationToken ct = default)
    {
        var login = user is null ? null : (await names.OneAsync(ScopeList.Users, "user", user, ct)).Name;
        var home = package is null ? null : (await names.OneAsync(ScopeList.Packages, "package", package, ct)).Name;
        var rules = await policies.CurrentAsync(ct)
            ?? throw new GraphQLRequestException("The logging policy cannot be read now. Ask again in 5 s.", "UNAVAILABLE");
        var said = rules.For(login, home);
        return EffectiveLogging.Of(said ?? LoggingPolicy.Standard, said is not null);
    }

    /// <summary>What was ever set about logging, the last first.</summary>
    /// <param name="dataSource">Keeps it.</param>
    /// <param name="time">Says what holds now.</param>
    /// <param name="first">How many: 1 to 500.</param>
    /// <param name="ct">Gives up.</param>
    [ListSize(MostRules, SlicingArguments = ["first"], SlicingArgumentDefaultValue = 100)]
    public static async Task<IReadOnlyList<LoggingRuleEntry>> GetLoggingRulesAsync(
        [Service] NpgsqlDataSource dataSource, [Service] TimeProvider time, int first = 100, CancellationToken ct = default)
    {
        ScopeQueries.RequireWithin("first", first, MostRules);
        var inForce = await LoggingRules.InForceAsync(dataSource, time.GetUtcNow().UtcDateTime, ct);
        var newest = await LoggingRules.NewestAsync(dataSource, MostRules, ct);
        return [.. newest.Take(first).Select((rule, i) => new LoggingRuleEntry(
            rule, newest.Skip(i + 1).FirstOrDefault(rule.IsOfSameTarget), inForce.Any(holds => holds.Id == rule.Id)))];
    }
}

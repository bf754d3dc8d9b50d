using UsageAnalysis.Data;
using UsageAnalysis.Graph.Groups;
using UsageAnalysis.Graph.Packages;
using UsageAnalysis.Graph.Users;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;

namespace UsageAnalysis.Graph.Logging;

/// <summary>What is logged of somebody's events.</summary>
/// <param name="Levels">Of audit, usage, info, debug, warning, error. Sources that are no level, such as function, are always logged.</param>
/// <param name="Types">Types of events for which something is said; all others are logged as their sender sees fit.</param>
/// <param name="IsSet">
/// Whether somebody set it. Where nobody did, trackers send these levels by themselves, and what others send is kept all the same.
/// </param>
public sealed record EffectiveLogging(
    [property: ListSize(6)] IReadOnlyList<string> Levels, [property: ListSize(EffectiveLogging.UsualTypes)] IReadOnlyList<LoggedType> Types, bool IsSet)
{
    internal const int UsualTypes = 10;

    internal static EffectiveLogging Of(LoggingPolicy policy, bool isSet) =>
        new(policy.Levels, [.. policy.Types.Values.OrderBy(type => type.Type, StringComparer.Ordinal)], isSet);
}

/// <summary>What somebody set about logging.</summary>
/// <param name="Rule">What was set.</param>
/// <param name="Before">What was set before for the same people or package; null for nothing.</param>
/// <param name="InForce">Whether it holds now: it is the last one of its target that has not ended.</param>
public sealed record LoggingRuleEntry(LoggingRule Rule, LoggingRule? Before, bool InForce);

/// <summary>What somebody set about logging, for whom, why and until when.</summary>
[ObjectType<LoggingRuleEntry>("LoggingRule")]
[Expose(nameof(LoggingRuleEntry.InForce))]
public static class LoggingRuleNode
{
    /// <summary>For whom it is.</summary>
    public static LoggingTarget GetTarget([Parent] LoggingRuleEntry entry) => entry.Rule.Target;

    /// <summary>The group whose members it is for, those of nested groups too; else null.</summary>
    public static Loaded<Group?> GetGroup([Parent] LoggingRuleEntry entry, [Service] GroupById loader) =>
        loader.LoadOrNull(entry.Rule.Target == LoggingTarget.Group ? entry.Rule.TargetId : null);

    /// <summary>The user whom it is for; else null.</summary>
    public static Loaded<User?> GetUser([Parent] LoggingRuleEntry entry, [Service] UserById loader) =>
        loader.LoadOrNull(entry.Rule.Target == LoggingTarget.User ? entry.Rule.TargetId : null);

    /// <summary>The package whose events it is for; else null.</summary>
    public static Loaded<Package?> GetPackage([Parent] LoggingRuleEntry entry, [Service] PackageById loader) =>
        loader.LoadOrNull(entry.Rule.Target == LoggingTarget.Package ? entry.Rule.TargetId : null);

    /// <summary>What it says.</summary>
    public static LoggingMode GetMode([Parent] LoggingRuleEntry entry) => entry.Rule.Mode;

    /// <summary>The levels that it logs; none where it says nothing.</summary>
    [ListSize(6)]
    public static IReadOnlyList<string> GetLevels([Parent] LoggingRuleEntry entry) => entry.Rule.Policy?.Levels ?? [];

    /// <summary>The types of events for which it says something.</summary>
    [ListSize(EffectiveLogging.UsualTypes)]
    public static IReadOnlyList<LoggedType> GetTypes([Parent] LoggingRuleEntry entry) =>
        [.. (entry.Rule.Policy?.Types.Values ?? []).OrderBy(type => type.Type, StringComparer.Ordinal)];

    /// <summary>Why it was set; null when nobody said.</summary>
    public static string? GetReason([Parent] LoggingRuleEntry entry) => entry.Rule.Reason;

    /// <summary>First instant at which it no longer holds; null for a rule that stays.</summary>
    public static DateTime? GetEndsAt([Parent] LoggingRuleEntry entry) => entry.Rule.EndsAt;

    /// <summary>Who set it, as the client told: there is no sign-in.</summary>
    public static string GetSetBy([Parent] LoggingRuleEntry entry) => entry.Rule.SetBy;

    /// <summary>When it was set.</summary>
    public static DateTime GetSetAt([Parent] LoggingRuleEntry entry) => entry.Rule.SetAt;

    /// <summary>What differs from what was set before for the same people or package.</summary>
    [ListSize(EffectiveLogging.UsualTypes)]
    public static IReadOnlyList<LoggingChange> GetChanges([Parent] LoggingRuleEntry entry) => LoggingChange.Between(entry.Before, entry.Rule);
}

using System.Globalization;
using UsageAnalysis.Data;

namespace UsageAnalysis.Graph.Logging;

/// <summary>One difference between two rules about logging.</summary>
/// <param name="What">mode, the name of a level, the name of a type, or endsAt.</param>
/// <param name="Before">How it was; null for nothing said.</param>
/// <param name="After">How it is; null for nothing said.</param>
public sealed record LoggingChange(string What, string? Before, string? After)
{
    /// <summary>All differences, in the order of the rule's members.</summary>
    internal static IReadOnlyList<LoggingChange> Between(LoggingRule? before, LoggingRule after)
    {
        var (said, says) = (Describe(before), Describe(after));
        return [.. says.Keys.Concat(said.Keys).Distinct()
            .Select(what => new LoggingChange(what, said.GetValueOrDefault(what), says.GetValueOrDefault(what)))
            .Where(change => change.Before != change.After)];
    }

    static Dictionary<string, string?> Describe(LoggingRule? rule)
    {
        var said = new Dictionary<string, string?> { ["mode"] = rule?.Mode.ToString().ToUpperInvariant() };
        if (rule?.Policy is { } policy)
        {
            foreach (var level in LoggingPolicy.AllLevels)
            {
                said[level] = policy.Levels.Contains(level) ? "logged" : "not logged";
            }
            foreach (var type in policy.Types.Values.OrderBy(type => type.Type, StringComparer.Ordinal))
            {
                said[type.Type] = type switch { { IsLogged: false } => "not logged", { Selector: { } where } => $"logged in {where}", _ => "logged" };
            }
        }
        said["endsAt"] = rule?.EndsAt?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return said;
    }
}

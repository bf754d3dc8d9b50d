using UsageAnalysis.Analytics;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.Insights;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Patterns;

/// <summary>
/// What follows what between functions within a session. Runs of one function in a row are one step. Runs without a session, and events that
/// are no runs, are no steps.
/// </summary>
/// <param name="Runs">How many runs were read: at most 100,000, the newest of the range.</param>
/// <param name="Sessions">Of how many sessions.</param>
/// <param name="Since">Time of the first run that was read; null without any.</param>
/// <param name="Truncated">Whether so many were read that the range may have earlier ones.</param>
/// <param name="TotalPairs">How many pairs there are.</param>
/// <param name="Pairs">The most frequent first.</param>
public sealed record UsagePaths(
    long Runs, long Sessions, DateTime? Since, bool Truncated, int TotalPairs, IReadOnlyList<UsagePath> Pairs)
{
    internal static UsagePaths Of(Paths paths) => new(
        paths.Runs, paths.Sessions, paths.Since, paths.Runs == Paths.MostRuns, paths.TotalPairs, [.. paths.Pairs.Select(UsagePath.Of)]);
}

/// <summary>A function, and what followed it.</summary>
/// <param name="From">The function.</param>
/// <param name="To">What followed; null where nothing did in the session.</param>
/// <param name="Count">How often.</param>
/// <param name="Users">Distinct known users to whom it happened.</param>
/// <param name="Share">The part of all steps of the first function.</param>
/// <param name="MedianGapMs">
/// Half of the times from the last run of the first step to the first run of the next did not exceed it, milliseconds; null where nothing
/// followed.
/// </param>
public sealed record UsagePath(UsageKey From, UsageKey? To, long Count, long Users, double Share, double? MedianGapMs)
{
    internal static UsagePath Of(PathPair pair) => new(
        KeyOf(pair.From), pair.To is { } to ? KeyOf(to) : null, pair.Count, pair.Users, (double)pair.Count / pair.Steps, pair.MedianGapMs);

    static UsageKey KeyOf(int function) => UsageKey.Of(UsageDimension.Function, new UsageKeyPart(function, null));
}

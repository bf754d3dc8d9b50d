using UsageAnalysis.Analytics;
using UsageAnalysis.Statistics;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Insights;

/// <summary>What is said about the durations of a function.</summary>
public enum DurationVerdict
{
    /// <summary>Its runs take longer than before: significantly, and by 5 % or more of the median.</summary>
    Slower,

    /// <summary>Its runs take less time than before: significantly, and by 5 % or more of the median.</summary>
    Faster,

    /// <summary>No change that is both significant and 5 % of the median.</summary>
    Unchanged,

    /// <summary>Too few runs in one of the periods to say anything.</summary>
    TooFew,
}

/// <summary>How the durations of a function changed.</summary>
/// <param name="FunctionId">The function.</param>
/// <param name="Now">Its durations in the range.</param>
/// <param name="Before">Its durations in the range that this one is compared with.</param>
/// <param name="Ratio">Median now / median before; null where one of the periods has too few runs.</param>
/// <param name="Superiority">
/// The probability that a run now takes longer than a run before, a tie counting half; null where there are too few runs.
/// </param>
/// <param name="PValue">Of the test, by itself; null where there are too few runs.</param>
/// <param name="Adjusted">The same, corrected for the number of functions that were tested.</param>
/// <param name="Verdict">What is said.</param>
public sealed record DurationChange(
    int FunctionId, DurationHistogram Now, DurationHistogram Before, double? Ratio, double? Superiority, double? PValue, double? Adjusted,
    DurationVerdict Verdict);

/// <summary>
/// Functions by how their durations changed: the test of Mann and Whitney on the histograms of two periods, whose buckets of 4 % are ties;
/// p-values corrected by Benjamini and Hochberg.
/// </summary>
static class Slowdowns
{
    /// <summary>The expected part of chance among what is called slower or faster.</summary>
    public const double Level = 0.05;

    /// <summary>The least change of the median that is worth a word.</summary>
    public const double LeastChange = 0.05;

    /// <summary>Every function that was timed in one of the periods: slower ones first, then faster ones, the largest change first.</summary>
    /// <param name="reader">Asks.</param>
    /// <param name="scope">Its range, and its other conditions.</param>
    /// <param name="previous">The range that it is compared with.</param>
    /// <param name="subject">Events of one node.</param>
    /// <param name="minRuns">Runs that both periods need for a verdict.</param>
    /// <param name="ct">Leaves.</param>
    public static async Task<IReadOnlyList<DurationChange>> AskAsync(
        UsageReader reader, UsageScope scope, TimeRange previous, UsageSubject? subject, int minRuns, CancellationToken ct)
    {
        async Task<Dictionary<int, DurationHistogram>> OfAsync(TimeRange range)
        {
            var query = new UsageQuery(range, scope.Filter, MeasureSet.Duration | MeasureSet.Histogram)
            {
                By = [UsageDimension.Function],
                Subjects = subject is { } one ? [one] : null,
            };
            return (await reader.AskAsync(query, ct))[0].Rows
                .Where(row => row.Key[0].Id is not null && row.Values.Duration.Histogram is not null)
                .ToDictionary(row => (int)row.Key[0].Id!.Value, row => row.Values.Duration.Histogram!);
        }

        return Compare(await OfAsync(scope.Range), await OfAsync(previous), minRuns);
    }

    internal static IReadOnlyList<DurationChange> Compare(
        IReadOnlyDictionary<int, DurationHistogram> now, IReadOnlyDictionary<int, DurationHistogram> before, int minRuns)
    {
        var changes = now.Keys.Union(before.Keys).Select(function => new DurationChange(
            function, now.GetValueOrDefault(function, DurationHistogram.Empty), before.GetValueOrDefault(function, DurationHistogram.Empty),
            null, null, null, null, DurationVerdict.TooFew));
        var byEnough = changes.ToLookup(change => change.Now.Count >= minRuns && change.Before.Count >= minRuns);
        var tested = byEnough[true].Select(Tested).ToArray();
        var adjusted = FalseDiscoveries.Adjusted([.. tested.Select(change => change.PValue!.Value)]);
        return
        [
            .. tested.Select((change, i) => change with { Adjusted = adjusted[i], Verdict = VerdictOf(change, adjusted[i]) })
                .Concat(byEnough[false])
                .OrderBy(change => change.Verdict).ThenByDescending(change => Math.Abs((change.Superiority ?? 0.5) - 0.5))
                .ThenByDescending(change => change.Now.Count).ThenBy(change => change.FunctionId),
        ];
    }

    static DurationChange Tested(DurationChange change)
    {
        var (superiority, p) = MannWhitney.Compare(change.Before.Counts, change.Now.Counts);
        return change with { Ratio = change.Now.QuantileUs(0.5) / change.Before.QuantileUs(0.5), Superiority = superiority, PValue = p };
    }

    static DurationVerdict VerdictOf(DurationChange change, double adjusted) => change switch
    {
        _ when adjusted >= Level => DurationVerdict.Unchanged,
        { Superiority: > 0.5, Ratio: >= 1 + LeastChange } => DurationVerdict.Slower,
        { Superiority: < 0.5, Ratio: <= 1 - LeastChange } => DurationVerdict.Faster,
        _ => DurationVerdict.Unchanged,
    };
}

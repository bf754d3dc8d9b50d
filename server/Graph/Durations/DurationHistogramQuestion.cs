using UsageAnalysis.Analytics;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Durations;

/// <summary>How many events took how long.</summary>
/// <param name="From">They took longer than this, milliseconds; 0 of the shortest bucket, which holds durations of 0 too.</param>
/// <param name="To">They took no longer than this, milliseconds.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Previous">How many they were in the comparison range; null without a comparison.</param>
public sealed record DurationBucket(double From, double To, long Count, long? Previous);

/// <summary>How many events took how long, checked.</summary>
sealed record DurationHistogramQuestion : UsageQuestion<IReadOnlyList<DurationBucket>>
{
    const int MostBuckets = 400;

    public DurationHistogramQuestion(UsageScope scope, int most, bool withPrevious)
    {
        ScopeQueries.RequireWithin("most", most, MostBuckets);
        (Scope, Most, WithPrevious) = (scope, most, withPrevious && scope.Previous is not null);
    }

    UsageScope Scope { get; }

    int Most { get; }

    bool WithPrevious { get; }

    private protected override async Task<IReadOnlyList<DurationBucket>[]> AskAsync(
        UsageReader reader, IReadOnlyList<UsageSubject>? subjects, CancellationToken ct)
    {
        async Task<DurationHistogram[]> OfAsync(TimeRange range) =>
            [.. (await reader.TotalsAsync(range, Scope.Filter, MeasureSet.Duration | MeasureSet.Histogram, subjects, ct))
                .Select(values => values.Duration.Histogram ?? DurationHistogram.Empty)];

        var now = await OfAsync(Scope.Range);
        var before = WithPrevious ? await OfAsync(Scope.Previous!.Value) : null;
        return [.. now.Select((histogram, i) => Buckets(histogram, before?[i]))];
    }

    // Buckets of equal width on a scale of logarithms, each of as many of the narrow ones, from the first to the last that is not empty.
    IReadOnlyList<DurationBucket> Buckets(DurationHistogram now, DurationHistogram? before)
    {
        int[] filled = [.. now.Counts.Concat(before?.Counts ?? []).Select(bucket => bucket.Key)];
        if (filled is [])
        {
            return [];
        }
        var (least, greatest) = (filled.Min(), filled.Max());
        var merged = (greatest - least + Most) / Most;
        long[] Counts(DurationHistogram of)
        {
            var counts = new long[(greatest - least) / merged + 1];
            foreach (var (bucket, count) in of.Counts)
            {
                counts[(bucket - least) / merged] += count;
            }
            return counts;
        }

        var (counts, previous) = (Counts(now), before is null ? null : Counts(before));
        double EndMs(int bucket) => DurationHistogram.EndUs(least + (bucket * merged) - 1) / 1000;
        return [.. counts.Select((count, i) => new DurationBucket(EndMs(i), EndMs(i + 1), count, previous?[i]))];
    }
}

/// <summary>How long events took.</summary>
[ExtendObjectType<ScopedUsage>]
public static class UsageDurationHistogram
{
    /// <summary>
    /// How many events took how long: buckets of equal width on a scale of logarithms, ascending and without gaps, from the shortest to the
    /// longest duration of the range and the one that it is compared with. Empty where nothing was timed.
    /// </summary>
    /// <param name="usage">The scope.</param>
    /// <param name="selection">Whether to count the comparison range.</param>
    /// <param name="questions">Asks.</param>
    /// <param name="most">Most buckets: 1 to 400. The finest are 4 % wide.</param>
    [ListSize(400, SlicingArguments = ["most"], SlicingArgumentDefaultValue = 40)]
    public static Loaded<IReadOnlyList<DurationBucket>> GetDurationHistogram(
        [Parent] ScopedUsage usage, Selection selection, [Service] UsageQuestions questions, int most = 40) =>
        questions.Ask(new DurationHistogramQuestion(usage.Scope, most, selection.Selects("previous")), usage.Subject);
}

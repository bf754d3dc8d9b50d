using UsageAnalysis.Analytics;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Usage;

/// <summary>A question over time, checked.</summary>
sealed record SeriesQuestion : UsageQuestion<UsageSeriesSet>
{
    const int MostLines = 50;

    public SeriesQuestion(
        UsageScope scope, MeasureSet measures, TimeBucket bucket, UsageDimension? by, int top, bool other, bool withPrevious)
    {
        ScopeQueries.RequireNotTime(by, "A series is");
        ScopeQueries.RequireWithin("top", top, MostLines);
        (Scope, By, Top, Other, WithPrevious) = (scope, by, top, other, withPrevious);
        Measures = measures == MeasureSet.None ? MeasureSet.Events : measures;
        Bucket = bucket.For(scope.Range);
    }

    UsageScope Scope { get; }

    MeasureSet Measures { get; }

    TimeBucket Bucket { get; }

    UsageDimension? By { get; }

    int Top { get; }

    bool Other { get; }

    bool WithPrevious { get; }

    private protected override async Task<UsageSeriesSet[]> AskAsync(
        UsageReader reader, IReadOnlyList<UsageSubject>? subjects, CancellationToken ct)
    {
        // Before anything is asked, because a bucket may be too fine.
        var query = Query(Scope.Range, subjects);
        var before = WithPrevious && Scope.Previous is { } range ? Query(range, subjects) : null;
        var kept = By is { } by ? await reader.TopAsync(Scope, by, Top, subjects, ct) : null;
        var values = await reader.LinesAsync(Folded(query, kept), ct);
        var previous = before is null ? null : await reader.LinesAsync(Folded(before, kept), ct);
        return [.. values.Select((lines, i) => Answer(query.Axis!, before?.Axis, kept?[i], lines, previous?[i]))];
    }

    UsageQuery Query(TimeRange range, IReadOnlyList<UsageSubject>? subjects) =>
        Scope.Query(range, Measures, By is { } by ? [UsageDimension.Time, by] : [UsageDimension.Time], Bucket, subjects);

    static UsageQuery Folded(UsageQuery query, UsageResult[]? kept) =>
        kept is null ? query : query with { Folds = [new([1], kept.Keys())] };

    UsageSeriesSet Answer(TimeAxis axis, TimeAxis? before, UsageResult? kept, MeasureValues[][] values, MeasureValues[][]? previous)
    {
        // A value that only the comparison range has is among the others too.
        var cut = kept is not null && (kept.TotalRows > kept.Rows.Count || previous?[^1].Any(v => v != default) == true);
        return new UsageSeriesSet(
            axis.Starts, axis.Bucket, axis.Finished(Scope.Range, Scope.AsOf), axis.FirstCutBy(Scope.Range), axis.LastCutBy(Scope.Range),
            Lines(values, kept, cut && Other), before?.Starts,
            previous is null ? null : Lines(previous, kept, cut && Other), cut && !Other);
    }

    List<UsageSeries> Lines(MeasureValues[][] values, UsageResult? kept, bool withOthers)
    {
        if (kept is null)
        {
            return [UsageSeries.Of(UsageKey.None, false, values[0])];
        }
        var lines = kept.Rows.Select((row, i) => UsageSeries.Of(UsageKey.Of(By!.Value, row.Key[0]), false, values[i]));
        return withOthers ? [.. lines, UsageSeries.Of(UsageKey.None, true, values[^1])] : [.. lines];
    }
}

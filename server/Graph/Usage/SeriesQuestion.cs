using UsageAnalysis.Analytics;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Usage;

/// <summary>A question over time, checked.</summary>
sealed class SeriesQuestion
{
    const int MostLines = 50;
    readonly UsageScope scope;
    readonly MeasureSet measures;
    readonly TimeBucket bucket;
    readonly UsageDimension? by;
    readonly int top;
    readonly bool other;

    public SeriesQuestion(UsageScope scope, MeasureSet measures, TimeBucket bucket, UsageDimension? by, int top, bool other)
    {
        if (by == UsageDimension.Time)
        {
            throw new GraphQLRequestException("A series is already by TIME. Choose another dimension, or none.", ScopeErrors.InvalidArgument);
        }
        if (top is < 1 or > MostLines)
        {
            throw new GraphQLRequestException($"top is {top}, but must be from 1 to {MostLines}.", ScopeErrors.InvalidArgument);
        }
        (this.scope, this.measures, this.by, this.top, this.other) = (scope, measures, by, top, other);
        this.bucket = bucket.For(scope.Range);
    }

    public async Task<UsageSeriesSet> AskAsync(UsageReader reader, bool withPrevious, CancellationToken ct)
    {
        var kept = by is { } dimension ? await TopAsync(reader, dimension, ct) : null;
        var axis = Axis(scope.Range);
        var values = await ValuesAsync(reader, scope.Range, axis, kept, ct);
        var previousAxis = withPrevious && scope.Previous is { } range ? Axis(range) : null;
        var previous = previousAxis is null ? null : await ValuesAsync(reader, scope.Previous!.Value, previousAxis, kept, ct);
        // A value that only the comparison range has is among the others too.
        var cut = kept is not null && (kept.TotalRows > kept.Rows.Count || previous?[^1].Any(v => v != default) == true);
        return new UsageSeriesSet(
            axis.Starts, axis.Bucket, Lines(values, kept, cut && other), previousAxis?.Starts,
            previous is null ? null : Lines(previous, kept, cut && other), cut && !other);
    }

    TimeAxis Axis(TimeRange range) => ScopeErrors.Explained(() => TimeAxis.Of(range, bucket, scope.Zone));

    Task<UsageResult> TopAsync(UsageReader reader, UsageDimension dimension, CancellationToken ct) => reader.AskAsync(
        new UsageQuery(scope.Range, scope.Filter, MeasureSet.Events) { By = [dimension], Order = [new(MeasureSet.Events, true)], First = top }, ct);

    // One line for everything; or one for each kept value, and one more for all others.
    async Task<MeasureValues[][]> ValuesAsync(UsageReader reader, TimeRange range, TimeAxis axis, UsageResult? kept, CancellationToken ct)
    {
        var needed = measures == MeasureSet.None ? MeasureSet.Events : measures;
        return kept is null
            ? [await reader.LineAsync(range, scope.Filter, needed, axis, ct)]
            : await reader.LinesAsync(range, scope.Filter, needed, axis, by!.Value, [.. kept.Rows.Select(row => row.Key[0])], ct);
    }

    List<UsageSeries> Lines(MeasureValues[][] values, UsageResult? kept, bool withOthers)
    {
        if (kept is null)
        {
            return [UsageSeries.Of(UsageKey.None, false, values[0])];
        }
        var lines = kept.Rows.Select((row, i) => UsageSeries.Of(
            new UsageKey(new Dictionary<UsageDimension, UsageKeyPart> { [by!.Value] = row.Key[0] }, null), false, values[i]));
        return withOthers ? [.. lines, UsageSeries.Of(UsageKey.None, true, values[^1])] : [.. lines];
    }
}

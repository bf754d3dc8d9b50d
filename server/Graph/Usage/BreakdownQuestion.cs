using UsageAnalysis.Analytics;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Paging;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Usage;

/// <summary>A question by dimensions, checked.</summary>
sealed class BreakdownQuestion
{
    const int MostRows = 1000;
    const int MostDimensions = 3;
    readonly UsageScope scope;
    readonly IReadOnlyList<UsageDimension> by;
    readonly IReadOnlyList<UsageOrder> order;
    readonly int first;
    readonly int offset;
    readonly TimeBucket bucket;

    public BreakdownQuestion(UsageScope scope, IReadOnlyList<UsageDimension> by, IReadOnlyList<UsageSortInput> order, int first, string? after)
    {
        if (by.Count is 0 or > MostDimensions || by.Distinct().Count() != by.Count)
        {
            throw new GraphQLRequestException(
                $"by has {by.Count} dimensions, but must have 1 to {MostDimensions}, each at most once.", ScopeErrors.InvalidArgument);
        }
        if (first is < 1 or > MostRows)
        {
            throw new GraphQLRequestException($"first is {first}, but must be from 1 to {MostRows}.", ScopeErrors.InvalidArgument);
        }
        (this.scope, this.by, this.first) = (scope, by, first);
        bucket = TimeBucket.Auto.For(scope.Range);
        this.order = order is []
            ? [by[0] == UsageDimension.Time ? new(MeasureSet.None, false) : new(MeasureSet.Events, true)]
            : [.. order.Select(BreakdownOrder.Parse)];
        if (!by.Contains(UsageDimension.Time) && this.order.Any(step => step.Measure == MeasureSet.None))
        {
            throw new GraphQLRequestException(
                "A step of order names time, which is not among the dimensions. Take the step out, or add TIME to by.",
                ScopeErrors.InvalidArgument);
        }
        offset = after is null ? 0 : BreakdownCursor.Read(after, by, this.order);
    }

    public async Task<UsageBreakdown> AskAsync(UsageReader reader, Selection rows, CancellationToken ct)
    {
        var shown = SelectedMeasures.In(rows["measures"]);
        var query = Query(scope.Range) with
        {
            Measures = order.Aggregate(shown | MeasureSet.Events, (all, step) => all | step.Measure),
            Order = order,
            First = first,
            Offset = offset,
        };
        var result = await reader.AskAsync(query, ct);
        var previous = rows.Selects("previous") ? await PreviousAsync(reader, SelectedMeasures.In(rows["previous"]), result, ct) : null;
        var total = rows.Selects("share") ? await TotalAsync(reader, ct) : 0;
        return new UsageBreakdown(
            [.. result.Rows.Select((row, i) => new UsageBreakdownRow(
                KeyOf(row, query.Axis), UsageMeasures.Of(row.Values), previous?[i], total == 0 ? 0 : (double)Value(row.Values) / total))],
            result.TotalRows, offset + result.Rows.Count < result.TotalRows, PageOf(result));
    }

    UsageQuery Query(TimeRange range) => new(range, scope.Filter, MeasureSet.Events)
    {
        By = by,
        Axis = by.Contains(UsageDimension.Time) ? ScopeErrors.Explained(() => TimeAxis.Of(range, bucket, scope.Zone)) : null,
    };

    MeasureSet Ranking => order.Select(step => step.Measure).FirstOrDefault(measure => measure != MeasureSet.None, MeasureSet.Events);

    async Task<long> TotalAsync(UsageReader reader, CancellationToken ct) =>
        Value(await reader.TotalsAsync(scope.Range, scope.Filter, Ranking, ct));

    long Value(MeasureValues values) => Ranking switch
    {
        MeasureSet.Users => values.Users,
        MeasureSet.NewUsers => values.NewUsers,
        MeasureSet.Sessions => values.Sessions,
        MeasureSet.Errors => values.Errors,
        _ => values.Events,
    };

    async Task<UsageMeasures?[]?> PreviousAsync(UsageReader reader, MeasureSet measures, UsageResult result, CancellationToken ct)
    {
        if (scope.Previous is not { } range)
        {
            return null;
        }
        var query = Query(range) with
        {
            Measures = measures == MeasureSet.None ? MeasureSet.Events : measures,
            Keys = [.. result.Rows.Select(row => row.Key.Where((_, i) => by[i] != UsageDimension.Time).ToArray())],
        };
        var before = (await reader.AskAsync(query, ct)).Rows.ToDictionary(row => string.Join('\0', row.Key), row => row.Values);
        return [.. result.Rows.Select(row => UsageMeasures.Of(before.GetValueOrDefault(string.Join('\0', row.Key))))];
    }

    UsageKey KeyOf(UsageRow row, TimeAxis? axis) =>
        new(by.Index().ToDictionary(d => d.Item, d => row.Key[d.Index]), axis);

    PageInfo PageOf(UsageResult result)
    {
        var end = offset + result.Rows.Count;
        return new PageInfo(
            end < result.TotalRows,
            offset > 0,
            result.Rows is [] ? null : BreakdownCursor.Write(offset + 1, by, order),
            result.Rows is [] ? null : BreakdownCursor.Write(end, by, order));
    }
}

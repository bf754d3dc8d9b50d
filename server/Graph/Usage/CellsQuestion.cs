using UsageAnalysis.Analytics;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Usage;

/// <summary>A question over time by one or two dimensions, checked.</summary>
sealed record CellsQuestion : UsageQuestion<UsageCells>
{
    const int MostValues = 1_000;
    const int MostCells = 10_000;

    public CellsQuestion(
        UsageScope scope, MeasureSet measures, TimeBucket bucket, UsageDimension y, UsageDimension? color, int top, int colorTop)
    {
        ScopeQueries.RequireNotTime(y, "Cells are");
        ScopeQueries.RequireNotTime(color, "Cells are");
        ScopeQueries.RequireWithin("top", top, MostValues);
        ScopeQueries.RequireWithin("colorTop", colorTop, MostValues);
        if (color == y)
        {
            throw new GraphQLRequestException(
                "color is the same dimension as y. Colour by y in the chart, or choose another one.", ScopeErrors.InvalidArgument);
        }
        (Scope, Measures, Y, Color, Top, ColorTop) = (scope, measures, y, color, top, colorTop);
        Bucket = bucket.For(scope.Range);
    }

    UsageScope Scope { get; }

    MeasureSet Measures { get; }

    TimeBucket Bucket { get; }

    UsageDimension Y { get; }

    UsageDimension? Color { get; }

    int Top { get; }

    int ColorTop { get; }

    private protected override async Task<UsageCells[]> AskAsync(
        UsageReader reader, IReadOnlyList<UsageSubject>? subjects, CancellationToken ct)
    {
        UsageDimension[] by = Color is { } dimension ? [UsageDimension.Time, Y, dimension] : [UsageDimension.Time, Y];
        var query = Scope.Query(Scope.Range, Measures | MeasureSet.Events, by, Bucket, subjects);
        var y = await reader.TopAsync(Scope, Y, Top, subjects, ct);
        var color = Color is { } shade ? await reader.TopAsync(Scope, shade, ColorTop, subjects, ct) : null;
        UsageFold[] folds = [new([1], y.Keys()), .. color is null ? [] : new UsageFold[] { new([2], color.Keys()) }];
        var cells = await reader.AskAsync(query with { Folds = folds, Order = [new(UsageTerm.Events, true)], First = MostCells }, ct);
        return [.. cells.Select((result, i) => Answer(query.Axis!, result, y[i], color?[i]))];
    }

    UsageCells Answer(TimeAxis axis, UsageResult cells, UsageResult y, UsageResult? color)
    {
        var rows = cells.Rows.Select(row => (
                Bucket: (int)row.Key[0].Id!.Value,
                Y: Place(row.Key[1], y),
                Color: color is null ? 0 : Place(row.Key[2], color),
                row.Values))
            .OrderBy(cell => cell.Bucket).ThenBy(cell => cell.Y).ThenBy(cell => cell.Color).ToArray();
        return new UsageCells(
            axis.Bucket, axis.Starts, axis.Finished(Scope.Range, Scope.AsOf), axis.FirstCutBy(Scope.Range), axis.LastCutBy(Scope.Range),
            Values(Y, y), color is null ? [] : Values(Color!.Value, color),
            [.. rows.Select(cell => cell.Bucket)], [.. rows.Select(cell => cell.Y)],
            color is null ? [] : [.. rows.Select(cell => cell.Color)],
            [.. rows.Select(cell => cell.Values.Events)], [.. rows.Select(cell => cell.Values.Users)],
            [.. rows.Select(cell => cell.Values.NewUsers)], [.. rows.Select(cell => cell.Values.Sessions)],
            [.. rows.Select(cell => cell.Values.Errors)], cells.TotalRows, cells.TotalRows > rows.Length);
    }

    // What is not among the kept values is in the entry after them.
    static int Place(UsageKeyPart part, UsageResult kept) => part.Id is { } place ? (int)place - 1 : kept.Rows.Count;

    static List<UsageCellValue> Values(UsageDimension dimension, UsageResult kept) =>
    [
        .. kept.Rows.Select(row => new UsageCellValue(UsageKey.Of(dimension, row.Key[0]), false)),
        .. kept.TotalRows > kept.Rows.Count ? [new UsageCellValue(UsageKey.None, true)] : Array.Empty<UsageCellValue>(),
    ];
}

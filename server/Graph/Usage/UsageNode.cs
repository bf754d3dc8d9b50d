using UsageAnalysis.Analytics;
using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Paging;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Usage;

/// <summary>A scope that questions can be asked of.</summary>
/// <param name="Scope">The global filter, resolved.</param>
public sealed record ScopedUsage(UsageScope Scope);

/// <summary>Everything that is counted, under one scope. Only what is selected is computed.</summary>
[ObjectType<ScopedUsage>("Usage")]
public static class UsageNode
{
    /// <summary>What was really answered: range, zone, bucket, comparison range, freshness.</summary>
    public static AnsweredScope GetScope([Parent] ScopedUsage usage)
    {
        var scope = usage.Scope;
        return new AnsweredScope(
            scope.Range.From, scope.Range.To, scope.Zone.Id, TimeBucket.Auto.For(scope.Range), scope.AsOf, scope.Previous?.From, scope.Previous?.To);
    }

    /// <summary>The measures of all events in the scope together.</summary>
    public static async Task<UsageMeasures> GetTotalsAsync(
        [Parent] ScopedUsage usage, Selection selection, [Service] UsageReader reader, CancellationToken ct) =>
        UsageMeasures.Of(await reader.TotalsAsync(usage.Scope.Range, usage.Scope.Filter, SelectedMeasures.In(selection), ct));

    /// <summary>The same in the comparison range; null without a comparison.</summary>
    public static async Task<UsageMeasures?> GetPreviousAsync(
        [Parent] ScopedUsage usage, Selection selection, [Service] UsageReader reader, CancellationToken ct) =>
        usage.Scope.Previous is { } previous
            ? UsageMeasures.Of(await reader.TotalsAsync(previous, usage.Scope.Filter, SelectedMeasures.In(selection), ct))
            : null;

    /// <summary>The measures over time, in one line or in one for each value of a dimension.</summary>
    /// <param name="usage">The scope.</param>
    /// <param name="selection">Which measures to compute.</param>
    /// <param name="reader">Answers.</param>
    /// <param name="bucket">Width of the buckets.</param>
    /// <param name="by">A dimension to draw one line each for; not TIME.</param>
    /// <param name="top">Most lines, by events: 1 to 50.</param>
    /// <param name="other">Whether a last line adds up everything that has no line of its own.</param>
    /// <param name="ct">Ends the question.</param>
    [ListSize(50, SlicingArguments = ["top"], SlicingArgumentDefaultValue = 10, SizedFields = ["lines", "previous"])]
    public static Task<UsageSeriesSet> GetSeriesAsync(
        [Parent] ScopedUsage usage, Selection selection, [Service] UsageReader reader,
        TimeBucket bucket = TimeBucket.Auto, UsageDimension? by = null, int top = 10, bool other = true, CancellationToken ct = default) =>
        new SeriesQuestion(usage.Scope, SelectedMeasures.In(selection["lines"]) | SelectedMeasures.In(selection["previous"]), bucket, by, top, other)
            .AskAsync(reader, selection.Selects("previous") || selection.Selects("previousBuckets"), ct);

    /// <summary>The measures by the values of some dimensions.</summary>
    /// <param name="usage">The scope.</param>
    /// <param name="selection">Which measures to compute.</param>
    /// <param name="reader">Answers.</param>
    /// <param name="by">Dimensions, 1 to 3, each at most once.</param>
    /// <param name="order">Precedence is position. Default: most events first, or by time where time is the first dimension.</param>
    /// <param name="first">Most rows: 1 to 1,000.</param>
    /// <param name="after">Cursor of the row after which the page begins; from an answer to the same question.</param>
    /// <param name="ct">Ends the question.</param>
    [ListSize(1_000, SlicingArguments = ["first"], SlicingArgumentDefaultValue = 50, SizedFields = ["rows"])]
    public static Task<UsageBreakdown> GetBreakdownAsync(
        [Parent] ScopedUsage usage, Selection selection, [Service] UsageReader reader,
        IReadOnlyList<UsageDimension> by, IReadOnlyList<UsageSortInput>? order = null, int first = 50, string? after = null, CancellationToken ct = default) =>
        new BreakdownQuestion(usage.Scope, by, order ?? [], first, after).AskAsync(reader, selection["rows"], ct);

    /// <summary>The very events that the numbers count, the latest first.</summary>
    [UseConnection(MaxPageSize = 1000)]
    public static Rows<Event> GetEvents([Parent] ScopedUsage usage, [Service] UsageDbContext db, [Service] UsageReader reader) => new(
        db.Events.In(usage.Scope, db),
        async ct => (await reader.TotalsAsync(usage.Scope.Range, usage.Scope.Filter, MeasureSet.Events, ct)).Events);
}

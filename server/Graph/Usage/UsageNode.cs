using UsageAnalysis.Analytics;
using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Filters;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.GraphQL.Paging;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Usage;

/// <summary>A scope that questions can be asked of.</summary>
/// <param name="Scope">The global filter, resolved.</param>
/// <param name="Subject">The node whose events alone count; null for everything in the scope.</param>
public sealed record ScopedUsage(UsageScope Scope, UsageSubject? Subject) : IGrouped
{
    object IGrouped.Group => (Scope, Subject?.Kind);
}

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
    public static Loaded<UsageMeasures> GetTotals([Parent] ScopedUsage usage, Selection selection, [Service] UsageQuestions questions) =>
        questions.Ask(new TotalsQuestion(usage.Scope.Range, usage.Scope.Filter, SelectedMeasures.In(selection)), usage.Subject);

    /// <summary>The same in the comparison range; null without a comparison.</summary>
    public static Loaded<UsageMeasures?> GetPrevious([Parent] ScopedUsage usage, Selection selection, [Service] UsageQuestions questions) =>
        usage.Scope.Previous is { } previous
            ? questions.Ask(new TotalsQuestion(previous, usage.Scope.Filter, SelectedMeasures.In(selection)), usage.Subject)
                .Then(UsageMeasures? (all) => all)
            : Loaded.From<UsageMeasures?>(null);

    /// <summary>The measures over time, in one line or in one for each value of a dimension.</summary>
    /// <param name="usage">The scope.</param>
    /// <param name="selection">Which measures to compute.</param>
    /// <param name="questions">Asks.</param>
    /// <param name="bucket">Width of the buckets.</param>
    /// <param name="by">A dimension to draw one line each for; not TIME.</param>
    /// <param name="top">Most lines, by events: 1 to 50.</param>
    /// <param name="other">Whether a last line adds up everything that has no line of its own.</param>
    [ListSize(50, SlicingArguments = ["top"], SlicingArgumentDefaultValue = 10, SizedFields = ["lines", "previous"])]
    public static Loaded<UsageSeriesSet> GetSeries(
        [Parent] ScopedUsage usage, Selection selection, [Service] UsageQuestions questions,
        TimeBucket bucket = TimeBucket.Auto, UsageDimension? by = null, int top = 10, bool other = true) =>
        questions.Ask(
            new SeriesQuestion(
                usage.Scope, SelectedMeasures.In(selection["lines"]) | SelectedMeasures.In(selection["previous"]), bucket, by, top, other,
                selection.Selects("previous") || selection.Selects("previousBuckets")),
            usage.Subject);

    /// <summary>The measures by the values of some dimensions.</summary>
    /// <param name="usage">The scope.</param>
    /// <param name="selection">Which measures to compute.</param>
    /// <param name="questions">Asks.</param>
    /// <param name="by">Dimensions, 1 to 3, each at most once.</param>
    /// <param name="where">Conditions on the measures of a row; the rows that do not fulfil them are left out, and are in other.</param>
    /// <param name="order">Precedence is position. Default: most events first, or by time where time is the first dimension.</param>
    /// <param name="first">Most rows: 1 to 1,000.</param>
    /// <param name="after">Cursor of the row after which the page begins; from an answer to the same question.</param>
    [ListSize(1_000, SlicingArguments = ["first"], SlicingArgumentDefaultValue = 50, SizedFields = ["rows"])]
    public static Loaded<UsageBreakdown> GetBreakdown(
        [Parent] ScopedUsage usage, Selection selection, [Service] UsageQuestions questions, IReadOnlyList<UsageDimension> by,
        Where<UsageMeasures>? where = null, IReadOnlyList<UsageSortInput>? order = null, int first = 50, string? after = null) =>
        questions.Ask(
            new BreakdownQuestion(usage.Scope, by, HavingReader.Read(where), order ?? [], first, after, BreakdownParts.In(selection)),
            usage.Subject);

    /// <summary>The measures over time by one dimension, or by two: what a scatter plot draws, in columns, without what is empty.</summary>
    /// <param name="usage">The scope.</param>
    /// <param name="selection">Which measures to compute.</param>
    /// <param name="questions">Asks.</param>
    /// <param name="y">The dimension of the second axis; not TIME.</param>
    /// <param name="bucket">Width of the buckets.</param>
    /// <param name="color">A further dimension, not TIME and not y: a place on the axes then has one cell for each of its values.</param>
    /// <param name="top">Most values of y, by events: 1 to 1,000. All others share one more entry.</param>
    /// <param name="colorTop">Most values of the colour, by events: 1 to 1,000. All others share one more entry.</param>
    [ListSize(1_000, SlicingArguments = ["top", "colorTop"], SlicingArgumentDefaultValue = 50, SizedFields = ["y", "color"])]
    public static Loaded<UsageCells> GetCells(
        [Parent] ScopedUsage usage, Selection selection, [Service] UsageQuestions questions,
        UsageDimension y, TimeBucket bucket = TimeBucket.Auto, UsageDimension? color = null, int top = 50, int colorTop = 50) =>
        questions.Ask(new CellsQuestion(usage.Scope, SelectedMeasures.In(selection), bucket, y, color, top, colorTop), usage.Subject);

    /// <summary>
    /// Which tables would answer a breakdown with every measure, and why: for those who run the server. Without dimensions, the totals.
    /// </summary>
    /// <param name="usage">The scope.</param>
    /// <param name="questions">Asks.</param>
    /// <param name="by">Dimensions, at most 3, each at most once.</param>
    /// <param name="bucket">Width of the buckets, where TIME is one of the dimensions.</param>
    [ListSize(40)]
    public static Loaded<IReadOnlyList<UsagePlanStep>> GetPlan(
        [Parent] ScopedUsage usage, [Service] UsageQuestions questions, IReadOnlyList<UsageDimension>? by = null,
        TimeBucket bucket = TimeBucket.Auto) =>
        questions.Ask(new PlanQuestion(usage.Scope, by ?? [], bucket), usage.Subject).Then(plan => plan.Steps);

    /// <summary>The very events that the numbers count, the latest first.</summary>
    [UseConnection(MaxPageSize = 1000)]
    public static Related<Event> GetEvents([Parent] ScopedUsage usage, [Service] UsageDbContext db, [Service] UsageReader reader) =>
        new ScopedEvents<Event>(usage, e => e, db, reader).Related();
}

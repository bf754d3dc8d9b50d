using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>One aggregate question: measures of the events in a scope by some dimensions, of one or of many subjects at once.</summary>
/// <param name="Range">Which range of the scope is asked: its own, or the one that it is compared with.</param>
/// <param name="Filter">Further conditions on the events.</param>
/// <param name="Measures">What is computed; everything else is 0 in the answer.</param>
public sealed record UsageQuery(TimeRange Range, ScopeFilter Filter, MeasureSet Measures)
{
    /// <summary>
    /// What the usage is asked of, all of one kind: each is answered as if it were asked alone. Null asks once, of everything in the scope.
    /// </summary>
    public IReadOnlyList<UsageSubject>? Subjects { get; init; }

    /// <summary>Dimensions in the order of the key; none for totals.</summary>
    public IReadOnlyList<UsageDimension> By { get; init; } = [];

    /// <summary>The buckets of <see cref="UsageDimension.Time"/>; required with it.</summary>
    public TimeAxis? Axis { get; init; }

    /// <summary>The clocks of <see cref="UsageDimension.HourOfDay"/> and <see cref="UsageDimension.DayOfWeek"/>; needed there.</summary>
    public ZoneOffsets? Clock { get; init; }

    /// <summary>Conditions on the measures of a row; null lets every row through.</summary>
    public Having? Having { get; init; }

    /// <summary>Precedence is position; equal rows are then ordered by the names of their keys. Needs <see cref="First"/>.</summary>
    public IReadOnlyList<UsageOrder> Order { get; init; } = [];

    /// <summary>Rows to skip, of each subject.</summary>
    public int Offset { get; init; }

    /// <summary>Most rows to answer, of each subject; null for all of them, in no order.</summary>
    public int? First { get; init; }

    /// <summary>Answer only rows of these keys, in every dimension but time; null for all keys.</summary>
    public UsageKeys? Only { get; init; }

    /// <summary>Dimensions of which only some values keep rows of their own.</summary>
    public IReadOnlyList<UsageFold> Folds { get; init; } = [];

    /// <summary>The part of the range in which events are looked for.</summary>
    internal TimeRange Span => Filter.Narrowed(Range);

    /// <summary>How many answers there are.</summary>
    internal int Answers => Subjects?.Count ?? 1;
}

/// <summary>Keys for each subject of a query.</summary>
/// <param name="Of">For each subject in order: keys, each with one part a dimension.</param>
public sealed record UsageKeys(IReadOnlyList<IReadOnlyList<UsageKeyPart[]>> Of);

/// <summary>
/// Values of dimensions that keep rows of their own; all other values share one row. In the row's key, one part at the end stands for these
/// dimensions: the 1-based position in the list, and null for the others.
/// </summary>
/// <param name="Dimensions">
/// Which of the query's dimensions, by index; several fold together. One of which an event may have many values folds alone.
/// </param>
/// <param name="Kept">The values that keep rows of their own.</param>
public sealed record UsageFold(IReadOnlyList<int> Dimensions, UsageKeys Kept);

/// <summary>What rows are ordered and filtered by.</summary>
public enum UsageTerm
{
    /// <summary>Events.</summary>
    Events,

    /// <summary>Distinct users.</summary>
    Users,

    /// <summary>New users.</summary>
    NewUsers,

    /// <summary>Distinct sessions.</summary>
    Sessions,

    /// <summary>Errors.</summary>
    Errors,

    /// <summary>Errors / events.</summary>
    ErrorRate,

    /// <summary>Mean duration, milliseconds; null where nothing was timed.</summary>
    MeanDurationMs,

    /// <summary>Longest duration, milliseconds; null where nothing was timed.</summary>
    MaxDurationMs,

    /// <summary>The bucket; orders only.</summary>
    Time,

    /// <summary>The names of the keys; orders only.</summary>
    Key,
}

/// <summary>One step of an order. Rows in which the term is null come last, in either direction.</summary>
/// <param name="Term">What is compared.</param>
/// <param name="Descending">Largest first.</param>
public readonly record struct UsageOrder(UsageTerm Term, bool Descending);

/// <summary>The value of one dimension in a row's key: an id or a text, by the dimension; both null where the events have no such thing.</summary>
/// <param name="Id">Id in the dimension's table; for time the index of the bucket; for hours and days their number.</param>
/// <param name="Text">The value itself, for dimensions without a table.</param>
public readonly record struct UsageKeyPart(long? Id, string? Text);

/// <summary>One row of an answer. Answers are shared between requests: nobody may change them.</summary>
/// <param name="Key">One part a dimension, in the order asked; then one a fold, instead of its dimensions.</param>
/// <param name="Values">The measures.</param>
public sealed record UsageRow(UsageKeyPart[] Key, MeasureValues Values);

/// <summary>An answer, of one subject.</summary>
/// <param name="Rows">In the order asked.</param>
/// <param name="TotalRows">How many rows there are without <see cref="UsageQuery.First"/> and <see cref="UsageQuery.Offset"/>.</param>
public sealed record UsageResult(IReadOnlyList<UsageRow> Rows, int TotalRows);

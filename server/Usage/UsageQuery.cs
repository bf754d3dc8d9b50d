using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>One aggregate question: measures of the events in a scope, grouped by some dimensions.</summary>
/// <param name="Range">Which range of the scope is asked: its own, or the one that it is compared with.</param>
/// <param name="Filter">Further conditions on the events.</param>
/// <param name="Measures">What is computed; everything else is 0 in the answer.</param>
public sealed record UsageQuery(TimeRange Range, ScopeFilter Filter, MeasureSet Measures)
{
    /// <summary>Dimensions in the order of the key; none for totals.</summary>
    public IReadOnlyList<UsageDimension> By { get; init; } = [];

    /// <summary>The buckets of <see cref="UsageDimension.Time"/>; required with it.</summary>
    public TimeAxis? Axis { get; init; }

    /// <summary>Precedence is position; equal rows are then ordered by the names of their keys.</summary>
    public IReadOnlyList<UsageOrder> Order { get; init; } = [];

    /// <summary>Rows to skip.</summary>
    public int Offset { get; init; }

    /// <summary>Most rows to answer; null for all of them.</summary>
    public int? First { get; init; }

    /// <summary>Answer only rows of these keys, in every dimension but time; null for all keys.</summary>
    public IReadOnlyList<UsageKeyPart[]>? Keys { get; init; }

    /// <summary>
    /// Values of the last dimension that keep rows of their own; all other values share one. The key's last part is then the 1-based
    /// position in this list, and null for the others. Null for no folding.
    /// </summary>
    public IReadOnlyList<UsageKeyPart>? FoldedTo { get; init; }
}

/// <summary>One step of an order.</summary>
/// <param name="Measure">A single measure; <see cref="MeasureSet.None"/> orders by time.</param>
/// <param name="Descending">Largest first.</param>
public readonly record struct UsageOrder(MeasureSet Measure, bool Descending);

/// <summary>The value of one dimension in a row's key: an id or a text, by the dimension; both null where the events have no such thing.</summary>
/// <param name="Id">Id in the dimension's table; for time the index of the bucket.</param>
/// <param name="Text">The value itself, for dimensions without a table.</param>
public readonly record struct UsageKeyPart(long? Id, string? Text);

/// <summary>One row of an answer.</summary>
/// <param name="Key">One part a dimension, in the order asked.</param>
/// <param name="Values">The measures.</param>
public sealed record UsageRow(UsageKeyPart[] Key, MeasureValues Values);

/// <summary>An answer.</summary>
/// <param name="Rows">In the order asked.</param>
/// <param name="TotalRows">How many rows there are without <see cref="UsageQuery.First"/> and <see cref="UsageQuery.Offset"/>.</param>
public sealed record UsageResult(IReadOnlyList<UsageRow> Rows, int TotalRows);

using UsageAnalysis.Analytics;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Graph.Usage;

/// <summary>What was really answered.</summary>
/// <param name="From">First instant of the range.</param>
/// <param name="To">First instant after the range.</param>
/// <param name="TimeZone">IANA name of the zone whose calendar the buckets follow.</param>
/// <param name="Bucket">What AUTO means for this range.</param>
/// <param name="AsOf">When it was asked: everything committed before is in the answer.</param>
/// <param name="PreviousFrom">First instant of the range that this one is compared with; null without a comparison.</param>
/// <param name="PreviousTo">First instant after the range that this one is compared with; null without a comparison.</param>
[GraphQLName("UsageScope")]
public sealed record AnsweredScope(
    DateTime From, DateTime To, string TimeZone, TimeBucket Bucket, DateTime AsOf, DateTime? PreviousFrom, DateTime? PreviousTo);

/// <summary>What is counted, always within the scope.</summary>
/// <param name="Events">Events stored, anonymous ones too.</param>
/// <param name="Users">Distinct known users with at least one such event.</param>
/// <param name="NewUsers">Those of them who were first seen on the platform (registered, else first event) inside the range, or inside the bucket of a row by time.</param>
/// <param name="Sessions">Distinct sessions with at least one such event.</param>
/// <param name="Errors">Events that carry an error or come from the source "error".</param>
/// <param name="ErrorRate">errors / events; null without events.</param>
/// <param name="Duration">Durations of the events that have one; null where nothing was timed.</param>
public sealed record UsageMeasures(
    long Events, long Users, long NewUsers, long Sessions, long Errors, double? ErrorRate, DurationMeasures? Duration)
{
    internal static UsageMeasures Of(MeasureValues values) => new(
        values.Events, values.Users, values.NewUsers, values.Sessions, values.Errors,
        values.Events == 0 ? null : (double)values.Errors / values.Events,
        DurationMeasures.Of(values.Duration));
}

/// <summary>
/// Durations of the events that have one, milliseconds. A percentile is the shortest duration that so many of them do not exceed: the very
/// duration where there are few, and within 2 % of it where there are many, or where some of the events were dropped by age.
/// </summary>
/// <param name="Count">Events that have a duration.</param>
/// <param name="Mean">Their mean, milliseconds.</param>
/// <param name="P50">The median: half of them do not exceed it, milliseconds.</param>
/// <param name="P95">95 % of them do not exceed it, milliseconds.</param>
/// <param name="P99">99 % of them do not exceed it, milliseconds.</param>
/// <param name="Max">The longest, milliseconds.</param>
public sealed record DurationMeasures(long Count, double Mean, double P50, double P95, double P99, double Max)
{
    internal static DurationMeasures? Of(DurationValues values) => values.Count == 0
        ? null
        : new(
            values.Count, (double)(values.SumUs / values.Count) / 1000, Ms(values.Percentiles?.P50Us), Ms(values.Percentiles?.P95Us),
            Ms(values.Percentiles?.P99Us), values.MaxUs / 1000.0);

    // Zero where it is not selected.
    static double Ms(double? microseconds) => (microseconds ?? 0) / 1000;
}

/// <summary>Measures over time: one value a bucket, zero where nothing happened.</summary>
/// <param name="Buckets">Start of each bucket. The first may lie before the range, which cuts it; so may the last reach beyond it.</param>
/// <param name="Bucket">Width of the buckets; never AUTO.</param>
/// <param name="Lines">One line, or one for each value of the dimension, most events first.</param>
/// <param name="FinishedBuckets">
/// How many buckets, from the first, had ended when it was asked; one that the range cuts ends with the range. The bucket after them, if it
/// has begun, is unfinished, and all others are still to come.
/// </param>
/// <param name="FirstCut">Whether the range cuts the first bucket, which then counts less than a whole one.</param>
/// <param name="LastCut">Whether the range cuts the last bucket, which then counts less than a whole one.</param>
/// <param name="PreviousBuckets">
/// Start of each bucket of the comparison range; null without a comparison. The n-th is the counterpart of the n-th of buckets: the same
/// stretch, counted by days and clock from the beginning of the range, or the same dates where both begin on one date of different years. So
/// there are more or fewer of them only where the comparison range is longer or shorter. What has no counterpart, as 29 February, has a
/// bucket without length here, which counts nothing.
/// </param>
/// <param name="Previous">The same lines in the comparison range; null without a comparison.</param>
/// <param name="Truncated">Whether there are values of the dimension, in one of the ranges shown, that no line shows.</param>
public sealed record UsageSeriesSet(
    IReadOnlyList<DateTime> Buckets, TimeBucket Bucket, int FinishedBuckets, bool FirstCut, bool LastCut, IReadOnlyList<UsageSeries> Lines,
    IReadOnlyList<DateTime>? PreviousBuckets, IReadOnlyList<UsageSeries>? Previous, bool Truncated);

/// <summary>One line of a series.</summary>
/// <param name="Key">What the line is about; empty for the line of everything and of all others.</param>
/// <param name="Other">Whether this line stands for all values that have no line of their own.</param>
/// <param name="Events">Events, one value a bucket.</param>
/// <param name="Users">Distinct users, one value a bucket.</param>
/// <param name="NewUsers">Users first seen in the bucket.</param>
/// <param name="Sessions">Distinct sessions, one value a bucket.</param>
/// <param name="Errors">Errors, one value a bucket.</param>
/// <param name="Duration">Durations of the events that have one.</param>
public sealed record UsageSeries(
    UsageKey Key, bool Other, [property: ListSize(UsageSeries.UsualBuckets)] IReadOnlyList<long> Events,
    [property: ListSize(UsageSeries.UsualBuckets)] IReadOnlyList<long> Users,
    [property: ListSize(UsageSeries.UsualBuckets)] IReadOnlyList<long> NewUsers,
    [property: ListSize(UsageSeries.UsualBuckets)] IReadOnlyList<long> Sessions,
    [property: ListSize(UsageSeries.UsualBuckets)] IReadOnlyList<long> Errors, DurationSeries Duration)
{
    // AUTO makes 20 to 120.
    internal const int UsualBuckets = 60;

    internal static UsageSeries Of(UsageKey key, bool other, MeasureValues[] values) => new(
        key, other, [.. values.Select(v => v.Events)], [.. values.Select(v => v.Users)], [.. values.Select(v => v.NewUsers)],
        [.. values.Select(v => v.Sessions)], [.. values.Select(v => v.Errors)], DurationSeries.Of(values));
}

/// <summary>
/// Durations over time, milliseconds: one value a bucket, null where nothing was timed. Percentiles are exact where there are few durations,
/// and within 2 % where there are many.
/// </summary>
/// <param name="Count">Events that have a duration.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="P50">The median: half of them do not exceed it.</param>
/// <param name="P95">95 % of them do not exceed it.</param>
/// <param name="P99">99 % of them do not exceed it.</param>
/// <param name="Max">The longest.</param>
public sealed record DurationSeries(
    [property: ListSize(UsageSeries.UsualBuckets)] IReadOnlyList<long> Count,
    [property: ListSize(UsageSeries.UsualBuckets)] IReadOnlyList<double?> Mean,
    [property: ListSize(UsageSeries.UsualBuckets)] IReadOnlyList<double?> P50,
    [property: ListSize(UsageSeries.UsualBuckets)] IReadOnlyList<double?> P95,
    [property: ListSize(UsageSeries.UsualBuckets)] IReadOnlyList<double?> P99,
    [property: ListSize(UsageSeries.UsualBuckets)] IReadOnlyList<double?> Max)
{
    internal static DurationSeries Of(MeasureValues[] values)
    {
        DurationMeasures?[] durations = [.. values.Select(v => DurationMeasures.Of(v.Duration))];
        double?[] Column(Func<DurationMeasures, double> value) => [.. durations.Select(d => d is null ? null : (double?)value(d))];
        return new(
            [.. values.Select(v => v.Duration.Count)], Column(d => d.Mean), Column(d => d.P50), Column(d => d.P95), Column(d => d.P99),
            Column(d => d.Max));
    }
}

/// <summary>Measures by the values of some dimensions: one page of rows.</summary>
/// <param name="Rows">In the order asked; without one, most events first, or by time where time is the first dimension.</param>
/// <param name="Other">
/// What everything outside of these rows counts together: keys before and after this page, and those that where leaves out. An event, user
/// or session that has several such keys counts once. Not with several dimensions of which GROUP, ENTITY or ENTITY_TYPE is one.
/// </param>
/// <param name="TotalRows">Rows on all pages together, without those that where leaves out.</param>
/// <param name="Truncated">Whether there are more rows after this page.</param>
/// <param name="PageInfo">Cursors to the neighbouring pages.</param>
public sealed record UsageBreakdown(
    IReadOnlyList<UsageBreakdownRow> Rows, UsageMeasures Other, int TotalRows, bool Truncated, PageInfo PageInfo);

/// <summary>One row of a breakdown.</summary>
/// <param name="Key">The values of the dimensions.</param>
/// <param name="Measures">What was counted.</param>
/// <param name="Previous">The same in the comparison range; null without a comparison.</param>
/// <param name="Share">
/// This row's part of the scope's total of the count that orders the rows first, 0 to 1; of events where no count does. For distinct
/// measures, shares may add up to more than 1.
/// </param>
public sealed record UsageBreakdownRow(UsageKey Key, UsageMeasures Measures, UsageMeasures? Previous, double Share);

/// <summary>
/// Measures over time by one or two dimensions: the axes once, then one entry for each cell that is not empty, in columns. The n-th entries
/// of all columns belong together; they are ordered by bucket, y and colour.
/// </summary>
/// <param name="Bucket">Width of the buckets; never AUTO.</param>
/// <param name="Buckets">Start of each bucket, those without cells too. The first may lie before the range, which cuts it.</param>
/// <param name="FinishedBuckets">How many buckets, from the first, had ended when it was asked; as in a series.</param>
/// <param name="FirstCut">Whether the range cuts the first bucket.</param>
/// <param name="LastCut">Whether the range cuts the last bucket.</param>
/// <param name="Y">The values of y, most events first; then one entry for all others, where there are any.</param>
/// <param name="Color">The values of the colour likewise; empty without a colour.</param>
/// <param name="BucketIndex">Position of the cell's bucket in buckets.</param>
/// <param name="YIndex">Position of the cell's value in y.</param>
/// <param name="ColorIndex">Position of the cell's colour in color; empty without a colour.</param>
/// <param name="Events">Events of the cell.</param>
/// <param name="Users">Distinct users of the cell.</param>
/// <param name="NewUsers">Users of the cell who were first seen in its bucket.</param>
/// <param name="Sessions">Distinct sessions of the cell.</param>
/// <param name="Errors">Errors of the cell.</param>
/// <param name="TotalCells">Cells that are not empty, those that were cut included.</param>
/// <param name="Truncated">Whether there are more than 10,000 cells: only those with most events are here. Try a coarser bucket.</param>
public sealed record UsageCells(
    TimeBucket Bucket, [property: ListSize(UsageSeries.UsualBuckets)] IReadOnlyList<DateTime> Buckets,
    int FinishedBuckets, bool FirstCut, bool LastCut,
    IReadOnlyList<UsageCellValue> Y, IReadOnlyList<UsageCellValue> Color,
    [property: ListSize(UsageCells.UsualCells)] IReadOnlyList<int> BucketIndex,
    [property: ListSize(UsageCells.UsualCells)] IReadOnlyList<int> YIndex,
    [property: ListSize(UsageCells.UsualCells)] IReadOnlyList<int> ColorIndex,
    [property: ListSize(UsageCells.UsualCells)] IReadOnlyList<long> Events,
    [property: ListSize(UsageCells.UsualCells)] IReadOnlyList<long> Users,
    [property: ListSize(UsageCells.UsualCells)] IReadOnlyList<long> NewUsers,
    [property: ListSize(UsageCells.UsualCells)] IReadOnlyList<long> Sessions,
    [property: ListSize(UsageCells.UsualCells)] IReadOnlyList<long> Errors, int TotalCells, bool Truncated)
{
    // At most 10,000.
    const int UsualCells = 1_000;
}

/// <summary>A value of a dimension on an axis of cells.</summary>
/// <param name="Key">The value; empty for all others.</param>
/// <param name="Other">Whether this entry stands for all values that have no entry of their own.</param>
public sealed record UsageCellValue(UsageKey Key, bool Other);

using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>Which tables answer a question exactly: the rollup for whole quarters of an hour, the raw events for the rest.</summary>
/// <param name="Rollup">Range read from <c>usage_quarter_hours</c>; null for none of it.</param>
/// <param name="Raw">Ranges read from <c>events</c>.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record UsagePlan(TimeRange? Rollup, IReadOnlyList<TimeRange> Raw, string Reason)
{
    static readonly long Quarter = TimeSpan.FromMinutes(15).Ticks;

    /// <summary>The plan of a question.</summary>
    public static UsagePlan For(UsageQuery query)
    {
        if (NeedsEvents(query))
        {
            return new UsagePlan(null, [query.Range], "Entities and parameters are known for single events only.");
        }
        if (query.Axis?.Starts.Any(start => start.Ticks % Quarter != 0) == true)
        {
            return new UsagePlan(null, [query.Range], "The buckets are finer than the quarters of an hour of the rollup.");
        }
        if (query.Clock is { } clock && !IsInQuarters(clock))
        {
            return new UsagePlan(null, [query.Range], "The clocks of the zone did not keep to quarters of an hour then.");
        }
        return FromRollup(query.Range);
    }

    static bool NeedsEvents(UsageQuery query) => query.Filter.Entities is not null
        || query.By.Any(ManyValuedSql.IsOfEntities)
        || query.Subjects is [var subject, ..] && SubjectSql.NeedsEvents(subject.Kind);

    static bool IsInQuarters(ZoneOffsets clock) =>
        clock.Offsets.All(offset => offset.Ticks % Quarter == 0) && clock.Starts.Skip(1).All(change => change.Ticks % Quarter == 0);

    static UsagePlan FromRollup(TimeRange range)
    {
        var from = Up(range.From);
        var to = Down(range.To);
        if (from >= to)
        {
            return new UsagePlan(null, [range], "The range holds no whole quarter of an hour.");
        }
        TimeRange[] edges = [new(range.From, from), new(to, range.To)];
        var raw = edges.Where(edge => edge.Length > TimeSpan.Zero).ToArray();
        return new UsagePlan(new TimeRange(from, to), raw, raw is []
            ? "Whole quarters of an hour come from the rollup."
            : "Whole quarters of an hour come from the rollup, the ends of the range from single events.");
    }

    static DateTime Down(DateTime time) => new(time.Ticks - time.Ticks % Quarter, DateTimeKind.Utc);

    static DateTime Up(DateTime time) => Down(time.AddTicks(Quarter - 1));
}

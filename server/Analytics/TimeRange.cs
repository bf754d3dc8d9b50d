namespace UsageAnalysis.Analytics;

/// <summary>A half-open range of instants: <paramref name="From"/> belongs to it, <paramref name="To"/> does not.</summary>
/// <param name="From">UTC.</param>
/// <param name="To">UTC, after <paramref name="From"/>.</param>
public readonly record struct TimeRange(DateTime From, DateTime To)
{
    /// <summary>Length of the range.</summary>
    public TimeSpan Length => To - From;

    /// <summary>The range that this one is compared with; null for <see cref="Comparison.None"/>.</summary>
    /// <remarks>Whole calendar days stay whole calendar days, also across a change of the clocks.</remarks>
    public TimeRange? ComparedWith(Comparison comparison, TimeZoneInfo zone) => comparison switch
    {
        Comparison.PreviousPeriod => new TimeRange(DaysBefore(zone) is { } days ? Shift(From, zone, t => t.AddDays(-days)) : From - Length, From),
        Comparison.PreviousYear => new TimeRange(Shift(From, zone, t => t.AddYears(-1)), Shift(To, zone, t => t.AddYears(-1))),
        _ => null,
    };

    int? DaysBefore(TimeZoneInfo zone)
    {
        var (from, to) = (ZonedCalendar.ToLocal(From, zone), ZonedCalendar.ToLocal(To, zone));
        return from.TimeOfDay == to.TimeOfDay ? (to.Date - from.Date).Days : null;
    }

    static DateTime Shift(DateTime instant, TimeZoneInfo zone, Func<DateTime, DateTime> shift) =>
        ZonedCalendar.ToInstant(shift(ZonedCalendar.ToLocal(instant, zone)), zone);
}

/// <summary>What a range is compared with.</summary>
public enum Comparison
{
    /// <summary>No comparison.</summary>
    None,

    /// <summary>The range of the same length that ends where this one begins.</summary>
    PreviousPeriod,

    /// <summary>The same dates a year earlier.</summary>
    PreviousYear,
}

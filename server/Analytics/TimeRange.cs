namespace UsageAnalysis.Analytics;

/// <summary>A half-open range of instants: <paramref name="From"/> belongs to it, <paramref name="To"/> does not.</summary>
/// <param name="From">UTC.</param>
/// <param name="To">UTC, after <paramref name="From"/>.</param>
public readonly record struct TimeRange(DateTime From, DateTime To)
{
    /// <summary>What lies before is of no use to anybody, and of no event.</summary>
    public static readonly DateTime Earliest = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>What lies after is of no use to anybody, and of no event.</summary>
    public static readonly DateTime Latest = new(2200, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>All time.</summary>
    public static readonly TimeRange All = new(Earliest, Latest);

    /// <summary>The limits, in words.</summary>
    internal static string Limits => FormattableString.Invariant($"{Earliest:yyyy-MM-dd} to {Latest:yyyy-MM-dd}");

    /// <summary>Length of the range.</summary>
    public TimeSpan Length => To - From;

    /// <summary>The range itself, where it makes sense.</summary>
    /// <exception cref="InvalidScopeException">It is empty, or reaches beyond the limits.</exception>
    public TimeRange Checked() => this switch
    {
        _ when From >= To => throw new InvalidScopeException($"The range from {From:O} to {To:O} is empty: to must be after from."),
        _ when From < Earliest || To > Latest => throw new InvalidScopeException(
            $"The range from {From:O} to {To:O} reaches beyond {Limits}."),
        _ => this,
    };

    /// <summary>The range that this one is compared with; null for <see cref="Comparison.None"/>.</summary>
    /// <remarks>Whole calendar days stay whole calendar days, also across a change of the clocks and a leap day. Never empty.</remarks>
    public TimeRange? ComparedWith(Comparison comparison, TimeZoneInfo zone) => comparison switch
    {
        Comparison.PreviousPeriod => PeriodBefore(zone),
        Comparison.PreviousYear => YearBefore(zone),
        _ => null,
    };

    TimeRange PeriodBefore(TimeZoneInfo zone)
    {
        var (from, to) = (ZonedCalendar.ToLocal(From, zone), ZonedCalendar.ToLocal(To, zone));
        var start = from.TimeOfDay == to.TimeOfDay ? Shift(From, zone, t => t.AddDays(-(to.Date - from.Date).Days)) : From - Length;
        return new TimeRange(start < From ? start : From - Length, From);
    }

    TimeRange YearBefore(TimeZoneInfo zone)
    {
        var leapDay = IsLeapDay(ZonedCalendar.ToLocal(To, zone)) && !IsLeapDay(ZonedCalendar.ToLocal(From, zone));
        var from = Shift(From, zone, t => t.AddYears(-1));
        // What ends before a leap day still ends after 28 February a year earlier.
        var to = Shift(To, zone, t => leapDay ? t.AddDays(1).AddYears(-1) : t.AddYears(-1));
        return new TimeRange(from, to > from ? to : from + Length);
    }

    static bool IsLeapDay(DateTime local) => local is { Month: 2, Day: 29 };

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

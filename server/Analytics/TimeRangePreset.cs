namespace UsageAnalysis.Analytics;

/// <summary>Ranges that people ask for by name. Each covers whole calendar days of the asked zone, today included unless said otherwise.</summary>
public enum TimeRangePreset
{
    /// <summary>The current day.</summary>
    Today,

    /// <summary>The day before today.</summary>
    Yesterday,

    /// <summary>Today and the 6 days before it.</summary>
    Last7Days,

    /// <summary>Today and the 27 days before it.</summary>
    Last28Days,

    /// <summary>Today and the 29 days before it.</summary>
    Last30Days,

    /// <summary>Today and the 90 days before it.</summary>
    Last91Days,

    /// <summary>From Monday of this week to today.</summary>
    ThisWeek,

    /// <summary>From the first of this month to today.</summary>
    ThisMonth,

    /// <summary>The whole calendar month before this one.</summary>
    LastMonth,

    /// <summary>From 1 January to today.</summary>
    ThisYear,

    /// <summary>Today and the twelve months before it.</summary>
    Last12Months,

    /// <summary>From the day of the first event to today.</summary>
    AllTime,
}

/// <summary>Turns presets into ranges.</summary>
public static class TimeRangePresets
{
    /// <summary>The range that a preset names.</summary>
    /// <param name="preset">The preset.</param>
    /// <param name="now">The instant of asking, UTC.</param>
    /// <param name="zone">Whose calendar days are meant.</param>
    /// <param name="firstEvent">Instant of the first event, UTC; null when there are no events. Only <see cref="TimeRangePreset.AllTime"/> looks at it.</param>
    public static TimeRange Resolve(this TimeRangePreset preset, DateTime now, TimeZoneInfo zone, DateTime? firstEvent)
    {
        var today = ZonedCalendar.ToLocal(now, zone).Date;
        var month = new DateTime(today.Year, today.Month, 1);
        var (from, to) = preset switch
        {
            TimeRangePreset.Today => (today, today.AddDays(1)),
            TimeRangePreset.Yesterday => (today.AddDays(-1), today),
            TimeRangePreset.Last7Days => (today.AddDays(-6), today.AddDays(1)),
            TimeRangePreset.Last28Days => (today.AddDays(-27), today.AddDays(1)),
            TimeRangePreset.Last30Days => (today.AddDays(-29), today.AddDays(1)),
            TimeRangePreset.Last91Days => (today.AddDays(-90), today.AddDays(1)),
            TimeRangePreset.ThisWeek => (ZonedCalendar.Monday(today), today.AddDays(1)),
            TimeRangePreset.ThisMonth => (month, today.AddDays(1)),
            TimeRangePreset.LastMonth => (month.AddMonths(-1), month),
            TimeRangePreset.ThisYear => (new DateTime(today.Year, 1, 1), today.AddDays(1)),
            TimeRangePreset.Last12Months => (today.AddDays(1).AddMonths(-12), today.AddDays(1)),
            TimeRangePreset.AllTime => (FirstDay(firstEvent, today, zone), today.AddDays(1)),
            _ => throw new ArgumentOutOfRangeException(nameof(preset), preset, "Not a preset."),
        };
        return new TimeRange(ZonedCalendar.ToInstant(from, zone), ZonedCalendar.ToInstant(to, zone));
    }

    static DateTime FirstDay(DateTime? firstEvent, DateTime today, TimeZoneInfo zone)
    {
        var first = firstEvent is { } instant ? ZonedCalendar.ToLocal(instant, zone).Date : today;
        return first < today ? first : today;
    }
}

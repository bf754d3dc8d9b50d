namespace UsageAnalysis.Analytics;

/// <summary>
/// Ranges that people ask for by name. Each covers whole calendar days of the asked zone, today included, unless it says otherwise.
/// </summary>
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

    /// <summary>The 24 hours to this very moment: the only preset that is not of whole days.</summary>
    Last24Hours,

    /// <summary>Today and the 89 days before it.</summary>
    Last90Days,

    /// <summary>The whole week before this one, from Monday to Sunday.</summary>
    LastWeek,

    /// <summary>From the first day of this quarter to today.</summary>
    ThisQuarter,

    /// <summary>The whole calendar quarter before this one.</summary>
    LastQuarter,

    /// <summary>The whole calendar year before this one.</summary>
    LastYear,
}

/// <summary>Turns presets into ranges.</summary>
public static class TimeRangePresets
{
    /// <summary>The range that a preset names.</summary>
    /// <param name="preset">The preset.</param>
    /// <param name="now">The instant of asking, UTC.</param>
    /// <param name="zone">Whose calendar days are meant.</param>
    /// <param name="firstEvent">
    /// Instant of the first event, UTC; null when there are no events. Only <see cref="TimeRangePreset.AllTime"/> looks at it.
    /// </param>
    public static TimeRange Resolve(this TimeRangePreset preset, DateTime now, TimeZoneInfo zone, DateTime? firstEvent)
    {
        // The log keeps whole microseconds.
        var context = new TimeContext(now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)), zone, firstEvent);
        return Term(preset).In(context);
    }

    static TimeTerm Term(TimeRangePreset preset) => preset switch
    {
        TimeRangePreset.Today => new DaysAgoTerm(0),
        TimeRangePreset.Yesterday => new DaysAgoTerm(1),
        TimeRangePreset.Last24Hours => new LastTerm(TimeBucket.Hour, 24),
        TimeRangePreset.Last7Days => new LastTerm(TimeBucket.Day, 7),
        TimeRangePreset.Last28Days => new LastTerm(TimeBucket.Day, 28),
        TimeRangePreset.Last30Days => new LastTerm(TimeBucket.Day, 30),
        TimeRangePreset.Last90Days => new LastTerm(TimeBucket.Day, 90),
        TimeRangePreset.Last91Days => new LastTerm(TimeBucket.Day, 91),
        TimeRangePreset.Last12Months => new LastTerm(TimeBucket.Month, 12),
        TimeRangePreset.ThisWeek => new UnitsTerm(TimeBucket.Week, 0, 1),
        TimeRangePreset.LastWeek => new UnitsTerm(TimeBucket.Week, 1, 1),
        TimeRangePreset.ThisMonth => new UnitsTerm(TimeBucket.Month, 0, 1),
        TimeRangePreset.LastMonth => new UnitsTerm(TimeBucket.Month, 1, 1),
        TimeRangePreset.ThisQuarter => new UnitsTerm(TimeBucket.Quarter, 0, 1),
        TimeRangePreset.LastQuarter => new UnitsTerm(TimeBucket.Quarter, 1, 1),
        TimeRangePreset.ThisYear => new UnitsTerm(TimeBucket.Year, 0, 1),
        TimeRangePreset.LastYear => new UnitsTerm(TimeBucket.Year, 1, 1),
        TimeRangePreset.AllTime => new AllTimeTerm(),
        _ => throw new ArgumentOutOfRangeException(nameof(preset), preset, "Not a preset."),
    };

    /// <summary>The local day of the first event; today where there is none yet, or only one from tomorrow.</summary>
    internal static DateTime FirstDay(DateTime? firstEvent, DateTime today, TimeZoneInfo zone)
    {
        var first = firstEvent is { } instant ? ZonedCalendar.ToLocal(instant, zone).Date : today;
        return first < today ? first : today;
    }
}

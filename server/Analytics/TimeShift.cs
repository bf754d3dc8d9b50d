namespace UsageAnalysis.Analytics;

/// <summary>
/// Leads from a range to the one that it is compared with. Where both begin at the same time of day, by calendar and clock: from ten in the
/// morning of the third day to ten in the morning of the third day, whatever the clocks did in between. Else by the time that has passed;
/// so, too, from hours to as many hours that end at another time of day.
/// </summary>
sealed class TimeShift
{
    // The rollup's buckets: a shift in whole ones lets it answer, and moves buckets that are not finer by little.
    static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    readonly TimeZoneInfo zone;
    readonly int months;
    readonly int days;
    readonly TimeSpan elapsed;

    TimeShift(TimeZoneInfo zone, int months, int days, TimeSpan elapsed) =>
        (this.zone, this.months, this.days, this.elapsed) = (zone, months, days, elapsed);

    /// <summary>The shift between the beginnings of two ranges, for buckets of a width.</summary>
    /// <remarks>
    /// Ranges that begin on the same date of two years are laid side by side date by date; months, quarters and years also where the ranges
    /// begin on the same day of two months.
    /// </remarks>
    public static TimeShift Between(TimeRange range, TimeRange previous, TimeBucket width, TimeZoneInfo zone)
    {
        var (from, to) = (ZonedCalendar.ToLocal(range.From, zone), ZonedCalendar.ToLocal(previous.From, zone));
        var months = (to.Year - from.Year) * 12 + to.Month - from.Month;
        var byCalendar = from.Day == to.Day && (months % 12 == 0 || width >= TimeBucket.Month)
            ? new TimeShift(zone, months, 0, TimeSpan.Zero)
            : new TimeShift(zone, 0, (to.Date - from.Date).Days, TimeSpan.Zero);
        var ofEqualHours = width < TimeBucket.Day && range.Length == previous.Length && byCalendar.Of(range.To) != previous.To;
        return from.TimeOfDay == to.TimeOfDay && !ofEqualHours ? byCalendar : ByTimePassed(range, previous, width, zone);
    }

    static TimeShift ByTimePassed(TimeRange range, TimeRange previous, TimeBucket width, TimeZoneInfo zone)
    {
        var elapsed = previous.From - range.From;
        var exact = width < TimeBucket.Hour || range.From.Ticks % Quarter.Ticks != 0;
        return new TimeShift(zone, 0, 0, exact ? elapsed : Math.Floor(elapsed / Quarter) * Quarter);
    }

    /// <summary>Where an instant of the one range is in the other, UTC.</summary>
    public DateTime Of(DateTime instant)
    {
        if (elapsed != TimeSpan.Zero)
        {
            return instant + elapsed;
        }
        var local = ZonedCalendar.ToLocal(instant, zone);
        var shifted = local.AddMonths(months).AddDays(days);
        // What begins on 29 February has no counterpart, and leaves the 28th whole.
        return ZonedCalendar.ToInstant(months != 0 && shifted.Day < local.Day ? shifted.Date.AddDays(1) : shifted, zone);
    }
}

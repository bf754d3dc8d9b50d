namespace UsageAnalysis.Analytics;

/// <summary>Instants (UTC) and calendar times (wall clock of a zone), in both directions.</summary>
public static class ZonedCalendar
{
    /// <summary>What a clock in the zone shows at an instant; its kind is unspecified.</summary>
    public static DateTime ToLocal(DateTime instant, TimeZoneInfo zone) =>
        DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(instant, DateTimeKind.Utc), zone), DateTimeKind.Unspecified);

    /// <summary>
    /// The first instant at which a clock in the zone shows this time: the earlier one when the clocks are set back,
    /// and the moment of the jump when they are set forward over it.
    /// </summary>
    public static DateTime ToInstant(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(local))
        {
            return MomentOfTheJump(local, zone);
        }
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
    }

    /// <summary>The Monday on or before a day.</summary>
    public static DateTime Monday(DateTime day) => day.Date.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    // The clock jumped over this time: no zone jumps by more than a day, and every jump lies on a minute.
    static DateTime MomentOfTheJump(DateTime local, TimeZoneInfo zone)
    {
        var before = local;
        do
        {
            before = before.AddMinutes(-1);
        }
        while (zone.IsInvalidTime(before));
        var minute = new DateTime(before.Ticks - before.Ticks % TimeSpan.TicksPerMinute);
        return DateTime.SpecifyKind(minute.AddMinutes(1) - zone.GetUtcOffset(before), DateTimeKind.Utc);
    }
}

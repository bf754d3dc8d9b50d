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
    /// <remarks>
    /// Looks only at what clocks show at instants: a zone may also leave out a whole day, as Pacific/Apia did on 30 December 2011.
    /// </remarks>
    public static DateTime ToInstant(DateTime local, TimeZoneInfo zone)
    {
        var before = Instant(local, OffsetAt(Instant(local, Day), zone));
        var after = Instant(local, OffsetAt(Instant(local, -Day), zone));
        var (earlier, later) = before < after ? (before, after) : (after, before);
        return ToLocal(earlier, zone) == local ? earlier
            : ToLocal(later, zone) == local ? later
            : MomentOfTheJump(earlier, later, local, zone);
    }

    /// <summary>The Monday on or before a day.</summary>
    public static DateTime Monday(DateTime day) => day.Date.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    // No clock is further than this from UTC, and none changes twice within two of it.
    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    static DateTime Instant(DateTime local, TimeSpan offset) => DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);

    static TimeSpan OffsetAt(DateTime instant, TimeZoneInfo zone) =>
        ToLocal(instant, zone) - DateTime.SpecifyKind(instant, DateTimeKind.Unspecified);

    // The first instant after which the clock shows a later time than this one, which it never shows.
    static DateTime MomentOfTheJump(DateTime before, DateTime after, DateTime local, TimeZoneInfo zone)
    {
        while (after - before > TimeSpan.FromTicks(1))
        {
            var middle = before + (after - before) / 2;
            (before, after) = ToLocal(middle, zone) < local ? (middle, after) : (before, middle);
        }
        return after;
    }
}

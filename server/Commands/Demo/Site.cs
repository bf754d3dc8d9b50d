namespace UsageAnalysis.Commands.Demo;

/// <summary>A place where people of the company work, with its wall clock.</summary>
/// <param name="Name">The town.</param>
/// <param name="Zone">Its clock; carried by the program, so that the story is the same on machines without zone data.</param>
/// <param name="Share">Its part of the people.</param>
public sealed record Site(string Name, TimeZoneInfo Zone, double Share)
{
    /// <summary>The three sites.</summary>
    public static IReadOnlyList<Site> All { get; } =
    [
        new("Basel", WithSummerTime("Basel", 1, (3, 5), (10, 5)), 0.45),
        new("Boston", WithSummerTime("Boston", -5, (3, 2), (11, 1)), 0.35),
        new("Bengaluru", TimeZoneInfo.CreateCustomTimeZone("Bengaluru", TimeSpan.FromHours(5.5), "Bengaluru", "Bengaluru"), 0.20),
    ];

    /// <summary>The instant (UTC, whole microseconds) of an hour of the day, such as 13.5, on a date of this site.</summary>
    public DateTime At(DateOnly date, double hour)
    {
        var local = date.ToDateTime(TimeOnly.MinValue).AddTicks((long)(hour * 3600e6) * TimeSpan.TicksPerMicrosecond);
        return DateTime.SpecifyKind(local - Zone.GetUtcOffset(local), DateTimeKind.Utc);
    }

    static TimeZoneInfo WithSummerTime(string name, int offset, (int Month, int Week) start, (int Month, int Week) end) =>
        TimeZoneInfo.CreateCustomTimeZone(name, TimeSpan.FromHours(offset), name, name, name,
        [
            TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1),
                Sunday(start.Month, start.Week), Sunday(end.Month, end.Week)),
        ]);

    // Week 5 is the last one of the month.
    static TimeZoneInfo.TransitionTime Sunday(int month, int week) =>
        TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), month, week, DayOfWeek.Sunday);
}

using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>The tables that answer questions. All but the events are rollups, which the writer keeps equal to the events.</summary>
public enum UsageTable
{
    /// <summary>Each event.</summary>
    Events,

    /// <summary>The base: by quarter of an hour, kind of event, user and session. Answers calendar buckets of any zone.</summary>
    UsageQuarterHours,

    /// <summary>By user, day and kind of event.</summary>
    UsageUserDays,

    /// <summary>By day and session, whatever was done.</summary>
    UsageSessionDays,

    /// <summary>By week and user, whatever was done.</summary>
    UsageUserWeeks,

    /// <summary>By four weeks and user, whatever was done.</summary>
    UsageUserFourWeeks,

    /// <summary>By day and package, with the sets of users.</summary>
    UsagePackageDays,

    /// <summary>By day, whatever was done, with the sets of users.</summary>
    UsageDayTotals,

    /// <summary>By quarter of an hour, whatever was done, with the sets of users.</summary>
    UsageQuarterHourTotals,

    /// <summary>By day and kind of event, whoever did it, with histograms of durations.</summary>
    UsageTypeDays,

    /// <summary>By week and kind of event, whoever did it, with histograms of durations.</summary>
    UsageTypeWeeks,
}

/// <summary>What the tables are.</summary>
public static class UsageTables
{
    // A Monday: four weeks, weeks, days and quarters of an hour of the rollups all count from it.
    static readonly DateTime Origin = new(2000, 1, 3, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Name in the database.</summary>
    public static string Name(this UsageTable table) => table switch
    {
        UsageTable.Events => "events",
        UsageTable.UsageQuarterHours => "usage_quarter_hours",
        UsageTable.UsageUserDays => "usage_user_days",
        UsageTable.UsageSessionDays => "usage_session_days",
        UsageTable.UsageUserWeeks => "usage_user_weeks",
        UsageTable.UsageUserFourWeeks => "usage_user_four_weeks",
        UsageTable.UsagePackageDays => "usage_package_days",
        UsageTable.UsageDayTotals => "usage_day_totals",
        UsageTable.UsageQuarterHourTotals => "usage_quarter_hour_totals",
        UsageTable.UsageTypeDays => "usage_type_days",
        UsageTable.UsageTypeWeeks => "usage_type_weeks",
        _ => throw new ArgumentOutOfRangeException(nameof(table), table, "Not a table."),
    };

    /// <summary>How long the time is that one row tells about.</summary>
    public static TimeSpan Grain(this UsageTable table) => table switch
    {
        UsageTable.Events => TimeSpan.FromTicks(1),
        UsageTable.UsageQuarterHours or UsageTable.UsageQuarterHourTotals => TimeSpan.FromMinutes(15),
        UsageTable.UsageUserFourWeeks => TimeSpan.FromDays(28),
        UsageTable.UsageUserWeeks or UsageTable.UsageTypeWeeks => TimeSpan.FromDays(7),
        _ => TimeSpan.FromDays(1),
    };

    /// <summary>Whether a row has the set of its users, and no single one.</summary>
    public static bool HoldsSets(this UsageTable table) =>
        table is UsageTable.UsagePackageDays or UsageTable.UsageDayTotals or UsageTable.UsageQuarterHourTotals;

    /// <summary>Whether an instant is where rows of the table begin.</summary>
    public static bool IsEdge(this UsageTable table, DateTime time) => (time - Origin).Ticks % table.Grain().Ticks == 0;

    /// <summary>The whole grains of the table within a range; null where there is none.</summary>
    public static TimeRange? Whole(this UsageTable table, TimeRange range)
    {
        var (from, to) = (Down(range.From.AddTicks(table.Grain().Ticks - 1), table), Down(range.To, table));
        return from < to ? new TimeRange(from, to) : null;
    }

    /// <summary>The range and what is missing of the grains of the table at its ends.</summary>
    public static TimeRange Around(this UsageTable table, TimeRange range) =>
        new(Down(range.From, table), Down(range.To.AddTicks(table.Grain().Ticks - 1), table));

    static DateTime Down(DateTime time, UsageTable table)
    {
        var ticks = (time - Origin).Ticks % table.Grain().Ticks;
        return time.AddTicks(ticks < 0 ? -ticks - table.Grain().Ticks : -ticks);
    }
}

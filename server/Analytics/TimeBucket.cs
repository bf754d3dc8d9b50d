namespace UsageAnalysis.Analytics;

/// <summary>Width of the steps of a time axis: calendar units of the asked zone.</summary>
public enum TimeBucket
{
    /// <summary>The finest bucket that cuts the asked range into at most 120.</summary>
    Auto,

    /// <summary>One minute.</summary>
    Minute,

    /// <summary>Ten minutes.</summary>
    TenMinutes,

    /// <summary>One hour.</summary>
    Hour,

    /// <summary>A calendar day: 23 or 25 hours when the clocks change.</summary>
    Day,

    /// <summary>A week from Monday.</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,

    /// <summary>A calendar quarter.</summary>
    Quarter,

    /// <summary>A calendar year.</summary>
    Year,
}

/// <summary>Arithmetic of buckets.</summary>
public static class TimeBuckets
{
    const int MostAutoBuckets = 120;

    /// <summary>The bucket itself, or for <see cref="TimeBucket.Auto"/> the finest one that cuts the range into at most 120.</summary>
    public static TimeBucket For(this TimeBucket bucket, TimeRange range) => bucket != TimeBucket.Auto
        ? bucket
        : Enum.GetValues<TimeBucket>().Skip(1).FirstOrDefault(b => range.Length / b.NominalLength() <= MostAutoBuckets, TimeBucket.Year);

    /// <summary>The bucket as people who ask write it, for example TEN_MINUTES.</summary>
    public static string Name(this TimeBucket bucket) =>
        bucket == TimeBucket.TenMinutes ? "TEN_MINUTES" : bucket.ToString().ToUpperInvariant();

    /// <summary>Usual length of a bucket: exact up to the hour, a good estimate above.</summary>
    public static TimeSpan NominalLength(this TimeBucket bucket) => bucket switch
    {
        TimeBucket.Minute => TimeSpan.FromMinutes(1),
        TimeBucket.TenMinutes => TimeSpan.FromMinutes(10),
        TimeBucket.Hour => TimeSpan.FromHours(1),
        TimeBucket.Day => TimeSpan.FromDays(1),
        TimeBucket.Week => TimeSpan.FromDays(7),
        TimeBucket.Month => TimeSpan.FromDays(30.436875),
        TimeBucket.Quarter => TimeSpan.FromDays(91.310625),
        TimeBucket.Year => TimeSpan.FromDays(365.2425),
        _ => throw new ArgumentOutOfRangeException(nameof(bucket), bucket, "AUTO has no length of its own."),
    };

    /// <summary>Start of the calendar unit that a local time is in. Not for buckets finer than a day.</summary>
    internal static DateTime StartOf(this TimeBucket bucket, DateTime local) => bucket switch
    {
        TimeBucket.Day => local.Date,
        TimeBucket.Week => ZonedCalendar.Monday(local),
        TimeBucket.Month => new DateTime(local.Year, local.Month, 1),
        TimeBucket.Quarter => new DateTime(local.Year, (local.Month - 1) / 3 * 3 + 1, 1),
        TimeBucket.Year => new DateTime(local.Year, 1, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(bucket), bucket, "Not a calendar unit."),
    };

    /// <summary>A local time, so many calendar units later, or earlier by a negative number. Not for buckets finer than a day.</summary>
    internal static DateTime Add(this TimeBucket bucket, DateTime local, int count) => bucket switch
    {
        TimeBucket.Day => local.AddDays(count),
        TimeBucket.Week => local.AddDays(7 * count),
        TimeBucket.Month => local.AddMonths(count),
        TimeBucket.Quarter => local.AddMonths(3 * count),
        TimeBucket.Year => local.AddYears(count),
        _ => throw new ArgumentOutOfRangeException(nameof(bucket), bucket, "Not a calendar unit."),
    };
}

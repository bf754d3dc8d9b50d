namespace UsageAnalysis.Analytics;

/// <summary>The buckets that cover a range, by the calendar of a zone.</summary>
public sealed class TimeAxis
{
    /// <summary>More than any screen can show; a longer axis is refused.</summary>
    public const int MostBuckets = 5_000;

    TimeAxis(TimeBucket bucket, IReadOnlyList<DateTime> starts) => (Bucket, Starts) = (bucket, starts);

    /// <summary>Width of the buckets; never AUTO.</summary>
    public TimeBucket Bucket { get; }

    /// <summary>Start of each bucket, UTC, ascending. The first one may lie before the range, which cuts it.</summary>
    public IReadOnlyList<DateTime> Starts { get; }

    /// <summary>The axis of a range.</summary>
    /// <exception cref="InvalidScopeException">The bucket is too fine for the range.</exception>
    public static TimeAxis Of(TimeRange range, TimeBucket bucket, TimeZoneInfo zone)
    {
        var width = bucket.For(range);
        var estimate = range.Length / width.NominalLength();
        if (estimate > MostBuckets)
        {
            throw new InvalidScopeException(
                $"The bucket {width.Name()} cuts this range into about {estimate:N0}; at most {MostBuckets:N0} are possible. " +
                "Choose a coarser bucket or a shorter range.");
        }
        return new TimeAxis(width, [.. StartsOf(range, width, zone)]);
    }

    static IEnumerable<DateTime> StartsOf(TimeRange range, TimeBucket bucket, TimeZoneInfo zone)
    {
        return bucket < TimeBucket.Day ? PartsOfDays(range, bucket.NominalLength(), zone) : CalendarUnits(range, bucket, zone);
    }

    static IEnumerable<DateTime> CalendarUnits(TimeRange range, TimeBucket bucket, TimeZoneInfo zone)
    {
        var local = FirstOf(bucket, ZonedCalendar.ToLocal(range.From, zone));
        var start = ZonedCalendar.ToInstant(local, zone);
        while (start < range.To)
        {
            local = Next(bucket, local);
            var next = ZonedCalendar.ToInstant(local, zone);
            // Clocks may leave out a whole day; and set back over a midnight, they show the date of a day that has ended already.
            if (next > start && next > range.From)
            {
                yield return start;
            }
            start = next;
        }
    }

    // Every day begins anew at its own midnight, so that a change of the clocks never shifts the hours of later days.
    static IEnumerable<DateTime> PartsOfDays(TimeRange range, TimeSpan length, TimeZoneInfo zone)
    {
        foreach (var day in CalendarUnits(range, TimeBucket.Day, zone))
        {
            var nextDay = ZonedCalendar.ToInstant(ZonedCalendar.ToLocal(day, zone).Date.AddDays(1), zone);
            for (var start = day; start < nextDay && start < range.To; start += length)
            {
                if (start + length > range.From)
                {
                    yield return start;
                }
            }
        }
    }

    static DateTime FirstOf(TimeBucket bucket, DateTime local) => bucket switch
    {
        TimeBucket.Day => local.Date,
        TimeBucket.Week => ZonedCalendar.Monday(local),
        TimeBucket.Month => new DateTime(local.Year, local.Month, 1),
        TimeBucket.Quarter => new DateTime(local.Year, (local.Month - 1) / 3 * 3 + 1, 1),
        TimeBucket.Year => new DateTime(local.Year, 1, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(bucket), bucket, "Not a calendar unit."),
    };

    static DateTime Next(TimeBucket bucket, DateTime local) => bucket switch
    {
        TimeBucket.Day => local.AddDays(1),
        TimeBucket.Week => local.AddDays(7),
        TimeBucket.Month => local.AddMonths(1),
        TimeBucket.Quarter => local.AddMonths(3),
        _ => local.AddYears(1),
    };
}

namespace UsageAnalysis.Analytics;

/// <summary>The buckets that cover a range, by the calendar of a zone.</summary>
public sealed class TimeAxis
{
    /// <summary>More than any screen can show; a longer axis is refused.</summary>
    public const int MostBuckets = 5_000;

    TimeAxis(TimeBucket bucket, IReadOnlyList<DateTime> starts, DateTime end) => (Bucket, Starts, End) = (bucket, starts, end);

    /// <summary>Width of the buckets; never AUTO.</summary>
    public TimeBucket Bucket { get; }

    /// <summary>Start of each bucket, UTC, ascending. The first one may lie before the range, which cuts it.</summary>
    public IReadOnlyList<DateTime> Starts { get; }

    /// <summary>End of the last bucket, UTC. It may lie after the range, which cuts it.</summary>
    public DateTime End { get; }

    /// <summary>How many buckets, from the first, have ended at an instant; the last one ends with the range.</summary>
    public int Finished(TimeRange range, DateTime at) => Starts.Skip(1).Append(range.To).Count(end => end <= at);

    /// <summary>Whether a range begins within the first bucket.</summary>
    public bool FirstCutBy(TimeRange range) => Starts[0] < range.From;

    /// <summary>Whether a range ends within the last bucket.</summary>
    public bool LastCutBy(TimeRange range) => range.To < End;

    /// <summary>The axis of a range.</summary>
    /// <exception cref="InvalidScopeException">The bucket is too fine for the range.</exception>
    public static TimeAxis Of(TimeRange range, TimeBucket bucket, TimeZoneInfo zone)
    {
        var width = bucket.For(range);
        RefuseTooFine(range, width, "this range");
        TimeRange[] buckets = [.. BucketsOf(range, width, zone)];
        return new TimeAxis(width, [.. buckets.Select(one => one.From)], buckets[^1].To);
    }

    /// <summary>
    /// The axis of the range that another one is compared with: its n-th bucket is the counterpart of the other's n-th, the same stretch
    /// counted from the beginning of the range by calendar and clock. It has more buckets where the comparison range is longer, and fewer
    /// where it is shorter. What has no counterpart, as 29 February or an hour that the clocks leave out, is a bucket without length.
    /// </summary>
    /// <param name="range">The range that is compared.</param>
    /// <param name="previous">What it is compared with.</param>
    /// <param name="bucket">Width of the buckets; AUTO is that of <paramref name="range"/>.</param>
    /// <param name="zone">Whose calendar the buckets follow.</param>
    /// <exception cref="InvalidScopeException">The bucket is too fine for the comparison range.</exception>
    public static TimeAxis Alongside(TimeRange range, TimeRange previous, TimeBucket bucket, TimeZoneInfo zone)
    {
        var width = bucket.For(range);
        RefuseTooFine(previous, width, "the comparison range");
        var shift = TimeShift.Between(range, previous, width, zone);
        var starts = new List<DateTime>();
        // Long enough for a comparison range of other months, and ended by that range itself.
        var enough = new TimeRange(range.From, range.From + previous.Length * 1.1 + TimeSpan.FromDays(800));
        foreach (var one in BucketsOf(enough, width, zone))
        {
            var start = shift.Of(one.From);
            if (starts.Count == 0)
            {
                starts.Add(start < previous.From ? start : previous.From);
            }
            else if (start < previous.To)
            {
                starts.Add(start > starts[^1] ? start : starts[^1]);
            }
            else
            {
                return new TimeAxis(width, starts, start);
            }
        }
        throw new InvalidOperationException($"The buckets of {range} do not reach the end of {previous}.");
    }

    static void RefuseTooFine(TimeRange range, TimeBucket width, string what)
    {
        var estimate = range.Length / width.NominalLength();
        if (estimate > MostBuckets)
        {
            throw new InvalidScopeException(
                $"The bucket {width.Name()} cuts {what} into about {estimate:N0}; at most {MostBuckets:N0} are possible. " +
                "Choose a coarser bucket or a shorter range.");
        }
    }

    static IEnumerable<TimeRange> BucketsOf(TimeRange range, TimeBucket bucket, TimeZoneInfo zone) =>
        bucket < TimeBucket.Day ? PartsOfDays(range, bucket.NominalLength(), zone) : CalendarUnits(range, bucket, zone);

    static IEnumerable<TimeRange> CalendarUnits(TimeRange range, TimeBucket bucket, TimeZoneInfo zone)
    {
        var local = bucket.StartOf(ZonedCalendar.ToLocal(range.From, zone));
        var start = ZonedCalendar.ToInstant(local, zone);
        while (start < range.To)
        {
            local = bucket.Add(local, 1);
            var next = ZonedCalendar.ToInstant(local, zone);
            // Clocks may leave out a whole day; and set back over a midnight, they show the date of a day that has ended already.
            if (next > start && next > range.From)
            {
                yield return new TimeRange(start, next);
            }
            start = next;
        }
    }

    // Every day begins anew at its own midnight, so that a change of the clocks never shifts the hours of later days.
    static IEnumerable<TimeRange> PartsOfDays(TimeRange range, TimeSpan length, TimeZoneInfo zone)
    {
        foreach (var day in CalendarUnits(range, TimeBucket.Day, zone))
        {
            for (var start = day.From; start < day.To && start < range.To; start += length)
            {
                if (start + length > range.From)
                {
                    yield return new TimeRange(start, start + length < day.To ? start + length : day.To);
                }
            }
        }
    }
}

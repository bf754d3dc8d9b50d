namespace UsageAnalysis.Analytics;

/// <summary>How far the clocks of a zone are from UTC during a range: turns instants into hours and days of the week.</summary>
public sealed class ZoneOffsets
{
    // No clock changes twice within two of it.
    static readonly TimeSpan Step = TimeSpan.FromDays(1);

    ZoneOffsets(IReadOnlyList<DateTime> starts, IReadOnlyList<TimeSpan> offsets) => (Starts, Offsets) = (starts, offsets);

    /// <summary>Since when each offset holds, UTC, ascending; the first is the beginning of the range.</summary>
    public IReadOnlyList<DateTime> Starts { get; }

    /// <summary>What the clocks show, less UTC.</summary>
    public IReadOnlyList<TimeSpan> Offsets { get; }

    /// <summary>The offsets of a zone within a range.</summary>
    public static ZoneOffsets Of(TimeRange range, TimeZoneInfo zone)
    {
        List<DateTime> starts = [range.From];
        List<TimeSpan> offsets = [zone.GetUtcOffset(range.From)];
        for (var (time, next) = (range.From, range.From); time < range.To; time = next)
        {
            next = range.To - time > Step ? time + Step : range.To;
            if (zone.GetUtcOffset(next) is var offset && offset != offsets[^1])
            {
                starts.Add(Change(time, next, offset, zone));
                offsets.Add(offset);
            }
        }
        return new ZoneOffsets(starts, offsets);
    }

    // The first instant at which the new offset holds: after the one, at the latest at the other.
    static DateTime Change(DateTime before, DateTime after, TimeSpan offset, TimeZoneInfo zone)
    {
        while (after - before > TimeSpan.FromTicks(1))
        {
            var middle = before + (after - before) / 2;
            (before, after) = zone.GetUtcOffset(middle) == offset ? (before, middle) : (middle, after);
        }
        return after;
    }
}

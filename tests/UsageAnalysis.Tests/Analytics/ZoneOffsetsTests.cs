using CsCheck;
using UsageAnalysis.Analytics;
using Xunit;
using static UsageAnalysis.Tests.Analytics.Zones;

namespace UsageAnalysis.Tests.Analytics;

/// <summary>The offsets of clocks are those of the zone at every instant of a range.</summary>
public sealed class ZoneOffsetsTests
{
    static readonly Gen<(string Zone, TimeRange Range, DateTime Instant)> Places = Gen.Select(
        Gen.Int[0, Unusual.Length - 1], Gen.Int[-4_000, 4_000], Gen.Int[1, 40_000], Gen.Double[0, 0.999],
        (place, before, hours, part) =>
        {
            var from = At(Unusual[place].Near).AddMinutes(before);
            return (Unusual[place].Zone, new TimeRange(from, from.AddHours(hours)), from + TimeSpan.FromHours(hours) * part);
        });

    [Fact]
    public void Every_instant_has_the_offset_of_the_zone() => Places.Sample((id, range, instant) =>
    {
        var offsets = ZoneOffsets.Of(range, Zone(id));

        var last = offsets.Starts.Index().Last(start => start.Item <= instant).Index;
        Assert.Equal(Zone(id).GetUtcOffset(instant), offsets.Offsets[last]);
        Assert.Equal(range.From, offsets.Starts[0]);
        Assert.All(offsets.Starts, start => Assert.True(start < range.To));
    });

    [Fact]
    public void A_year_of_a_zone_with_summer_time_has_three_offsets_of_half_an_hour_more_or_less()
    {
        var offsets = ZoneOffsets.Of(Range("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"), Zone("Australia/Lord_Howe"));

        Assert.Equal([TimeSpan.FromHours(11), TimeSpan.FromHours(10.5), TimeSpan.FromHours(11)], offsets.Offsets);
        Assert.Equal([At("2026-01-01T00:00:00Z"), At("2026-04-04T15:00:00Z"), At("2026-10-03T15:30:00Z")], offsets.Starts);
    }

    [Fact]
    public void A_zone_that_never_changes_has_one_offset() =>
        Assert.Equal([TimeSpan.FromHours(5.5)], ZoneOffsets.Of(Range("1970-01-01T00:00:00Z", "2200-01-01T00:00:00Z"), Zone("Asia/Kolkata")).Offsets);
}

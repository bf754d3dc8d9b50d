using CsCheck;
using UsageAnalysis.Analytics;
using Xunit;
using static UsageAnalysis.Tests.Analytics.Zones;

namespace UsageAnalysis.Tests.Analytics;

/// <summary>What holds for every axis.</summary>
public sealed class TimeAxisProperties
{
    static readonly DateTime Earliest = At("1970-01-01T00:00:00Z");
    static readonly DateTime Latest = At("2200-01-01T00:00:00Z");
    static readonly string[] AllZones = [.. TimeZoneInfo.GetSystemTimeZones().Where(zone => zone.HasIanaId).Select(zone => zone.Id)];

    // Near something unusual in its zone, or anywhere in any zone.
    static readonly Gen<(string Zone, DateTime From)> Places = Gen.Frequency(
        (3, Gen.Select(AnyOf(Unusual), Gen.Int[-3 * 24 * 60, 3 * 24 * 60],
            (place, minutes) => (place.Zone, At(place.Near).AddMinutes(minutes)))),
        (1, Gen.Select(AnyOf(AllZones), Gen.Long[0, (long)(Latest - Earliest).TotalSeconds - 1],
            (zone, seconds) => (zone, Earliest.AddSeconds(seconds)))));

    static readonly Gen<TimeSpan> Lengths = Gen.OneOf(
        Gen.Int[1, 200_000].Select(seconds => TimeSpan.FromSeconds(seconds)),
        Gen.Int[1, 3_000].Select(hours => TimeSpan.FromHours(hours)),
        Gen.Int[1, 90_000].Select(days => TimeSpan.FromDays(days)));

    internal static readonly Gen<(string Zone, TimeRange Range)> Ranges = Gen.Select(Places, Lengths, (place, length) =>
        (place.Zone, new TimeRange(place.From, length < Latest - place.From ? place.From + length : Latest)));

    static readonly Gen<((string Zone, TimeRange Range) Place, TimeBucket Bucket)> Axes = Gen.Select(Ranges, Gen.Enum<TimeBucket>());

    static Gen<T> AnyOf<T>(T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    [Fact]
    public void Buckets_ascend_and_cover_the_range_from_the_first_to_the_last() => Axes.Sample((place, bucket) =>
    {
        if (bucket != TimeBucket.Auto && place.Range.Length / bucket.NominalLength() > TimeAxis.MostBuckets)
        {
            Assert.Throws<InvalidScopeException>(() => TimeAxis.Of(place.Range, bucket, Zone(place.Zone)));
            return;
        }
        var starts = TimeAxis.Of(place.Range, bucket, Zone(place.Zone)).Starts;
        Assert.True(starts[0] <= place.Range.From, "The first bucket begins after the range.");
        Assert.True(starts.Count == 1 || place.Range.From < starts[1], "The first bucket ends before the range begins.");
        Assert.True(starts[^1] < place.Range.To, "The last bucket begins after the range.");
        Assert.All(starts.Zip(starts.Skip(1)), pair => Assert.True(pair.First < pair.Second, $"{pair.Second:O} follows {pair.First:O}."));
        Assert.All(starts, start => Assert.Equal(DateTimeKind.Utc, start.Kind));
    }, iter: 1_500);

    [Fact]
    public void No_bucket_is_much_longer_or_shorter_than_its_name_says() => Axes.Sample((place, bucket) =>
    {
        if (bucket != TimeBucket.Auto && place.Range.Length / bucket.NominalLength() > TimeAxis.MostBuckets)
        {
            return;
        }
        var axis = TimeAxis.Of(place.Range, bucket, Zone(place.Zone));
        var longest = axis.Bucket.NominalLength() * 1.05 + (axis.Bucket < TimeBucket.Day ? TimeSpan.Zero : TimeSpan.FromHours(2));
        Assert.All(axis.Starts.Append(place.Range.To).Pairwise(), length => Assert.True(length <= longest, $"{axis.Bucket} of {length}."));
    }, iter: 800);

    [Fact]
    public void Auto_makes_20_to_120_buckets_where_any_bucket_does_and_no_more_than_these() => Ranges.Sample(place =>
    {
        var auto = TimeAxis.Of(place.Range, TimeBucket.Auto, Zone(place.Zone));
        // The range may cut the first and the last one, and the clocks may add a few.
        Assert.InRange(auto.Starts.Count, 1, auto.Bucket == TimeBucket.Year ? 231 : 126);
        var whole = place.Range.Length / auto.Bucket.NominalLength();
        Assert.True(whole >= 20 || Enum.GetValues<TimeBucket>().Skip(1)
            .All(bucket => place.Range.Length / bucket.NominalLength() is < 20 or > 120), $"{whole} of {auto.Bucket}");
    }, iter: 1_500);

    [Fact]
    public void What_is_finished_and_cut_is_so_by_the_ends_of_the_buckets() =>
        Gen.Select(Axes, Gen.Int[-10, 110]).Sample((axes, percent) =>
    {
        var (range, bucket) = (axes.Place.Range, axes.Bucket);
        if (bucket != TimeBucket.Auto && range.Length / bucket.NominalLength() > TimeAxis.MostBuckets)
        {
            return;
        }
        var axis = TimeAxis.Of(range, bucket, Zone(axes.Place.Zone));
        var now = range.From + range.Length / 100 * percent;
        var finished = axis.Finished(range, now);
        DateTime[] edges = [.. axis.Starts, range.To];
        Assert.True(finished == 0 || edges[finished] <= now, $"Of {finished} finished buckets, the last ends at {edges[finished]:O}.");
        Assert.True(finished == axis.Starts.Count || edges[finished + 1] > now, $"More than {finished} buckets have ended.");
        Assert.Equal(range.From != axis.Starts[0], axis.FirstCutBy(range));
        Assert.Equal(range.To != axis.End, axis.LastCutBy(range));
        Assert.True(axis.Starts[^1] < axis.End && axis.End >= range.To, $"The last bucket ends at {axis.End:O}.");
    }, iter: 1_500);

    [Fact]
    public void A_comparison_range_is_never_empty_and_never_throws() =>
        Gen.Select(Ranges, Gen.Enum<Comparison>()).Sample((place, comparison) =>
    {
        var previous = place.Range.ComparedWith(comparison, Zone(place.Zone));
        Assert.Equal(comparison == Comparison.None, previous is null);
        Assert.True(previous is not { } range || range.From < range.To, $"{previous}");
        Assert.True(comparison != Comparison.PreviousPeriod || previous!.Value.To == place.Range.From);
    }, iter: 1_500);
}

static class Sequences
{
    /// <summary>The distances between neighbours.</summary>
    public static IEnumerable<TimeSpan> Pairwise(this IEnumerable<DateTime> times) =>
        times.Zip(times.Skip(1), (first, second) => second - first);
}

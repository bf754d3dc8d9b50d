using CsCheck;
using UsageAnalysis.Analytics;
using Xunit;
using static UsageAnalysis.Tests.Analytics.Zones;

namespace UsageAnalysis.Tests.Analytics;

/// <summary>The buckets of a comparison range are the counterparts of those of the range.</summary>
public sealed class TimeAxisAlongsideTests
{
    const string Berlin = "Europe/Berlin";

    [Fact]
    public void Months_stand_beside_the_same_months_of_a_year_before()
    {
        var axis = Before(Days(Berlin, "2024-01-01", "2025-01-01"), Comparison.PreviousYear, TimeBucket.Month);
        Assert.Equal(Enumerable.Range(1, 12).Select(month => Midnight(Berlin, $"2023-{month:00}-01")), axis.Starts);
        Assert.Equal(Midnight(Berlin, "2024-01-01"), axis.End);
    }

    [Fact]
    public void Dates_stand_beside_the_same_dates_of_a_year_before_and_a_leap_day_beside_nothing()
    {
        var axis = Before(Days(Berlin, "2024-02-27", "2024-03-03"), Comparison.PreviousYear, TimeBucket.Day);
        Assert.Equal(
            [.. new[] { "02-27", "02-28", "03-01", "03-01", "03-02" }.Select(day => Midnight(Berlin, $"2023-{day}"))], axis.Starts);
    }

    [Fact]
    public void A_leap_day_stands_beside_the_day_before_the_first_of_March_where_the_range_begins_with_it() => Assert.Equal(
        [Midnight(Berlin, "2023-02-28"), Midnight(Berlin, "2023-03-01")],
        Before(Days(Berlin, "2024-02-29", "2024-03-02"), Comparison.PreviousYear, TimeBucket.Day).Starts);

    [Fact]
    public void The_months_of_a_year_stand_beside_stretches_of_the_same_length_in_the_period_before()
    {
        var range = Days(Berlin, "2024-01-01", "2025-01-01");
        var axis = Before(range, Comparison.PreviousPeriod, TimeBucket.Month);
        Assert.Equal(12, axis.Starts.Count);
        Assert.Equal([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], DaysOf(axis, Days(Berlin, "2022-12-31", "2024-01-01")));
    }

    [Fact]
    public void Weeks_that_a_range_cuts_stand_beside_stretches_that_are_as_short()
    {
        // From a Wednesday to a Thursday.
        var range = Days(Berlin, "2026-03-18", "2026-04-17");
        var axis = Before(range, Comparison.PreviousPeriod, TimeBucket.Week);
        Assert.Equal([5, 7, 7, 7, 4], DaysOf(axis, Days(Berlin, "2026-02-16", "2026-03-18")));
        Assert.Equal([5, 7, 7, 7, 4], DaysOf(TimeAxis.Of(range, TimeBucket.Week, Zone(Berlin)), range));
    }

    [Fact]
    public void A_longer_comparison_range_has_more_buckets_and_a_shorter_one_fewer()
    {
        var (june, may) = (Days(Berlin, "2026-06-01", "2026-07-01"), Days(Berlin, "2026-05-01", "2026-06-01"));
        Assert.Equal(
            Enumerable.Range(1, 31).Select(day => Midnight(Berlin, $"2026-05-{day:00}")),
            TimeAxis.Alongside(june, may, TimeBucket.Day, Zone(Berlin)).Starts);
        Assert.Equal(
            Enumerable.Range(1, 30).Select(day => Midnight(Berlin, $"2026-06-{day:00}")),
            TimeAxis.Alongside(may, june, TimeBucket.Day, Zone(Berlin)).Starts);
    }

    [Fact]
    public void Months_of_different_length_stand_beside_each_other_from_first_to_first() => Assert.Equal(
        [Midnight(Berlin, "2025-02-01"), Midnight(Berlin, "2025-03-01"), Midnight(Berlin, "2025-04-01")],
        TimeAxis.Alongside(
            Days(Berlin, "2026-06-01", "2026-09-01"), Days(Berlin, "2025-02-01", "2025-05-01"), TimeBucket.Month, Zone(Berlin)).Starts);

    [Theory]
    // A day of 23 hours beside one of 24, one of 25 beside one of 24, and days of 24 beside both.
    [InlineData("2026-03-29", "2026-03-30", new[] { 1, 2, 1 }, 23)]
    [InlineData("2026-10-25", "2026-10-26", new[] { 1, 1, 0, 1 }, 25)]
    [InlineData("2026-03-30", "2026-03-31", new[] { 1, 1, 0, 1 }, 24)]
    [InlineData("2026-10-26", "2026-10-27", new[] { 1, 1, 2, 1 }, 24)]
    public void Hours_stand_beside_what_the_clock_showed_the_day_before(string from, string to, int[] lengths, int count)
    {
        var range = Days(Berlin, from, to);
        var axis = Before(range, Comparison.PreviousPeriod, TimeBucket.Hour);
        Assert.Equal(count, axis.Starts.Count);
        Assert.Equal(TimeAxis.Of(range, TimeBucket.Hour, Zone(Berlin)).Starts.Count, count);
        Assert.Equal(lengths, axis.Starts.Pairwise().Take(lengths.Length).Select(length => (int)length.TotalHours));
        Assert.All(axis.Starts.Pairwise().Skip(lengths.Length), length => Assert.Equal(TimeSpan.FromHours(1), length));
        Assert.Equal(range.From, axis.End);
    }

    [Fact]
    public void Ranges_at_other_times_of_day_are_laid_side_by_side_by_the_time_that_has_passed() => Assert.Equal(
        [
            "2026-10-24T18:30:00Z", "2026-10-24T19:30:00Z", "2026-10-24T20:30:00Z", "2026-10-24T21:30:00Z", "2026-10-24T22:30:00Z",
            "2026-10-24T23:30:00Z",
        ],
        Before(Range("2026-10-25T00:00:00Z", "2026-10-25T05:30:00Z"), Comparison.PreviousPeriod, TimeBucket.Hour).Starts.Select(Text));

    [Fact]
    public void A_comparison_range_that_is_too_long_for_the_bucket_is_refused() => Assert.Equal(
        "The bucket HOUR cuts the comparison range into about 8,760; at most 5,000 are possible. " +
            "Choose a coarser bucket or a shorter range.",
        Assert.Throws<InvalidScopeException>(() => TimeAxis.Alongside(
            Days("UTC", "2026-06-01", "2026-06-02"), Days("UTC", "2025-01-01", "2026-01-01"), TimeBucket.Hour, TimeZoneInfo.Utc)).Message);

    [Fact]
    public void Buckets_of_any_comparison_range_cover_it_in_order() =>
        Gen.Select(TimeAxisProperties.Ranges, Gen.Int[-100_000, 100_000], Gen.Int[1, 200_000], Gen.Enum<TimeBucket>()).Sample(
            (place, minutes, length, bucket) =>
        {
            var from = place.Range.From.AddMinutes(minutes * 15);
            Check(place.Range, new TimeRange(from, from.AddMinutes(length * 7)), bucket, Zone(place.Zone));
        }, iter: 1_500);

    [Fact]
    public void The_period_and_the_year_before_have_a_counterpart_of_each_bucket() =>
        Gen.Select(TimeAxisProperties.Ranges, Gen.Bool, Gen.Enum<TimeBucket>()).Sample((place, year, bucket) =>
        {
            var zone = Zone(place.Zone);
            var previous = place.Range.ComparedWith(year ? Comparison.PreviousYear : Comparison.PreviousPeriod, zone)!.Value;
            if (Check(place.Range, previous, bucket, zone) is not { } axis)
            {
                return;
            }
            var own = TimeAxis.Of(place.Range, bucket, zone);
            // The same dates of another year may be longer or shorter by 29 February, and by what the clocks leave out.
            var atLeastOne = own.Bucket < TimeBucket.Day ? 0 : 1;
            var most = year ? Math.Max(1, TimeSpan.FromHours(26) / own.Bucket.NominalLength()) : atLeastOne;
            Assert.True(
                Math.Abs(own.Starts.Count - axis.Starts.Count) <= most, $"{own.Starts.Count} and {axis.Starts.Count} {own.Bucket}s");
        }, iter: 3_000);

    static TimeAxis? Check(TimeRange range, TimeRange previous, TimeBucket bucket, TimeZoneInfo zone)
    {
        var width = bucket.For(range);
        if (new[] { range, previous }.Any(one => one.Length / width.NominalLength() > TimeAxis.MostBuckets))
        {
            return null;
        }
        var axis = TimeAxis.Alongside(range, previous, bucket, zone);
        Assert.Equal(width, axis.Bucket);
        Assert.True(axis.Starts[0] <= previous.From, "The first bucket begins after the range.");
        Assert.True(axis.Starts[^1] < previous.To || axis.Starts.Count == 1, "The last bucket begins after the range.");
        Assert.True(axis.End >= previous.To, "The last bucket ends before the range.");
        Assert.All(axis.Starts.Append(axis.End).Pairwise(), length => Assert.True(length >= TimeSpan.Zero));
        Assert.All(axis.Starts, start => Assert.Equal(DateTimeKind.Utc, start.Kind));
        return axis;
    }

    static TimeAxis Before(TimeRange range, Comparison comparison, TimeBucket bucket) =>
        TimeAxis.Alongside(range, range.ComparedWith(comparison, Zone(Berlin))!.Value, bucket, Zone(Berlin));

    // Days of each bucket that are in the range.
    static IEnumerable<int> DaysOf(TimeAxis axis, TimeRange range) => axis.Starts.Append(axis.End)
        .Select(edge => edge < range.From ? range.From : edge > range.To ? range.To : edge).Pairwise()
        .Select(length => (int)Math.Round(length.TotalDays));
}

using UsageAnalysis.Analytics;
using Xunit;
using static UsageAnalysis.Tests.Analytics.Zones;

namespace UsageAnalysis.Tests.Analytics;

public sealed class TimeRangeTests
{
    [Theory]
    [InlineData("2026-06-17", "2026-06-18", "2026-06-16")]
    [InlineData("2026-03-30", "2026-04-06", "2026-03-23")]
    [InlineData("2026-10-26", "2026-11-02", "2026-10-19")]
    [InlineData("2026-03-28", "2026-04-04", "2026-03-21")]
    [InlineData("2024-03-01", "2024-03-31", "2024-01-31")]
    public void Whole_days_are_compared_with_whole_days_also_across_a_change_of_the_clocks(string from, string to, string before) => Assert.Equal(
        Days("Europe/Berlin", before, from),
        Days("Europe/Berlin", from, to).ComparedWith(Comparison.PreviousPeriod, Zone("Europe/Berlin")));

    [Theory]
    [InlineData("2026-06-17T12:00:00Z", "2026-06-17T13:30:00Z", "2026-06-17T10:30:00Z")]
    [InlineData("2026-06-17T12:00:00Z", "2026-06-17T12:00:01Z", "2026-06-17T11:59:59Z")]
    // Its two ends are the same time of day in Berlin, an hour apart.
    [InlineData("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-24T23:30:00Z")]
    public void Other_ranges_are_compared_with_the_same_length_before(string from, string to, string before) => Assert.Equal(
        Range(before, from),
        Range(from, to).ComparedWith(Comparison.PreviousPeriod, Zone("Europe/Berlin")));

    [Theory]
    [InlineData("2026-01-01", "2027-01-01", "2025-01-01", "2026-01-01")]
    [InlineData("2025-02-01", "2025-03-01", "2024-02-01", "2024-03-01")]
    [InlineData("2024-02-01", "2024-03-01", "2023-02-01", "2023-03-01")]
    [InlineData("2024-02-29", "2024-03-01", "2023-02-28", "2023-03-01")]
    // The end is exclusive: these are the 27th and 28th of February.
    [InlineData("2024-02-28", "2024-02-29", "2023-02-28", "2023-03-01")]
    [InlineData("2024-02-27", "2024-02-29", "2023-02-27", "2023-03-01")]
    [InlineData("2026-03-29", "2026-03-30", "2025-03-29", "2025-03-30")]
    public void A_year_before_means_the_same_dates(string from, string to, string yearBeforeFrom, string yearBeforeTo) => Assert.Equal(
        Days("Europe/Berlin", yearBeforeFrom, yearBeforeTo),
        Days("Europe/Berlin", from, to).ComparedWith(Comparison.PreviousYear, Zone("Europe/Berlin")));

    [Theory]
    [InlineData("2024-02-28T12:00:00Z", "2024-02-29T06:00:00Z", "2023-02-28T12:00:00Z", "2023-03-01T06:00:00Z")]
    [InlineData("2024-02-29T12:00:00Z", "2024-02-29T18:00:00Z", "2023-02-28T12:00:00Z", "2023-02-28T18:00:00Z")]
    public void Hours_around_a_leap_day_keep_their_length_a_year_before(string from, string to, string yearBeforeFrom, string yearBeforeTo) =>
        Assert.Equal(Range(yearBeforeFrom, yearBeforeTo), Range(from, to).ComparedWith(Comparison.PreviousYear, TimeZoneInfo.Utc));

    [Fact]
    public void Minutes_that_the_clocks_skipped_a_year_before_are_compared_with_the_minutes_after_the_jump() => Assert.Equal(
        Range("2025-03-30T01:00:00Z", "2025-03-30T01:40:00Z"),
        Range("2026-03-30T00:10:00Z", "2026-03-30T00:50:00Z").ComparedWith(Comparison.PreviousYear, Zone("Europe/Berlin")));

    [Fact]
    public void Nothing_to_compare_with_is_no_range() =>
        Assert.Null(Days("UTC", "2026-06-17", "2026-06-18").ComparedWith(Comparison.None, TimeZoneInfo.Utc));
}

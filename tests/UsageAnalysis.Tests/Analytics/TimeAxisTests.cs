using UsageAnalysis.Analytics;
using Xunit;
using static UsageAnalysis.Tests.Analytics.Zones;

namespace UsageAnalysis.Tests.Analytics;

public sealed class TimeAxisTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", "2026-03-30", 23)]
    [InlineData("Europe/Berlin", "2026-10-25", "2026-10-26", 25)]
    [InlineData("Asia/Kolkata", "2026-03-29", "2026-03-30", 24)]
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-05", 23)]
    [InlineData("Africa/Cairo", "2026-04-24", "2026-04-25", 23)]
    [InlineData("Australia/Lord_Howe", "2026-10-04", "2026-10-05", 24)]
    [InlineData("Australia/Lord_Howe", "2026-04-05", "2026-04-06", 25)]
    public void A_day_has_as_many_hours_as_the_clocks_of_its_zone_show(string zone, string from, string to, int hours) =>
        Assert.Equal(hours, Axis(Days(zone, from, to), TimeBucket.Hour, zone).Starts.Count);

    [Fact]
    public void The_hours_after_a_change_of_the_clocks_begin_at_full_hours_again() => Assert.Equal(
        ["2026-10-04T12:30:00Z", "2026-10-04T13:00:00Z", "2026-10-04T14:00:00Z"],
        Starts(Range("2026-10-04T12:45:00Z", "2026-10-04T15:00:00Z"), TimeBucket.Hour, "Australia/Lord_Howe"));

    [Fact]
    public void Hours_of_Kolkata_begin_at_half_past_in_UTC() => Assert.Equal(
        ["2026-01-01T00:30:00Z", "2026-01-01T01:30:00Z"],
        Starts(Range("2026-01-01T00:30:00Z", "2026-01-01T02:30:00Z"), TimeBucket.Hour, "Asia/Kolkata"));

    [Fact]
    public void Days_without_a_midnight_begin_when_the_clocks_jump() => Assert.Equal(
        ["2018-11-03T03:00:00Z", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z"],
        Starts(Days("America/Sao_Paulo", "2018-11-03", "2018-11-06"), TimeBucket.Day, "America/Sao_Paulo"));

    [Fact]
    public void A_day_that_the_clocks_skip_has_no_bucket() => Assert.Equal(
        ["2011-12-28T10:00:00Z", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z"],
        Starts(Range("2011-12-28T10:00:00Z", "2011-12-31T10:00:00Z"), TimeBucket.Day, "Pacific/Apia"));

    [Fact]
    public void A_day_that_ended_before_the_range_has_no_bucket_though_the_clocks_show_its_date_again() => Assert.Equal(
        ["2008-11-02T02:30:00Z"],
        Starts(Range("2008-11-02T02:45:00Z", "2008-11-02T20:00:00Z"), TimeBucket.Day, "America/St_Johns"));

    [Theory]
    [InlineData(TimeBucket.Week, "2026-06-15T00:00:00Z", "2026-06-22T00:00:00Z")]
    [InlineData(TimeBucket.Month, "2026-06-01T00:00:00Z", "2026-07-01T00:00:00Z")]
    [InlineData(TimeBucket.Quarter, "2026-04-01T00:00:00Z", "2026-07-01T00:00:00Z")]
    [InlineData(TimeBucket.Year, "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")]
    public void The_first_bucket_begins_before_a_range_that_cuts_it(TimeBucket bucket, string first, string second) =>
        Assert.Equal([first, second], Starts(Range("2026-06-17T12:00:00Z", "2027-01-01T00:00:01Z"), bucket, "UTC").Take(2));

    [Fact]
    public void A_bucket_that_begins_where_the_range_ends_is_not_part_of_it() =>
        Assert.Single(Starts(Range("2026-06-17T00:00:00Z", "2026-06-18T00:00:00Z"), TimeBucket.Day, "UTC"));

    [Fact]
    public void The_shortest_range_has_one_bucket() => Assert.Equal(
        ["2026-06-17T12:34:00Z"],
        [.. Axis(new TimeRange(At("2026-06-17T12:34:59Z"), At("2026-06-17T12:34:59Z").AddTicks(1)), TimeBucket.Auto, "UTC").Starts.Select(Text)]);

    [Theory]
    [InlineData(TimeBucket.Minute, "MINUTE", "2026-06-05T00:00:00Z", "5,760")]
    [InlineData(TimeBucket.TenMinutes, "TEN_MINUTES", "2026-08-01T00:00:00Z", "8,784")]
    [InlineData(TimeBucket.Hour, "HOUR", "2027-06-01T00:00:00Z", "8,760")]
    public void A_bucket_that_is_too_fine_for_the_range_is_refused_by_name(TimeBucket bucket, string name, string to, string count) => Assert.Equal(
        $"The bucket {name} cuts this range into about {count}; at most 5,000 are possible. Choose a coarser bucket or a shorter range.",
        Assert.Throws<InvalidScopeException>(() => Axis(Range("2026-06-01T00:00:00Z", to), bucket, "UTC")).Message);

    static TimeAxis Axis(TimeRange range, TimeBucket bucket, string zone) => TimeAxis.Of(range, bucket, Zone(zone));

    static IEnumerable<string> Starts(TimeRange range, TimeBucket bucket, string zone) => Axis(range, bucket, zone).Starts.Select(Text);
}

using UsageAnalysis.Analytics;
using Xunit;
using static UsageAnalysis.Tests.Analytics.Zones;

namespace UsageAnalysis.Tests.Analytics;

public sealed class ZonedCalendarTests
{
    [Theory]
    [InlineData("UTC", "2026-06-17", "2026-06-17T00:00:00Z")]
    [InlineData("Europe/Berlin", "2026-06-17", "2026-06-16T22:00:00Z")]
    [InlineData("Asia/Kolkata", "2026-06-17", "2026-06-16T18:30:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-01-10", "2026-01-09T13:00:00Z")]
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z")]
    [InlineData("Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00Z")]
    [InlineData("America/St_Johns", "2008-11-02", "2008-11-02T02:30:00Z")]
    public void A_day_begins_at_the_first_instant_of_its_date(string zone, string day, string instant) =>
        Assert.Equal(instant, Text(Midnight(zone, day)));

    [Theory]
    [InlineData("2026-10-25T02:30:00", "2026-10-25T00:30:00Z")]
    [InlineData("2026-03-29T02:00:00", "2026-03-29T01:00:00Z")]
    [InlineData("2026-03-29T02:30:30.5", "2026-03-29T01:00:00Z")]
    [InlineData("2026-03-29T03:00:00", "2026-03-29T01:00:00Z")]
    public void A_time_that_is_there_twice_is_the_earlier_one_and_a_skipped_one_the_moment_of_the_jump(string local, string instant) =>
        Assert.Equal(instant, Text(ZonedCalendar.ToInstant(
            DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), Zone("Europe/Berlin"))));

    [Fact]
    public void Every_day_of_a_week_belongs_to_its_Monday() => Assert.All(
        Enumerable.Range(0, 7).Select(day => new DateTime(2026, 6, 15, 13, 5, 0).AddDays(day)),
        time => Assert.Equal(new DateTime(2026, 6, 15), ZonedCalendar.Monday(time)));
}

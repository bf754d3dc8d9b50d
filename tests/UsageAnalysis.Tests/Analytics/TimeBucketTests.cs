using UsageAnalysis.Analytics;
using Xunit;
using static UsageAnalysis.Tests.Analytics.Zones;

namespace UsageAnalysis.Tests.Analytics;

public sealed class TimeBucketTests
{
    [Theory]
    [InlineData("2026-01-01T00:00:01Z", TimeBucket.Minute)]
    [InlineData("2026-01-01T02:00:00Z", TimeBucket.Minute)]
    [InlineData("2026-01-01T02:00:01Z", TimeBucket.TenMinutes)]
    [InlineData("2026-01-01T20:00:00Z", TimeBucket.TenMinutes)]
    [InlineData("2026-01-02T00:00:00Z", TimeBucket.Hour)]
    [InlineData("2026-01-06T00:00:00Z", TimeBucket.Hour)]
    [InlineData("2026-01-08T00:00:00Z", TimeBucket.Day)]
    [InlineData("2026-01-31T00:00:00Z", TimeBucket.Day)]
    [InlineData("2026-04-02T00:00:00Z", TimeBucket.Day)]
    [InlineData("2026-07-01T00:00:00Z", TimeBucket.Week)]
    [InlineData("2027-01-01T00:00:00Z", TimeBucket.Week)]
    [InlineData("2029-01-01T00:00:00Z", TimeBucket.Month)]
    [InlineData("2036-01-01T00:00:00Z", TimeBucket.Month)]
    [InlineData("2046-01-01T00:00:00Z", TimeBucket.Quarter)]
    [InlineData("2096-01-01T00:00:00Z", TimeBucket.Year)]
    [InlineData("2200-01-01T00:00:00Z", TimeBucket.Year)]
    public void Auto_is_the_finest_bucket_that_cuts_the_range_into_at_most_120(string to, TimeBucket expected) =>
        Assert.Equal(expected, TimeBucket.Auto.For(Range("2026-01-01T00:00:00Z", to)));

    [Fact]
    public void A_bucket_that_was_asked_for_is_kept() => Assert.All(
        Enum.GetValues<TimeBucket>().Where(bucket => bucket != TimeBucket.Auto),
        bucket => Assert.Equal(bucket, bucket.For(Range("2026-01-01T00:00:00Z", "2026-01-31T00:00:00Z"))));
}

using UsageAnalysis.Statistics;
using Xunit;

namespace UsageAnalysis.Tests.Statistics;

public sealed class ShareDifferenceTests
{
    // Newcombe, Statistics in Medicine 17 (1998), table II, method 10.
    [Theory]
    [InlineData(56, 70, 48, 80, 0.2, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.6, 0.1705, 0.8090)]
    [InlineData(6, 7, 2, 7, 0.5714, 0.0582, 0.8062)]
    [InlineData(5, 56, 0, 29, 0.0893, -0.0381, 0.1926)]
    [InlineData(0, 10, 0, 20, 0, -0.1611, 0.2775)]
    [InlineData(0, 10, 0, 10, 0, -0.2775, 0.2775)]
    [InlineData(10, 10, 0, 20, 1, 0.6791, 1)]
    [InlineData(10, 10, 0, 10, 1, 0.6075, 1)]
    public void The_interval_is_the_published_one(long hits, long size, long otherHits, long otherSize, double value, double low, double high)
    {
        var difference = ShareDifference.Of(hits, size, otherHits, otherSize)!.Value;

        Assert.Equal(value, difference.Value, 4);
        Assert.Equal(low, difference.Low, 4);
        Assert.Equal(high, difference.High, 4);
        Assert.Equal(low > 0 || high < 0, difference.Clear);
    }

    [Fact]
    public void With_nobody_in_a_group_nothing_can_be_said()
    {
        Assert.Null(ShareDifference.Of(0, 0, 3, 10));
        Assert.Null(ShareDifference.Of(3, 10, 0, 0));
    }
}

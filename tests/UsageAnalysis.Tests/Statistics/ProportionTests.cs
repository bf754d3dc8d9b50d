using UsageAnalysis.Statistics;
using Xunit;

namespace UsageAnalysis.Tests.Statistics;

/// <summary>Intervals of proportions.</summary>
public sealed class ProportionTests
{
    // R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I, method 3.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void The_interval_is_the_published_one(int successes, int trials, double low, double high)
    {
        var interval = Proportion.Wilson(successes, trials);
        Assert.Equal(low, interval.Low, 0.00005);
        Assert.Equal(high, interval.High, 0.00005);
    }

    [Fact]
    public void All_and_none_are_mirror_images_that_end_at_1_and_0()
    {
        var (none, all) = (Proportion.Wilson(0, 7), Proportion.Wilson(7, 7));
        Assert.Equal(0, none.Low);
        Assert.Equal(1, all.High);
        Assert.Equal(none.High, 1 - all.Low, 1e-12);
        // By hand: z² / (n + z²) = 3.8415 / 10.8415.
        Assert.Equal(0.3543, none.High, 0.00005);
    }

    [Fact]
    public void Nothing_looked_at_says_nothing() => Assert.Equal((0, 1), Proportion.Wilson(0, 0));

    [Theory]
    [InlineData(2, 1)]
    [InlineData(-1, 1)]
    public void More_than_all_and_less_than_none_is_refused(int successes, int trials) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.Wilson(successes, trials));
}

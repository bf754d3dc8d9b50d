using UsageAnalysis.Analytics;
using UsageAnalysis.Insights;
using Xunit;

namespace UsageAnalysis.Tests.Insights;

/// <summary>What is said about the durations of functions. Buckets of a histogram are 4 % apart: two of them are 8.16 %.</summary>
public sealed class SlowdownsTests
{
    [Fact]
    public void What_got_slower_one_way_got_faster_the_other_way()
    {
        var slower = Of((1, Runs(300, 200), Runs(298, 200)));
        Assert.Equal((DurationVerdict.Slower, 1.0), (slower.Verdict, slower.Superiority));
        Assert.Equal(1.04 * 1.04, slower.Ratio!.Value, 12);

        var faster = Of((1, Runs(298, 200), Runs(300, 200)));
        Assert.Equal((DurationVerdict.Faster, 0.0, slower.PValue), (faster.Verdict, faster.Superiority, faster.PValue));
    }

    [Fact]
    public void A_change_of_less_than_5_percent_of_the_median_is_no_news_however_certain()
    {
        var change = Of((1, Runs(300, 100_000), Runs(299, 100_000)));
        Assert.Equal((DurationVerdict.Unchanged, 0.0), (change.Verdict, change.PValue));
    }

    [Fact]
    public void Nothing_is_said_where_one_of_the_periods_has_too_few_runs()
    {
        var change = Of((1, Runs(310, 1_000), Runs(290, 29)));
        Assert.Equal((DurationVerdict.TooFew, null, null), (change.Verdict, change.PValue, change.Ratio));
    }

    [Fact]
    public void The_more_functions_are_looked_at_the_more_certain_a_change_must_be()
    {
        // Of 30 and 30 runs, 20 and 11 are in the longer bucket: U = 585 of 900, p about 0.02.
        var (now, before) = (Runs((303, 20), (300, 10)), Runs((303, 11), (300, 19)));
        var alone = Of((1, now, before));
        Assert.InRange(alone.PValue!.Value, 0.01, 0.05);
        Assert.Equal(DurationVerdict.Slower, alone.Verdict);

        var same = Enumerable.Range(2, 19).Select(i => (i, Runs(300, 50), Runs(300, 50)));
        Assert.Equal(DurationVerdict.Unchanged, Of([(1, now, before), .. same]).Verdict);
    }

    /// <summary>What is said of function 1.</summary>
    static DurationChange Of(params (int Function, DurationHistogram Now, DurationHistogram Before)[] functions) => Slowdowns
        .Compare(functions.ToDictionary(f => f.Function, f => f.Now), functions.ToDictionary(f => f.Function, f => f.Before), minRuns: 30)
        .Single(change => change.FunctionId == 1);

    static DurationHistogram Runs(int bucket, long count) => Runs((bucket, count));

    static DurationHistogram Runs(params (int Bucket, long Count)[] buckets) =>
        new([.. buckets.OrderBy(b => b.Bucket).Select(b => new KeyValuePair<int, long>(b.Bucket, b.Count))]);
}

using UsageAnalysis.Statistics;
using Xunit;

namespace UsageAnalysis.Tests.Statistics;

public sealed class MixTests
{
    [Fact]
    public void The_distance_is_the_part_that_has_to_become_something_else()
    {
        // From 60 %, 40 %, 0 % to 30 %, 40 %, 30 %: 30 % moved, whatever the amounts are.
        Assert.Equal(0.3, Mix.Distance([(60, 3), (40, 4), (0, 3)]), 12);
        Assert.Equal(0, Mix.Distance([(10, 20), (5, 10)]), 12);
        Assert.Equal(1, Mix.Distance([(10, 0), (0, 1)]), 12);
    }

    [Fact]
    public void Nothing_moves_from_or_to_nothing() => Assert.Equal(0, Mix.Distance([(10, 0), (5, 0)]));
}

using CsCheck;
using UsageAnalysis.Statistics;
using Xunit;

namespace UsageAnalysis.Tests.Statistics;

public sealed class TwoByTwoTests
{
    [Fact]
    public void A_group_that_uses_a_thing_more_than_its_size_suggests_has_a_residual_above_zero()
    {
        // By hand: 50 of 200 are in the group, 40 used the thing, so 10 are expected in both.
        // The variance is 10 * (1 - 50/200) * (1 - 40/200) = 6, and (23 - 10) / sqrt(6) = 5.3072.
        var table = new TwoByTwo(Both: 23, Group: 50, Thing: 40, All: 200);

        Assert.Equal(10, table.Expected);
        Assert.Equal(10, table.SmallestExpected);
        Assert.Equal(13 / Math.Sqrt(6), table.Residual!.Value, 12);
        Assert.Equal(2.3, table.Ratio!.Value, 12);
    }

    [Fact]
    public void The_square_of_the_residual_is_the_chi_squared_of_the_four_cells() => Gen.Select(
        Gen.Int[1, 100], Gen.Int[1, 100], Gen.Int[1, 100], Gen.Int[1, 100]).Sample((both, groupOnly, thingOnly, neither) =>
        {
            var table = new TwoByTwo(both, both + groupOnly, both + thingOnly, both + groupOnly + thingOnly + neither);
            double ChiSquared(double observed, double row, double column) =>
                Math.Pow(observed - row * column / table.All, 2) / (row * column / table.All);

            var (others, without) = (table.All - table.Group, table.All - table.Thing);
            var sum = ChiSquared(both, table.Group, table.Thing) + ChiSquared(groupOnly, table.Group, without)
                + ChiSquared(thingOnly, others, table.Thing) + ChiSquared(neither, others, without);
            Assert.Equal(sum, table.Residual!.Value * table.Residual!.Value, 6);
        });

    [Theory]
    [InlineData(10, 20, 10, 20)] // everybody is in the group
    [InlineData(10, 10, 20, 20)] // everybody used the thing
    [InlineData(0, 10, 0, 20)] // nobody used it
    [InlineData(0, 0, 10, 20)] // nobody is in the group
    [InlineData(0, 0, 0, 0)]
    public void Where_nothing_can_differ_there_is_no_residual(long both, long group, long thing, long all)
    {
        var table = new TwoByTwo(both, group, thing, all);

        Assert.Null(table.Residual);
        Assert.Equal(0, table.SmallestExpected);
    }

    [Fact]
    public void The_rarest_cell_decides_whether_there_are_enough_people()
    {
        // 90 of 100 are in the group and 60 used the thing: 10 * 40 / 100 = 4 are expected to be outside of both.
        Assert.Equal(4, new TwoByTwo(55, 90, 60, 100).SmallestExpected);
    }
}

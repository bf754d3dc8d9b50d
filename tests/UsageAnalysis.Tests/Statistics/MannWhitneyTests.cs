using CsCheck;
using UsageAnalysis.Statistics;
using Xunit;

namespace UsageAnalysis.Tests.Statistics;

/// <summary>The test by ranks, against published examples and against every pair looked at.</summary>
public sealed class MannWhitneyTests
{
    [Fact]
    public void The_example_of_SciPys_documentation_has_its_p_value()
    {
        // scipy.stats.mannwhitneyu(males, females, method="asymptotic"): U = 17 of 20 pairs, p = 0.11134688653314041.
        var compared = MannWhitney.Compare(Sample(20, 11, 17, 12), Sample(19, 22, 16, 29, 24));
        Assert.Equal(17 / 20.0, compared.Superiority, 12);
        Assert.Equal(0.11134688653314041, compared.PValue, 1e-6);
    }

    [Fact]
    public void The_example_of_Hollander_and_Wolfe_has_its_statistic_and_normal_approximation()
    {
        // Permeability of the human chorioamnion (1973, page 69): W = 35 of 50 pairs; z = (35 - 25 - 0.5) / sqrt(200 / 3) = 1.16351, and
        // p = 0.24462.
        var before = Sample(115, 88, 90, 74, 121);
        var now = Sample(80, 83, 189, 104, 145, 138, 191, 164, 73, 146);
        var compared = MannWhitney.Compare(before, now);
        Assert.Equal(35 / 50.0, compared.Superiority, 12);
        Assert.Equal(0.24462, compared.PValue, 1e-5);
    }

    [Theory]
    [InlineData(1.959963984540054, 0.05)]
    [InlineData(2.5758293035489004, 0.01)]
    [InlineData(-3.290526731491926, 0.001)]
    [InlineData(10, 1.5239706048321e-23)]
    [InlineData(0, 1)]
    public void The_tail_of_the_normal_distribution_is_that_of_the_tables(double z, double p) =>
        Assert.Equal(1, NormalTail.TwoSided(z) / p, 1e-6);

    [Fact]
    public void Samples_of_one_value_alone_are_no_different()
    {
        Assert.Equal(new RankComparison(0.5, 1), MannWhitney.Compare(Sample(7), Sample(7, 7, 7)));
        Assert.Throws<ArgumentException>(() => MannWhitney.Compare(Sample(7), Sample()));
    }

    [Fact]
    public void Samples_that_lie_apart_are_different_however_large_they_are()
    {
        var compared = MannWhitney.Compare([new(1, 5_000_000)], [new(2, 5_000_000)]);
        Assert.Equal((1, 0), (compared.Superiority, compared.PValue));
    }

    [Fact]
    public void Histograms_give_what_looking_at_every_pair_and_every_rank_gives() =>
        Gen.Select(Gen.Int[0, 12].List[1, 40], Gen.Int[0, 12].List[1, 40]).Sample((first, second) =>
        {
            var compared = MannWhitney.Compare(Sample([.. first]), Sample([.. second]));

            var u = first.Sum(a => second.Sum(b => b > a ? 1 : b == a ? 0.5 : 0));
            Assert.Equal(u / (first.Count * second.Count), compared.Superiority, 12);

            // The variance of U from the ranks themselves, ties sharing the mean of theirs (Lehmann, Nonparametrics, 1975, section 1.4).
            int[] all = [.. first, .. second];
            double size = all.Length;
            var squares = all.Sum(value =>
                Math.Pow(all.Count(other => other < value) + ((all.Count(other => other == value) + 1) / 2.0) - ((size + 1) / 2), 2));
            var deviation = Math.Sqrt(first.Count * second.Count * squares / (size * (size - 1)));
            var distance = Math.Max(0, Math.Abs(u - (first.Count * second.Count / 2.0)) - 0.5);
            Assert.Equal(squares < 1e-9 ? 1 : NormalTail.TwoSided(distance / deviation), compared.PValue, 9);
        });

    [Fact]
    public void Samples_that_change_places_change_the_side_only() =>
        Gen.Select(Gen.Int[0, 9].List[1, 30], Gen.Int[0, 9].List[1, 30]).Sample((first, second) =>
        {
            var there = MannWhitney.Compare(Sample([.. first]), Sample([.. second]));
            var back = MannWhitney.Compare(Sample([.. second]), Sample([.. first]));
            Assert.Equal(1 - there.Superiority, back.Superiority, 12);
            Assert.Equal(there.PValue, back.PValue, 12);
        });

    [Fact]
    public void Adjusted_p_values_are_those_of_Benjamini_and_Hochberg()
    {
        // Their own example (1995, section 3.1): at 5 % the four smallest of these fifteen are discoveries.
        double[] values =
            [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000];
        double[] shuffled = [.. values.Index().OrderBy(value => value.Index * 7 % 15).Select(value => value.Item)];

        var adjusted = FalseDiscoveries.Adjusted(shuffled);
        Assert.Equal(values[..4], shuffled.Where((_, i) => adjusted[i] < 0.05).Order());
        Assert.Equal(0.0095 * 15 / 4, adjusted[Array.IndexOf(shuffled, 0.0095)], 12);
        // 0.0278 x 15 / 6 is more than what the next one gets.
        Assert.Equal(0.0298 * 15 / 7, adjusted[Array.IndexOf(shuffled, 0.0278)], 12);
        Assert.Empty(FalseDiscoveries.Adjusted([]));
    }

    static KeyValuePair<int, long>[] Sample(params int[] values) =>
        [.. values.CountBy(value => value).Select(count => new KeyValuePair<int, long>(count.Key, count.Value))];
}

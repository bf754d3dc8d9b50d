namespace UsageAnalysis.Statistics;

/// <summary>What a comparison of two samples by ranks found.</summary>
/// <param name="Superiority">
/// The probability that a value of the second sample is above one of the first, a tie counting half: 0.5 where neither tends to be larger.
/// </param>
/// <param name="PValue">How likely so large a difference, on either side, is where both come from the same distribution.</param>
readonly record struct RankComparison(double Superiority, double PValue);

/// <summary>
/// The test of Mann and Whitney (1947): whether the values of one sample tend to be larger than those of another, whatever their
/// distribution. By the normal approximation with correction for ties and for continuity, which is good from some ten values each.
/// </summary>
static class MannWhitney
{
    /// <summary>Compares two samples of values with how often each was seen; in any order, both with at least one value.</summary>
    public static RankComparison Compare(IEnumerable<KeyValuePair<int, long>> first, IEnumerable<KeyValuePair<int, long>> second)
    {
        var values = new SortedDictionary<int, (long First, long Second)>();
        foreach (var (value, count) in first)
        {
            var known = values.GetValueOrDefault(value);
            values[value] = known with { First = known.First + count };
        }
        foreach (var (value, count) in second)
        {
            var known = values.GetValueOrDefault(value);
            values[value] = known with { Second = known.Second + count };
        }
        double n = values.Values.Sum(count => count.First), m = values.Values.Sum(count => count.Second);
        if (n == 0 || m == 0)
        {
            throw new ArgumentException("Both samples need at least one value.", n == 0 ? nameof(first) : nameof(second));
        }

        // U counts the pairs in which the second value is larger; ties counts t³ - t for each value that is there t times.
        double below = 0, u = 0, ties = 0;
        foreach (var (inFirst, inSecond) in values.Values)
        {
            u += inSecond * (below + (inFirst / 2.0));
            below += inFirst;
            double tied = inFirst + inSecond;
            ties += tied * (tied - 1) * (tied + 1);
        }
        var all = n + m;
        var variance = n * m / 12 * (all + 1 - (all > 1 ? ties / (all * (all - 1)) : 0));
        var distance = Math.Max(0, Math.Abs(u - (n * m / 2)) - 0.5);
        return new RankComparison(u / n / m, variance > 0 ? NormalTail.TwoSided(distance / Math.Sqrt(variance)) : 1);
    }
}

using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>
/// Reads the histograms of durations that the database merges: decimal numbers of which the n-th group of 12 digits, from the right, counts
/// the durations d with 1.04^(n-1) µs &lt; d &lt;= 1.04^n µs; group 0 counts those up to 1 µs.
/// </summary>
/// <remarks>
/// The buckets of DDSketch (Masson, Rim and Lee, VLDB 2019, section 2.2): the value between the ends of a bucket is within
/// 0.04 / 2.04 = 1.96 % of every duration in it. Merging adds counts, so it loses nothing.
/// </remarks>
static class DurationHistogram
{
    const int Digits = 12;
    const double Growth = 1.04;

    /// <summary>The percentiles of a histogram with at least one duration, each within 2 % of the exact one.</summary>
    /// <param name="text">The number.</param>
    /// <param name="longestUs">The longest of the durations, microseconds: no percentile is above it.</param>
    public static DurationPercentiles Percentiles(ReadOnlySpan<char> text, long longestUs)
    {
        var counts = new List<long>();
        for (var end = text.Length; end > 0; end -= Digits)
        {
            counts.Add(long.Parse(text[Math.Max(0, end - Digits)..end], System.Globalization.CultureInfo.InvariantCulture));
        }
        var total = counts.Sum();
        double Value(double part) => Math.Min(Middle(BucketAt(counts, (long)Math.Ceiling(part * total))), longestUs);

        return new DurationPercentiles(Value(0.50), Value(0.95), Value(0.99));
    }

    static int BucketAt(List<long> counts, long rank)
    {
        var bucket = 0;
        for (var below = counts[0]; below < rank; below += counts[bucket]) bucket++;
        return bucket;
    }

    static double Middle(int bucket) => 2 * Math.Pow(Growth, bucket) / (Growth + 1);
}

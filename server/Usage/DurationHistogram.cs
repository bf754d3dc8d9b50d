using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>
/// Reads the histograms of durations that the database merges: decimal numbers of which each group of 12 digits counts a bucket. Bucket n
/// holds the durations d with 1.04^(n-1) µs &lt; d &lt;= 1.04^n µs, bucket 0 those up to 1 µs; bucket 300 is just before the decimal point.
/// </summary>
/// <remarks>
/// The buckets of DDSketch (Masson, Rim and Lee, VLDB 2019, section 2.2): the value between the ends of a bucket is within
/// 0.04 / 2.04 = 1.96 % of every duration in it. Merging adds counts, so it loses nothing.
/// </remarks>
static class DurationHistogram
{
    const int Digits = 12;
    const int BeforePoint = 300;
    const double Growth = 1.04;

    /// <summary>The percentiles of a histogram with at least one duration, each within 2 % of the exact one.</summary>
    /// <param name="text">The number.</param>
    /// <param name="longestUs">The longest of the durations, microseconds: no percentile is above it.</param>
    public static DurationPercentiles Percentiles(ReadOnlySpan<char> text, long longestUs)
    {
        var point = text.IndexOf('.') is >= 0 and var found ? found : text.Length;
        var counts = new SortedDictionary<int, long>();
        void Add(int bucket, ReadOnlySpan<char> digits)
        {
            if (long.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) is > 0 and var count) counts[bucket] = count;
        }

        for (var (bucket, end) = (BeforePoint, point); end > 0; bucket++, end -= Digits) Add(bucket, text[Math.Max(0, end - Digits)..end]);
        for (var (bucket, start) = (BeforePoint - 1, point + 1); start < text.Length; bucket--, start += Digits) Add(bucket, text.Slice(start, Digits));
        var total = counts.Values.Sum();
        double Value(double part) => Math.Min(Middle(BucketAt(counts, (long)Math.Ceiling(part * total))), longestUs);

        return new DurationPercentiles(Value(0.50), Value(0.95), Value(0.99));
    }

    static int BucketAt(SortedDictionary<int, long> counts, long rank)
    {
        foreach (var (bucket, count) in counts)
        {
            rank -= count;
            if (rank <= 0) return bucket;
        }
        throw new ArgumentOutOfRangeException(nameof(rank), rank, "There are fewer durations.");
    }

    static double Middle(int bucket) => 2 * Math.Pow(Growth, bucket) / (Growth + 1);
}

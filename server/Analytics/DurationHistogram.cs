namespace UsageAnalysis.Analytics;

/// <summary>
/// How many durations are how long. Bucket n holds the durations d with 1.04^(n-1) µs &lt; d &lt;= 1.04^n µs, bucket 0 those up to 1 µs.
/// </summary>
/// <param name="Counts">Durations a bucket, ascending; no bucket is empty.</param>
/// <remarks>
/// The buckets of DDSketch (Masson, Rim and Lee, VLDB 2019, section 2.2): the value between the ends of a bucket is within
/// 0.04 / 2.04 = 1.96 % of every duration in it. Merging adds counts, so it loses nothing.
/// </remarks>
public sealed record DurationHistogram(IReadOnlyList<KeyValuePair<int, long>> Counts)
{
    const double Growth = 1.04;

    /// <summary>No durations at all.</summary>
    public static DurationHistogram Empty { get; } = new([]);

    /// <summary>How many durations there are.</summary>
    public long Count => Counts.Sum(bucket => bucket.Value);

    /// <summary>The longest duration of a bucket, microseconds; 0 before the first one.</summary>
    public static double EndUs(int bucket) => bucket < 0 ? 0 : Math.Pow(Growth, bucket);

    /// <summary>The shortest duration that so many of them do not exceed, microseconds, within 2 %. Needs at least one duration.</summary>
    /// <param name="part">Above 0, at most 1.</param>
    public double QuantileUs(double part) => 2 * Math.Pow(Growth, BucketAt((long)Math.Ceiling(part * Count))) / (Growth + 1);

    int BucketAt(long rank)
    {
        foreach (var (bucket, count) in Counts)
        {
            rank -= count;
            if (rank <= 0) return bucket;
        }
        throw new ArgumentOutOfRangeException(nameof(rank), rank, "There are fewer durations.");
    }
}

using System.Globalization;
using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>
/// Reads the histograms of durations that the database merges: decimal numbers of which each group of 12 digits counts a bucket; bucket 300
/// is just before the decimal point.
/// </summary>
static class HistogramText
{
    const int Digits = 12;
    const int BeforePoint = 300;

    /// <summary>The histogram that a number stands for.</summary>
    public static DurationHistogram Read(ReadOnlySpan<char> text)
    {
        var point = text.IndexOf('.') is >= 0 and var found ? found : text.Length;
        var counts = new SortedDictionary<int, long>();
        void Add(int bucket, ReadOnlySpan<char> digits)
        {
            if (long.Parse(digits, CultureInfo.InvariantCulture) is > 0 and var count) counts[bucket] = count;
        }

        for (var (bucket, end) = (BeforePoint, point); end > 0; bucket++, end -= Digits) Add(bucket, text[Math.Max(0, end - Digits)..end]);
        for (var (bucket, start) = (BeforePoint - 1, point + 1); start < text.Length; bucket--, start += Digits) Add(bucket, text.Slice(start, Digits));
        return new([.. counts]);
    }
}

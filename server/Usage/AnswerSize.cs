using System.Runtime.CompilerServices;
using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>About how much memory an answer takes, as .NET lays it out on a machine of 64 bits.</summary>
static class AnswerSize
{
    // A header and a pointer to its type; an array also has a length.
    const int Object = 16;
    const int Array = 24;
    const int Reference = 8;
    const int Character = sizeof(char);

    // The key of the cache, its entry, and where they hang.
    const int Entry = 400;

    static readonly int Row = Reference + Object + Reference + Unsafe.SizeOf<MeasureValues>() + Array;

    static readonly int KeyPart = Unsafe.SizeOf<UsageKeyPart>();

    /// <summary>Bytes.</summary>
    public static long Of(UsageResult[] results) => Entry + results.Sum(result =>
        Reference + (2 * Object) + Array + Reference + sizeof(int) + result.Rows.Sum(row => (long)Row + row.Key.Sum(Of) + Of(row.Values.Duration.Histogram)));

    /// <summary>Bytes of rows that were read column by column, with texts and lists of whole numbers in them.</summary>
    public static long OfRows(int rows, int columns, long characters, long items) =>
        Entry + ((long)rows * (Object + Reference + ((long)columns * (Reference + Object)))) + (characters * Character) + (items * sizeof(int));

    static long Of(DurationHistogram? histogram) =>
        histogram is null ? 0 : Object + Reference + Array + ((long)Unsafe.SizeOf<KeyValuePair<int, long>>() * histogram.Counts.Count);

    static long Of(UsageKeyPart part) => KeyPart + (part.Text is { } text ? Object + sizeof(int) + ((long)Character * text.Length) : 0);
}

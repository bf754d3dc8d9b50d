using System.Globalization;
using System.Text;

namespace UsageAnalysis.Benchmarks.Counting;

/// <summary>A table of plain text: the first column to the left, all others to the right.</summary>
sealed class Text
{
    readonly List<string[]> rows = [];

    internal Text(params string[] head) => rows.Add(head);

    internal void Add(params string[] row) => rows.Add(row);

    public override string ToString()
    {
        var widths = rows[0].Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
            text.AppendLine(string.Join("  ", row.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))));
        return text.ToString();
    }

    internal static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    internal static string Ms(double value) => value.ToString(value < 10 ? "0.0" : "N0", CultureInfo.InvariantCulture);

    internal static string Times(double value) => value.ToString(value < 10 ? "0.0x" : "0x", CultureInfo.InvariantCulture);

    internal static string Megabytes(long bytes) => (bytes / 1e6).ToString("N1", CultureInfo.InvariantCulture);
}

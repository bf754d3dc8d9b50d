using System.Globalization;
using UsageAnalysis.Benchmarks.Counting.Data;

namespace UsageAnalysis.Benchmarks.Counting.Questions;

/// <summary>Ranges that end with the data, as the graph and SQL write them.</summary>
static class Ranges
{
    internal static readonly object AllTime = new { preset = "ALL_TIME" };
    internal static readonly object Last30Days = new { preset = "LAST_30_DAYS" };

    /// <summary>So many days back, as the graph writes it.</summary>
    internal static object Last(int days) => new { from = DataSet.End.AddDays(-days), to = DataSet.End };

    /// <summary>The same as a condition of SQL. Both engines read these words as UTC.</summary>
    /// <param name="days">How many days.</param>
    /// <param name="before">How many days before the end of the data they end.</param>
    internal static string Sql(int days, int before = 0) =>
        $"event_time >= '{Day(days + before)}' and event_time < '{Day(before)}'";

    /// <summary>The day so many days before the end, as SQL reads it.</summary>
    internal static string Day(int before) => DataSet.End.AddDays(-before).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

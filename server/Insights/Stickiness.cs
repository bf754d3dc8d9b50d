using UsageAnalysis.Analytics;
using UsageAnalysis.Statistics;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Insights;

/// <summary>Users of each day, of the seven days that end with it, and of the thirty.</summary>
/// <param name="Axis">The days of the range.</param>
/// <param name="Daily">Users of the day.</param>
/// <param name="Weekly">Users of the day and the 6 before it.</param>
/// <param name="Monthly">Users of the day and the 29 before it.</param>
sealed record Stickiness(TimeAxis Axis, int[] Daily, int[] Weekly, int[] Monthly)
{
    const int Week = 7;
    const int Month = 30;

    /// <summary>Asks, also for the days before the range that the first days reach back to.</summary>
    public static async Task<Stickiness> AskAsync(
        UsageReader reader, UsageScope scope, UsageSubject? subject, TimeAxis days, CancellationToken ct)
    {
        var start = days.Starts[0];
        // Long enough for so many days of whatever length.
        var before = TimeAxis.Of(new(start.AddDays(-Month - 2), start), TimeBucket.Day, scope.Zone);
        var since = before.Starts[^(Month - 1)];
        var earlier = await new ActiveUsers(reader, scope.Filter.AtAnyTime(), subject).OfBucketsAsync(new(since, start), before, ct);
        var within = await new ActiveUsers(reader, scope.Filter, subject).OfBucketsAsync(scope.Range, days, ct);
        IReadOnlyList<int>[] all = [.. earlier[^(Month - 1)..], .. within];
        int[] Trailing(int length) => Attendance.Trailing(all, length)[(Month - 1)..];
        return new Stickiness(days, [.. within.Select(day => day.Count)], Trailing(Week), Trailing(Month));
    }
}

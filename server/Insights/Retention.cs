using UsageAnalysis.Analytics;
using UsageAnalysis.Statistics;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Insights;

/// <summary>Users by the period of their first use, and how many of them were active in each later one.</summary>
/// <param name="Axis">The periods.</param>
/// <param name="Cohorts">For each period, who came then for the first time: how many were active 0, 1, 2, … periods later.</param>
/// <param name="EarlierUsers">Users of the range who were active before it: they are in no cohort.</param>
sealed record Retention(TimeAxis Axis, int[][] Cohorts, int EarlierUsers)
{
    /// <summary>Asks; what happened before the range decides who is new in it.</summary>
    public static async Task<Retention> AskAsync(
        UsageReader reader, UsageScope scope, UsageSubject? subject, TimeAxis axis, CancellationToken ct)
    {
        var (periods, earlier) = await AttendanceAsync(reader, scope, subject, axis, ct);
        return new Retention(
            axis, Attendance.Triangle(periods, earlier), earlier.Intersect(periods.SelectMany(period => period)).Count());
    }

    /// <summary>Who is in the cohort of a period and was active some periods later, the earliest known users first.</summary>
    public static async Task<int[]> UsersAsync(
        UsageReader reader, UsageScope scope, UsageSubject? subject, TimeAxis axis, int first, int later, CancellationToken ct)
    {
        var (periods, earlier) = await AttendanceAsync(reader, scope, subject, axis, ct);
        return [.. Attendance.Cohort(periods, earlier, first, later).Order()];
    }

    static async Task<(IReadOnlyList<int>[] Periods, IReadOnlyList<int> Earlier)> AttendanceAsync(
        UsageReader reader, UsageScope scope, UsageSubject? subject, TimeAxis axis, CancellationToken ct)
    {
        var users = new ActiveUsers(reader, scope.Filter, subject);
        return (await users.OfBucketsAsync(scope.Range, axis, ct), await users.BeforeAsync(scope.Range.From, ct));
    }
}

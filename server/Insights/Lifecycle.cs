using UsageAnalysis.Analytics;
using UsageAnalysis.Statistics;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Insights;

/// <summary>How the users of each bucket stand to those of the buckets before it.</summary>
/// <param name="Axis">The buckets.</param>
/// <param name="Buckets">One standing a bucket.</param>
sealed record Lifecycle(TimeAxis Axis, IReadOnlyList<Attendance.Standing> Buckets)
{
    /// <summary>Asks; what happened before the range decides who is new in it.</summary>
    public static async Task<Lifecycle> AskAsync(
        UsageReader reader, UsageScope scope, UsageSubject? subject, TimeAxis axis, CancellationToken ct)
    {
        var users = new ActiveUsers(reader, scope.Filter, subject);
        // The whole bucket before the first one, also where the range cuts that.
        var start = axis.Starts[0];
        var before = TimeAxis.Of(new(start.AddTicks(-TimeSpan.TicksPerMicrosecond), start), axis.Bucket, scope.Zone);
        var last = await new ActiveUsers(reader, scope.Filter.AtAnyTime(), subject).OfBucketsAsync(new(before.Starts[0], start), before, ct);
        return new Lifecycle(axis, Attendance.Standings(
            await users.OfBucketsAsync(scope.Range, axis, ct), last[0], await users.BeforeAsync(scope.Range.From, ct)));
    }
}

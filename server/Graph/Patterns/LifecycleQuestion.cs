using UsageAnalysis.Analytics;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.Insights;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Patterns;

/// <summary>How the users of each bucket stand to those before, checked.</summary>
sealed record LifecycleQuestion : InsightQuestion<UsageLifecycle>
{
    public LifecycleQuestion(UsageScope scope, TimeBucket bucket) => (Scope, Bucket) = (scope, PatternAxis.Of(scope, bucket).Bucket);

    UsageScope Scope { get; }

    TimeBucket Bucket { get; }

    private protected override async Task<UsageLifecycle> AnswerAsync(UsageReader reader, UsageSubject? subject, CancellationToken ct)
    {
        var axis = PatternAxis.Of(Scope, Bucket);
        var standings = (await Lifecycle.AskAsync(reader, Scope, subject, axis, ct)).Buckets;
        return new UsageLifecycle(
            axis.Bucket, axis.Starts, axis.Finished(Scope.Range, Scope.AsOf), axis.FirstCutBy(Scope.Range), axis.LastCutBy(Scope.Range),
            [.. standings.Select(one => one.Active)], [.. standings.Select(one => one.New)], [.. standings.Select(one => one.Retained)],
            [.. standings.Select(one => one.Returned)], [.. standings.Select(one => one.Lost)]);
    }
}

using UsageAnalysis.Analytics;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.Insights;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Patterns;

/// <summary>Users by the period of their first use, checked.</summary>
sealed record RetentionQuestion : InsightQuestion<UsageRetention>
{
    const int MostPeriods = 100;

    public RetentionQuestion(UsageScope scope, TimeBucket bucket) => (Scope, Bucket) = (scope, AxisOf(scope, bucket).Bucket);

    /// <summary>The periods of a scope.</summary>
    /// <exception cref="GraphQL.Conventions.GraphQLRequestException">The bucket is shorter than a day, or they are too many.</exception>
    public static TimeAxis AxisOf(UsageScope scope, TimeBucket bucket) =>
        PatternAxis.Of(scope, bucket == TimeBucket.Auto ? TimeBucket.Week : bucket, MostPeriods);

    UsageScope Scope { get; }

    TimeBucket Bucket { get; }

    private protected override async Task<UsageRetention> AnswerAsync(UsageReader reader, UsageSubject? subject, CancellationToken ct)
    {
        var axis = AxisOf(Scope, Bucket);
        var retention = await Retention.AskAsync(reader, Scope, subject, axis, ct);
        var finished = axis.Finished(Scope.Range, Scope.AsOf);
        return new UsageRetention(
            axis.Bucket, axis.Starts, finished, axis.FirstCutBy(Scope.Range), axis.LastCutBy(Scope.Range),
            [.. retention.Cohorts.Select((users, i) => new UsageCohort(axis.Starts[i], users[0], users))], retention.EarlierUsers,
            [.. Enumerable.Range(0, axis.Starts.Count).Select(later => Average(retention.Cohorts, later, finished))]);
    }

    static double? Average(int[][] cohorts, int later, int finished)
    {
        var ended = cohorts.Take(Math.Max(0, finished - later)).ToArray();
        return ended.Sum(users => users[0]) is var size and > 0 ? (double)ended.Sum(users => users[later]) / size : null;
    }
}

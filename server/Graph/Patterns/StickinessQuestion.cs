using UsageAnalysis.Analytics;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.Insights;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Patterns;

/// <summary>How often users come back, checked.</summary>
sealed record StickinessQuestion : InsightQuestion<UsageStickiness>
{
    public StickinessQuestion(UsageScope scope)
    {
        PatternAxis.Of(scope, TimeBucket.Day);
        Scope = scope;
    }

    UsageScope Scope { get; }

    private protected override async Task<UsageStickiness> AnswerAsync(UsageReader reader, UsageSubject? subject, CancellationToken ct)
    {
        var days = PatternAxis.Of(Scope, TimeBucket.Day);
        var (_, daily, weekly, monthly) = await Stickiness.AskAsync(reader, Scope, subject, days, ct);
        return new UsageStickiness(
            days.Starts, days.Finished(Scope.Range, Scope.AsOf), days.FirstCutBy(Scope.Range), days.LastCutBy(Scope.Range),
            daily, weekly, monthly, [.. daily.Zip(monthly, (day, month) => month == 0 ? (double?)null : (double)day / month)]);
    }
}

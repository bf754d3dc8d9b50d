using UsageAnalysis.Analytics;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.Insights;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Patterns;

/// <summary>Users by what they do.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Desk">Computes the clusters.</param>
sealed record ClustersQuestion(UsageScope Scope, UserClusters Desk) : InsightQuestion<UsageClusters>
{
    private protected override async Task<UsageClusters> AnswerAsync(UsageReader reader, UsageSubject? subject, CancellationToken ct) =>
        UsageClusters.Of(await Desk.AskAsync(reader, Scope, subject, ct));
}

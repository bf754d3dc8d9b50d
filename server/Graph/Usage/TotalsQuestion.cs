using UsageAnalysis.Analytics;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Usage;

/// <summary>The measures of all events together.</summary>
sealed record TotalsQuestion(TimeRange Range, ScopeFilter Filter, MeasureSet Measures) : UsageQuestion<UsageMeasures>
{
    private protected override async Task<UsageMeasures[]> AskAsync(
        UsageReader reader, IReadOnlyList<UsageSubject>? subjects, CancellationToken ct) =>
        [.. (await reader.TotalsAsync(Range, Filter, Measures, subjects, ct)).Select(UsageMeasures.Of)];
}

using UsageAnalysis.Analytics;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.Insights;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Patterns;

/// <summary>What follows what, checked.</summary>
sealed record PathsQuestion : InsightQuestion<UsagePaths>
{
    const int MostPairs = 1_000;

    public PathsQuestion(UsageScope scope, ScopeNames names, string? start, int first)
    {
        ScopeQueries.RequireWithin("first", first, MostPairs);
        (Scope, Names, Start, First) = (scope, names, start, first);
    }

    UsageScope Scope { get; }

    ScopeNames Names { get; }

    string? Start { get; }

    int First { get; }

    private protected override async Task<UsagePaths> AnswerAsync(UsageReader reader, UsageSubject? subject, CancellationToken ct) =>
        UsagePaths.Of(await Paths.AskAsync(
            reader, Scope, subject, Start is null ? null : (await Names.OneAsync(ScopeList.Functions, "start", Start, ct)).Id, First, ct));
}

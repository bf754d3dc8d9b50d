using UsageAnalysis.Analytics;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.Insights;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Comparing;

/// <summary>Two groups beside each other, checked.</summary>
sealed record GroupComparisonQuestion : InsightQuestion<UsageGroupComparison>
{
    const int Most = 100;

    public GroupComparisonQuestion(UsageScope scope, ScopeNames names, string one, string other, GroupedThing by, int top)
    {
        ScopeQueries.RequireWithin("top", top, Most);
        (Scope, Names, One, Other, By, Top) = (scope, names, one, other, by.Dimension(), top);
    }

    UsageScope Scope { get; }

    ScopeNames Names { get; }

    string One { get; }

    string Other { get; }

    UsageDimension By { get; }

    int Top { get; }

    private protected override async Task<UsageGroupComparison> AnswerAsync(UsageReader reader, UsageSubject? subject, CancellationToken ct)
    {
        var (one, other) = ((await Names.GroupsAsync("one", [One], ct))![0], (await Names.GroupsAsync("other", [Other], ct))![0]);
        return one != other
            ? UsageGroupComparison.Of(await GroupPair.AskAsync(reader, Scope, subject, By, (one, other), Top, ct), By)
            : throw new GraphQLRequestException(
                $"one and other are the same group, {Quoted.Text(One)}. Choose two groups.", ScopeErrors.InvalidArgument);
    }
}

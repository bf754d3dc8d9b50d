using UsageAnalysis.Analytics;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.Insights;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Comparing;

/// <summary>What groups use, checked.</summary>
sealed record GroupUsageQuestion : InsightQuestion<UsageByGroup>
{
    const int Most = 100;

    public GroupUsageQuestion(UsageScope scope, ScopeNames names, GroupedThing by, IReadOnlyList<string> groups, int top, int topGroups)
    {
        ScopeQueries.RequireWithin("top", top, Most);
        ScopeQueries.RequireWithin("topGroups", topGroups, Most);
        if (groups.Count > Most)
        {
            throw new GraphQLRequestException($"groups has {groups.Count} entries, but may have at most {Most}.", ScopeErrors.InvalidArgument);
        }
        (Scope, Names, By, Groups, Top, TopGroups) = (scope, names, by.Dimension(), new(groups), top, topGroups);
    }

    UsageScope Scope { get; }

    ScopeNames Names { get; }

    UsageDimension By { get; }

    ValueList<string> Groups { get; }

    int Top { get; }

    int TopGroups { get; }

    private protected override async Task<UsageByGroup> AnswerAsync(UsageReader reader, UsageSubject? subject, CancellationToken ct) =>
        UsageByGroup.Of(
            await GroupMatrix.AskAsync(reader, Scope, subject, By, await Names.GroupsAsync("groups", Groups, ct), TopGroups, Top, ct), By);
}

using UsageAnalysis.Graph.Usage;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;

namespace UsageAnalysis.Graph.Comparing;

/// <summary>What groups of people use, compared.</summary>
[ExtendObjectType<ScopedUsage>]
public static class ComparisonFields
{
    /// <summary>
    /// Groups by what their members use, as a matrix in columns, with over- and under-use against what the sizes of the groups suggest.
    /// </summary>
    /// <param name="usage">The scope.</param>
    /// <param name="names">Finds groups.</param>
    /// <param name="questions">Asks.</param>
    /// <param name="by">What the things are.</param>
    /// <param name="groups">Groups by name or node id, in the order wanted; without them, those with most users in the scope.</param>
    /// <param name="top">Most things, by users: 1 to 100.</param>
    /// <param name="topGroups">Most groups where none are named: 1 to 100.</param>
    [Cost(200)]
    [ListSize(100, SlicingArguments = ["top", "topGroups"], SlicingArgumentDefaultValue = 50, SizedFields = ["groups", "things"])]
    public static Loaded<UsageByGroup> GetGroupUsage(
        [Parent] ScopedUsage usage, [Service] ScopeNames names, [Service] UsageQuestions questions, GroupedThing by = GroupedThing.Package,
        [ID] IReadOnlyList<string>? groups = null, int top = 30, int topGroups = 30) =>
        questions.Ask(new GroupUsageQuestion(usage.Scope, names, by, groups ?? [], top, topGroups), usage.Subject);

    /// <summary>Two groups beside each other: who of them uses what, and whether they differ.</summary>
    /// <param name="usage">The scope.</param>
    /// <param name="names">Finds groups.</param>
    /// <param name="questions">Asks.</param>
    /// <param name="one">A group by name or node id.</param>
    /// <param name="other">Another one.</param>
    /// <param name="by">What the things are.</param>
    /// <param name="top">Most things, by users: 1 to 100.</param>
    [Cost(200)]
    [ListSize(100, SlicingArguments = ["top"], SlicingArgumentDefaultValue = 30, SizedFields = ["things"])]
    public static Loaded<UsageGroupComparison> GetGroupComparison(
        [Parent] ScopedUsage usage, [Service] ScopeNames names, [Service] UsageQuestions questions, [ID] string one, [ID] string other,
        GroupedThing by = GroupedThing.Package, int top = 30) =>
        questions.Ask(new GroupComparisonQuestion(usage.Scope, names, one, other, by, top), usage.Subject);

    /// <summary>
    /// Users who do other things than before: how much of each user's mix has changed against the comparison range, and from what to what.
    /// Without a comparison, against the period before. By functions, only runs count.
    /// </summary>
    /// <param name="usage">The scope.</param>
    /// <param name="questions">Asks.</param>
    /// <param name="by">What the things are.</param>
    /// <param name="minEvents">Events that a user needs in either range: the mix of fewer changes by chance.</param>
    /// <param name="first">Most users: 1 to 500.</param>
    [Cost(100)]
    [ListSize(500, SlicingArguments = ["first"], SlicingArgumentDefaultValue = 50, SizedFields = ["users"])]
    public static Loaded<UsageMovedUsers> GetMovedUsers(
        [Parent] ScopedUsage usage, [Service] UsageQuestions questions, GroupedThing by = GroupedThing.Package, int minEvents = 30,
        int first = 50) => questions.Ask(new MovedUsersQuestion(usage.Scope, by, minEvents, first), usage.Subject);
}

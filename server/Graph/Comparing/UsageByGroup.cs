using UsageAnalysis.Analytics;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.Insights;
using UsageAnalysis.Statistics;

namespace UsageAnalysis.Graph.Comparing;

/// <summary>
/// Groups by things. Each cell compares the members of one group with everybody else in the scope, so that groups may overlap and lie in each
/// other. What is compared are users, not events: the events of one user depend on each other and tell nothing about the group.
/// </summary>
/// <param name="Users">Everybody in the scope.</param>
/// <param name="Events">All their events, anonymous ones too.</param>
/// <param name="Groups">The groups, as asked, else those with most users first.</param>
/// <param name="Things">The things, those with most users first.</param>
/// <param name="TotalGroups">How many groups have users in the scope.</param>
/// <param name="TotalThings">How many things are used in the scope.</param>
/// <param name="Truncated">Whether there are more things, or more groups where none were named.</param>
/// <param name="Cells">Every group by every thing.</param>
public sealed record UsageByGroup(
    long Users, long Events, IReadOnlyList<GroupTotal> Groups, IReadOnlyList<ThingTotal> Things, int TotalGroups, int TotalThings,
    bool Truncated, UsageByGroupCells Cells)
{
    internal static UsageByGroup Of(GroupMatrix usage, UsageDimension by)
    {
        var groups = usage.Groups.Select(row => new GroupTotal(
            UsageKey.Of(UsageDimension.Group, row.Key[0]), row.Values.Users, row.Values.Events)).ToArray();
        var things = usage.Things.Select(row => new ThingTotal(UsageKey.Of(by, row.Key), row.Users, row.Events)).ToArray();
        return new(
            usage.All.Users, usage.All.Events, groups, things, usage.TotalGroups, usage.TotalThings,
            things.Length < usage.TotalThings || groups.Length < usage.TotalGroups, UsageByGroupCells.Of(usage));
    }
}

/// <summary>A group, all things together.</summary>
/// <param name="Key">The group.</param>
/// <param name="Users">Its members in the scope.</param>
/// <param name="Events">Their events.</param>
public sealed record GroupTotal(UsageKey Key, long Users, long Events);

/// <summary>A thing, whoever used it.</summary>
/// <param name="Key">The thing.</param>
/// <param name="Users">Its users.</param>
/// <param name="Events">Its events, anonymous ones too.</param>
public sealed record ThingTotal(UsageKey Key, long Users, long Events);

/// <summary>One entry a cell: group after group, and of each the things in order.</summary>
/// <param name="Users">Members who used the thing.</param>
/// <param name="Events">Their events with it.</param>
/// <param name="Share">The part of all events of the group; null for a group without events.</param>
/// <param name="ExpectedUsers">How many members would have used it, if members used it as often as everybody in the scope does.</param>
/// <param name="Residual">
/// By how many standard deviations more, or less, members used it than expected: the adjusted residual (Haberman 1973) of the table of members
/// and everybody else by who used it and who did not. Null where everybody or nobody is in the group, or used it.
/// </param>
/// <param name="Verdict">What can be said of it.</param>
public sealed record UsageByGroupCells(
    [property: ListSize(UsageByGroupCells.UsualCells)] IReadOnlyList<long> Users,
    [property: ListSize(UsageByGroupCells.UsualCells)] IReadOnlyList<long> Events,
    [property: ListSize(UsageByGroupCells.UsualCells)] IReadOnlyList<double?> Share,
    [property: ListSize(UsageByGroupCells.UsualCells)] IReadOnlyList<double> ExpectedUsers,
    [property: ListSize(UsageByGroupCells.UsualCells)] IReadOnlyList<double?> Residual,
    [property: ListSize(UsageByGroupCells.UsualCells)] IReadOnlyList<GroupVerdict> Verdict)
{
    // At most 10,000.
    const int UsualCells = 600;

    internal static UsageByGroupCells Of(GroupMatrix usage)
    {
        var cells = usage.Groups.SelectMany((group, g) => usage.Things.Select((_, t) =>
            (Group: group.Values, Used: usage.Cells.GetValueOrDefault((g, t)), Table: usage.TableOf(g, t)))).ToArray();
        return new(
            [.. cells.Select(cell => cell.Used.Users)], [.. cells.Select(cell => cell.Used.Events)],
            [.. cells.Select(cell => cell.Group.Events == 0 ? (double?)null : (double)cell.Used.Events / cell.Group.Events)],
            [.. cells.Select(cell => cell.Table.Expected)], [.. cells.Select(cell => cell.Table.Residual)],
            [.. cells.Select(cell => GroupVerdicts.Of(cell.Table))]);
    }
}

/// <summary>What can be said of a group and a thing.</summary>
public enum GroupVerdict
{
    /// <summary>Members use it more than the size of the group suggests: the residual is 3 or more.</summary>
    Over,

    /// <summary>Members use it less than the size of the group suggests: the residual is -3 or less.</summary>
    Under,

    /// <summary>No more and no less than chance explains.</summary>
    Usual,

    /// <summary>
    /// Nothing: fewer than 5 users are expected in one of the four cells of the table, or there is nobody to compare with.
    /// </summary>
    TooFew,
}

/// <summary>Verdicts on tables.</summary>
static class GroupVerdicts
{
    // Chance alone goes beyond 2 in one cell of twenty, and many are looked at together; beyond 3 in one of 370.
    const double Clear = 3;

    /// <summary>What can be said.</summary>
    public static GroupVerdict Of(TwoByTwo table) => table switch
    {
        { Residual: null } or { SmallestExpected: < TwoByTwo.LeastExpected } => GroupVerdict.TooFew,
        { Residual: >= Clear } => GroupVerdict.Over,
        { Residual: <= -Clear } => GroupVerdict.Under,
        _ => GroupVerdict.Usual,
    };
}

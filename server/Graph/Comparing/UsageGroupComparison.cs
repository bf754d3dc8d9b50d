using UsageAnalysis.Analytics;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.Insights;
using UsageAnalysis.Statistics;

namespace UsageAnalysis.Graph.Comparing;

/// <summary>
/// Two groups beside each other, by the users of the scope in them. Users who are in both are left out; where all of one group are in the
/// other, it is compared with the rest of the other.
/// </summary>
/// <param name="OneUsers">Users of the first group who are compared.</param>
/// <param name="OtherUsers">Users of the second group who are compared.</param>
/// <param name="Both">Users who are in both groups.</param>
/// <param name="TotalThings">How many things they use.</param>
/// <param name="Things">What they use, those with most users first.</param>
public sealed record UsageGroupComparison(
    long OneUsers, long OtherUsers, long Both, int TotalThings, IReadOnlyList<ComparedThing> Things)
{
    internal static UsageGroupComparison Of(GroupPair pair, UsageDimension by) => new(
        pair.Users.One, pair.Users.Other, pair.Both, pair.TotalThings,
        [.. pair.Things.Select(thing => ComparedThing.Of(UsageKey.Of(by, thing.Key), thing.Users, pair.Users))]);
}

/// <summary>A thing, and who of two groups uses it.</summary>
/// <param name="Key">The thing.</param>
/// <param name="OneUsers">Users of the first group.</param>
/// <param name="OtherUsers">Users of the second group.</param>
/// <param name="Difference">The share of the first group less the share of the second, -1 to 1; null where one of the groups is empty.</param>
/// <param name="Low">Lower end of the 95 % confidence interval of the difference (Newcombe 1998, method 10); null likewise.</param>
/// <param name="High">Upper end of it; null likewise.</param>
/// <param name="Clear">Whether the interval leaves out zero: the groups differ by more than chance explains.</param>
public sealed record ComparedThing(
    UsageKey Key, long OneUsers, long OtherUsers, double? Difference, double? Low, double? High, bool Clear)
{
    internal static ComparedThing Of(UsageKey key, PairUsers users, PairUsers all)
    {
        var difference = ShareDifference.Of(users.One, all.One, users.Other, all.Other);
        return new(key, users.One, users.Other, difference?.Value, difference?.Low, difference?.High, difference?.Clear == true);
    }
}

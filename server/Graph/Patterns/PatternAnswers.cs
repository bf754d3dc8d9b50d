using UsageAnalysis.Analytics;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.Graph.Patterns;

/// <summary>
/// The users of each bucket by how they stand to the buckets before it, one value a bucket. "For the first time" means under the conditions of
/// the scope, in all the time before, also before the range; so it differs from newUsers, who were first seen on the platform.
/// </summary>
/// <param name="Bucket">Width of the buckets; never AUTO.</param>
/// <param name="Buckets">Start of each bucket.</param>
/// <param name="FinishedBuckets">How many buckets, from the first, had ended when it was asked; as in a series.</param>
/// <param name="FirstCut">Whether the range cuts the first bucket, which then misses users.</param>
/// <param name="LastCut">Whether the range cuts the last bucket, which then misses users.</param>
/// <param name="Active">Users of the bucket: those who are new, retained or returned.</param>
/// <param name="New">Active for the first time.</param>
/// <param name="Retained">Active in the bucket before as well.</param>
/// <param name="Returned">Active earlier, but not in the bucket before.</param>
/// <param name="Dormant">Active in the bucket before, but not in this one.</param>
public sealed record UsageLifecycle(
    TimeBucket Bucket, [property: ListSize(UsageLifecycle.UsualBuckets)] IReadOnlyList<DateTime> Buckets, int FinishedBuckets,
    bool FirstCut, bool LastCut,
    [property: ListSize(UsageLifecycle.UsualBuckets)] IReadOnlyList<int> Active,
    [property: ListSize(UsageLifecycle.UsualBuckets)] IReadOnlyList<int> New,
    [property: ListSize(UsageLifecycle.UsualBuckets)] IReadOnlyList<int> Retained,
    [property: ListSize(UsageLifecycle.UsualBuckets)] IReadOnlyList<int> Returned,
    [property: ListSize(UsageLifecycle.UsualBuckets)] IReadOnlyList<int> Dormant)
{
    // AUTO makes 20 to 120.
    internal const int UsualBuckets = 60;
}

/// <summary>
/// Users by the period of their first use under the conditions of the scope, in all the time before, also before the range.
/// </summary>
/// <param name="Bucket">Length of the periods; never AUTO.</param>
/// <param name="Periods">Start of each period.</param>
/// <param name="FinishedPeriods">
/// How many periods, from the first, had ended when it was asked. What a cohort did in a later one is still to grow.
/// </param>
/// <param name="FirstCut">Whether the range cuts the first period, which then misses users.</param>
/// <param name="LastCut">Whether the range cuts the last period, which then misses users.</param>
/// <param name="Cohorts">One for each period, also where nobody was new.</param>
/// <param name="EarlierUsers">Users of the range who were active before it: they are in no cohort.</param>
/// <param name="Average">
/// The n-th is the part of all users of cohorts that were active n periods after their first use, of those cohorts for which that period has
/// ended; null where there are none.
/// </param>
public sealed record UsageRetention(
    TimeBucket Bucket, [property: ListSize(UsageRetention.UsualPeriods)] IReadOnlyList<DateTime> Periods, int FinishedPeriods,
    bool FirstCut, bool LastCut, [property: ListSize(UsageRetention.UsualPeriods)] IReadOnlyList<UsageCohort> Cohorts, int EarlierUsers,
    [property: ListSize(UsageRetention.UsualPeriods)] IReadOnlyList<double?> Average)
{
    internal const int UsualPeriods = 30;
}

/// <summary>Users who were active for the first time in one period.</summary>
/// <param name="Period">Its start.</param>
/// <param name="Size">How many they are.</param>
/// <param name="Users">How many of them were active 0, 1, 2, … periods later.</param>
public sealed record UsageCohort(DateTime Period, int Size, [property: ListSize(UsageRetention.UsualPeriods)] IReadOnlyList<int> Users);

/// <summary>Distinct users of each day and of the days before it, one value a day of the scope's zone.</summary>
/// <param name="Days">Start of each day.</param>
/// <param name="FinishedDays">How many days, from the first, had ended when it was asked.</param>
/// <param name="FirstCut">Whether the range cuts the first day, which then misses users.</param>
/// <param name="LastCut">Whether the range cuts the last day, which then misses users.</param>
/// <param name="Daily">Users of the day.</param>
/// <param name="Weekly">Users of the day and of the 6 days before it.</param>
/// <param name="Monthly">Users of the day and of the 29 days before it.</param>
/// <param name="Ratio">
/// daily / monthly: the part of the days on which a user of these thirty days is active, on average; null without users.
/// </param>
public sealed record UsageStickiness(
    [property: ListSize(UsageLifecycle.UsualBuckets)] IReadOnlyList<DateTime> Days, int FinishedDays, bool FirstCut, bool LastCut,
    [property: ListSize(UsageLifecycle.UsualBuckets)] IReadOnlyList<int> Daily,
    [property: ListSize(UsageLifecycle.UsualBuckets)] IReadOnlyList<int> Weekly,
    [property: ListSize(UsageLifecycle.UsualBuckets)] IReadOnlyList<int> Monthly,
    [property: ListSize(UsageLifecycle.UsualBuckets)] IReadOnlyList<double?> Ratio);

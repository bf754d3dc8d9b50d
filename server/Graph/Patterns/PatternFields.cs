using UsageAnalysis.Analytics;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.Insights;

namespace UsageAnalysis.Graph.Patterns;

/// <summary>How people use the platform over time.</summary>
[ExtendObjectType<ScopedUsage>]
public static class PatternFields
{
    /// <summary>
    /// The users of each bucket by how they stand to the buckets before it: new, retained, returned; and who has gone dormant.
    /// </summary>
    /// <param name="usage">The scope.</param>
    /// <param name="questions">Asks.</param>
    /// <param name="bucket">Width of the buckets, a day at least; AUTO is that of the range, or a day.</param>
    [Cost(200)]
    public static Loaded<UsageLifecycle> GetLifecycle(
        [Parent] ScopedUsage usage, [Service] UsageQuestions questions, TimeBucket bucket = TimeBucket.Auto) =>
        questions.Ask(new LifecycleQuestion(usage.Scope, bucket), usage.Subject);

    /// <summary>Users by the period of their first use, and how many of them were active in each later one.</summary>
    /// <param name="usage">The scope.</param>
    /// <param name="questions">Asks.</param>
    /// <param name="bucket">Length of the periods, a day at least; AUTO is a week. At most 100 fit the range.</param>
    [Cost(200)]
    public static Loaded<UsageRetention> GetRetention(
        [Parent] ScopedUsage usage, [Service] UsageQuestions questions, TimeBucket bucket = TimeBucket.Week) =>
        questions.Ask(new RetentionQuestion(usage.Scope, bucket), usage.Subject);

    /// <summary>Who they are whom a place of the retention counts: new in one period, and active so many periods later.</summary>
    /// <param name="usage">The scope.</param>
    /// <param name="questions">Asks.</param>
    /// <param name="period">Start of the period of their first use, as the retention tells it.</param>
    /// <param name="later">How many periods later they were active; 0 for all of the cohort.</param>
    /// <param name="bucket">Length of the periods, as the retention was asked.</param>
    /// <param name="first">Most users: 1 to 500.</param>
    [Cost(200)]
    [ListSize(500, SlicingArguments = ["first"], SlicingArgumentDefaultValue = 100, SizedFields = ["users"])]
    public static Loaded<UsageRetainedUsers> GetRetainedUsers(
        [Parent] ScopedUsage usage, [Service] UsageQuestions questions, DateTime period, int later = 0,
        TimeBucket bucket = TimeBucket.Week, int first = 100) =>
        questions.Ask(new RetainedUsersQuestion(usage.Scope, bucket, period, later, first), usage.Subject);

    /// <summary>
    /// How often users come back: distinct users of each day, and of the 7 and 30 days that end with it. Days before the range count where the
    /// first days reach back to them.
    /// </summary>
    [Cost(200)]
    public static Loaded<UsageStickiness> GetStickiness([Parent] ScopedUsage usage, [Service] UsageQuestions questions) =>
        questions.Ask(new StickinessQuestion(usage.Scope), usage.Subject);

    /// <summary>
    /// Users clustered by what they do: computed in the background, so that the first answer may still be empty; ask again while computing.
    /// </summary>
    [Cost(500)]
    public static Loaded<UsageClusters> GetClusters(
        [Parent] ScopedUsage usage, [Service] UsageQuestions questions, [Service] UserClusters clusters) =>
        questions.Ask(new ClustersQuestion(usage.Scope, clusters), usage.Subject);

    /// <summary>What follows what between functions within a session, from the newest runs of the range.</summary>
    /// <param name="usage">The scope; only runs of functions count.</param>
    /// <param name="questions">Asks.</param>
    /// <param name="names">Finds the function.</param>
    /// <param name="start">A function by qualified name or node id: only what follows it. Without it, what follows any.</param>
    /// <param name="first">Most pairs: 1 to 1,000.</param>
    [Cost(200)]
    [ListSize(1_000, SlicingArguments = ["first"], SlicingArgumentDefaultValue = 50, SizedFields = ["pairs"])]
    public static Loaded<UsagePaths> GetPaths(
        [Parent] ScopedUsage usage, [Service] UsageQuestions questions, [Service] ScopeNames names, [ID] string? start = null,
        int first = 50) =>
        questions.Ask(new PathsQuestion(usage.Scope, names, start, first), usage.Subject);
}

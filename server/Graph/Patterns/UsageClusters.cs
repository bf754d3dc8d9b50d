using UsageAnalysis.Analytics;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.Insights;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Patterns;

/// <summary>
/// Users clustered by what they do. A user is a vector of the functions that they ran, or of event types where nobody ran any: the logarithm of
/// how often, less the weight of what everybody does, scaled to length 1. Clusters are those of spherical k-means, with the number of clusters,
/// 2 to 10, that has the largest mean silhouette on at most 1,000 of the users; one cluster where that is below 0.05, or below twice what the
/// same use would have if it were dealt to users at random. The same data always gives the same clusters.
/// </summary>
/// <param name="Computing">
/// Whether newer clusters are on their way: they are computed in the background, and the question is asked again in a moment. What else this
/// answer holds is the last that was computed, which may be nothing.
/// </param>
/// <param name="ComputedAt">As of when; null while there is nothing yet. While data keeps arriving, up to a minute ago.</param>
/// <param name="By">What the users were told apart by: FUNCTION or EVENT_TYPE.</param>
/// <param name="Users">How many users were clustered.</param>
/// <param name="AllUsers">How many did anything of that kind; of more than 10,000, those with most events were clustered.</param>
/// <param name="TooFewUsers">Whether there are fewer than 20 users: then there are no clusters.</param>
/// <param name="Silhouette">
/// The mean silhouette, -1 to 1: how much nearer users are to their own cluster than to the next one. Null with one cluster, or none.
/// </param>
/// <param name="Clusters">The largest first.</param>
public sealed record UsageClusters(
    bool Computing, DateTime? ComputedAt, UsageDimension By, int Users, long AllUsers, bool TooFewUsers, double? Silhouette,
    [property: ListSize(UsageClusters.MostClusters)] IReadOnlyList<UsageCluster> Clusters)
{
    const int MostClusters = 10;

    internal static UsageClusters Of(BackgroundAnswer<ClusteredUsers> answer) => answer.Value is not { } clustered
        ? new(answer.Computing, null, UsageDimension.Function, 0, 0, false, null, [])
        : new(
            answer.Computing, answer.ComputedAt, clustered.By, clustered.Users, clustered.AllUsers, clustered.Clusters.Count == 0,
            clustered.Silhouette, [.. clustered.Clusters.Select(cluster => UsageCluster.Of(cluster, clustered))]);
}

/// <summary>Users who do the same.</summary>
/// <param name="Size">How many they are.</param>
/// <param name="Share">Their part of all users that were clustered.</param>
/// <param name="Silhouette">Their mean silhouette; null where this is the only cluster.</param>
/// <param name="Users">The users, the most typical first: at most 100.</param>
/// <param name="Distinctive">What sets them apart: what they do clearly more than all others, the clearest first; at most 8.</param>
/// <param name="Typical">What most of them do: at most 8.</param>
public sealed record UsageCluster(
    int Size, double Share, double? Silhouette, [property: ListSize(UsageCluster.MostUsers)] IReadOnlyList<UsageKey> Users,
    [property: ListSize(UsageCluster.MostThings)] IReadOnlyList<UsageClusterThing> Distinctive,
    [property: ListSize(UsageCluster.MostThings)] IReadOnlyList<UsageClusterThing> Typical)
{
    const int MostUsers = 100;
    const int MostThings = 8;

    internal static UsageCluster Of(UserCluster cluster, ClusteredUsers all) => new(
        cluster.Size, (double)cluster.Size / all.Users, cluster.Silhouette,
        [.. cluster.Users.Take(MostUsers).Select(id => UsageKey.Of(UsageDimension.User, new UsageKeyPart(id, null)))],
        [.. cluster.Distinctive.Select(thing => UsageClusterThing.Of(thing, all.By))],
        [.. cluster.Typical.Select(thing => UsageClusterThing.Of(thing, all.By))]);
}

/// <summary>What users of a cluster do.</summary>
/// <param name="Key">The function, or the event type.</param>
/// <param name="Users">How many of the cluster do it.</param>
/// <param name="Share">The part of the cluster that does it.</param>
/// <param name="Elsewhere">The part of all other users that does it; null where there are no others.</param>
/// <param name="Lift">share / elsewhere; null where nobody else does it.</param>
public sealed record UsageClusterThing(UsageKey Key, long Users, double Share, double? Elsewhere, double? Lift)
{
    internal static UsageClusterThing Of(ClusterThing thing, UsageDimension by) => new(
        UsageKey.Of(by, new UsageKeyPart(thing.Thing, null)), thing.Table.Both, thing.Share, thing.Elsewhere, thing.Lift);
}

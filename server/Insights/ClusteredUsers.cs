using UsageAnalysis.Analytics;
using UsageAnalysis.Statistics;

namespace UsageAnalysis.Insights;

/// <summary>What a user did with one thing.</summary>
/// <param name="User">Id of the user.</param>
/// <param name="Thing">Id of the thing.</param>
/// <param name="Events">How often.</param>
/// <param name="AllUsers">How many users did anything.</param>
readonly record struct Use(int User, int Thing, long Events, long AllUsers);

/// <summary>Users in clusters of those who do the same.</summary>
/// <param name="By">What the things are.</param>
/// <param name="Users">How many users were clustered.</param>
/// <param name="AllUsers">How many did any of these things.</param>
/// <param name="Silhouette">The mean silhouette of the users; null with one cluster, or none.</param>
/// <param name="Clusters">The largest first; empty where there are too few users.</param>
sealed record ClusteredUsers(UsageDimension By, int Users, long AllUsers, double? Silhouette, IReadOnlyList<UserCluster> Clusters)
{
    const int MostThings = 8;

    /// <summary>Clusters users; the order of the rows does not matter.</summary>
    public static ClusteredUsers Of(UsageDimension by, IReadOnlyList<Use> uses, CancellationToken ct)
    {
        var users = uses.GroupBy(use => use.User).OrderBy(user => user.Key).Select(user => (Id: user.Key, Uses: user.OrderBy(use => use.Thing).ToArray()))
            .ToArray();
        var all = uses is [var first, ..] ? first.AllUsers : 0;
        if (users.Length < UserClusters.LeastUsers)
        {
            return new(by, users.Length, all, null, []);
        }
        var things = uses.GroupBy(use => use.Thing).OrderBy(thing => thing.Key).Select(thing => (Id: thing.Key, Users: thing.Count())).ToArray();
        var columns = things.Index().ToDictionary(thing => thing.Item.Id, thing => thing.Index);

        // Doing something a hundred times says little more than doing it ten times, and what everybody does says nothing.
        double Weight(Use use) => Math.Log(1 + use.Events) * Math.Log(1 + (double)users.Length / things[columns[use.Thing]].Users);
        var vectors = new UnitVectors(
            [.. users.Select(IReadOnlyList<(int, double)> (user) => [.. user.Uses.Select(use => (columns[use.Thing], Weight(use)))])],
            things.Length);
        var clustering = Clustering.Of(vectors, ct);
        return new(by, users.Length, all, clustering.Silhouette,
            [.. Enumerable.Range(0, clustering.Count).Select(cluster => Describe(cluster, clustering, vectors, users, things))]);
    }

    static UserCluster Describe(
        int cluster, Clustering clustering, UnitVectors vectors, (int Id, Use[] Uses)[] users, (int Id, int Users)[] things)
    {
        var members = Enumerable.Range(0, users.Length).Where(i => clustering.Clusters[i] == cluster).ToArray();
        var middle = new double[vectors.ColumnCount];
        foreach (var member in members)
        {
            vectors.AddTo(member, middle);
        }
        var within = members.SelectMany(member => users[member].Uses).CountBy(use => use.Thing).ToDictionary();
        var used = things.Where(thing => within.ContainsKey(thing.Id))
            .Select(thing => new ClusterThing(thing.Id, new TwoByTwo(within[thing.Id], members.Length, thing.Users, users.Length))).ToArray();
        return new UserCluster(
            members.Length,
            clustering.Widths is [] ? null : members.Average(member => clustering.Widths[member]),
            [.. members.OrderByDescending(member => Math.Round(vectors.Dot(member, middle), 9)).Select(member => users[member].Id)],
            [
                .. used.Where(thing => thing.Table.Residual >= ClusterThing.SetsApart).OrderByDescending(thing => thing.Table.Residual)
                    .ThenBy(thing => thing.Thing).Take(MostThings),
            ],
            [.. used.OrderByDescending(thing => thing.Table.Both).ThenBy(thing => thing.Thing).Take(MostThings)]);
    }
}

/// <summary>Users who do the same.</summary>
/// <param name="Size">How many they are.</param>
/// <param name="Silhouette">The mean silhouette of its users; null where it is the only cluster.</param>
/// <param name="Users">Ids of its users, the most typical first.</param>
/// <param name="Distinctive">What they do clearly more than all others, the clearest first.</param>
/// <param name="Typical">What most of them do.</param>
sealed record UserCluster(
    int Size, double? Silhouette, IReadOnlyList<int> Users, IReadOnlyList<ClusterThing> Distinctive, IReadOnlyList<ClusterThing> Typical);

/// <summary>What users of a cluster do.</summary>
/// <param name="Thing">Id of the thing.</param>
/// <param name="Table">The users of the cluster beside all others, by who does it.</param>
readonly record struct ClusterThing(int Thing, TwoByTwo Table)
{
    /// <summary>So many standard deviations more than expected set a cluster apart.</summary>
    public const double SetsApart = 3;

    /// <summary>The part of the cluster that does it.</summary>
    public double Share => (double)Table.Both / Table.Group;

    /// <summary>The part of all others that does it; null where there are no others.</summary>
    public double? Elsewhere => Table.All > Table.Group ? (double)(Table.Thing - Table.Both) / (Table.All - Table.Group) : null;

    /// <summary>How many times as large a part of the cluster does it; null where no other does.</summary>
    public double? Lift => Elsewhere > 0 ? Share / Elsewhere : null;
}

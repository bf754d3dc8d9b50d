namespace UsageAnalysis.Statistics;

/// <summary>Vectors in as many clusters as they fall into by themselves.</summary>
/// <param name="Clusters">The cluster of each vector, from 0; the largest is the first.</param>
/// <param name="Count">How many clusters there are.</param>
/// <param name="Widths">The silhouette of each vector; empty where there is one cluster.</param>
public sealed record Clustering(int[] Clusters, int Count, double[] Widths)
{
    /// <summary>Most clusters that are tried.</summary>
    public const int Most = 10;

    /// <summary>Where the mean silhouette is lower with every number of clusters, nothing sets the vectors apart: they are one.</summary>
    public const double LeastSilhouette = 0.05;

    // Few vectors fall into clusters by chance; so much wider than then must they be.
    const double AboveChance = 2;

    // The number of clusters is chosen on so many of the vectors.
    const int MostSampled = 1_000;
    const ulong Seed = 20_260_101;

    /// <summary>The mean silhouette; null where there is one cluster.</summary>
    public double? Silhouette => Widths is [] ? null : Widths.Average();

    /// <summary>
    /// The clustering of 2 to 10 clusters with the largest mean silhouette, chosen on at most 1,000 of the vectors, evenly spread. One cluster
    /// where that is below 0.05, or below twice what as many clusters of the same values have when these are dealt at random.
    /// </summary>
    /// <param name="vectors">What is clustered.</param>
    /// <param name="ct">Gives up.</param>
    public static Clustering Of(UnitVectors vectors, CancellationToken ct)
    {
        var size = Math.Min(vectors.Count, MostSampled);
        var sample = size == vectors.Count
            ? vectors
            : vectors.Rows([.. Enumerable.Range(0, size).Select(i => (int)((long)i * vectors.Count / size))]);
        var best = Enumerable.Range(2, Math.Max(0, Math.Min(Most, sample.Count - 1) - 1))
            .Select(k => With(sample, k, ct)).MaxBy(clustering => clustering.Silhouette);
        if (best is null || !(best.Silhouette >= LeastSilhouette) || best.Silhouette < AboveChance * Chance(sample, best.Count, ct))
        {
            return new(new int[vectors.Count], Math.Min(1, vectors.Count), []);
        }
        return (size == vectors.Count ? best : With(vectors, best.Count, ct)).LargestFirst();
    }

    static Clustering With(UnitVectors vectors, int k, CancellationToken ct)
    {
        var clusters = SphericalKMeans.Cluster(vectors, k, ct);
        return new(clusters, k, Statistics.Silhouette.Widths(vectors, clusters, k));
    }

    static double? Chance(UnitVectors vectors, int k, CancellationToken ct)
    {
        var dealt = vectors.Dealt(new SplitMix(Seed));
        return dealt.Count > k ? With(dealt, k, ct).Silhouette : null;
    }

    Clustering LargestFirst()
    {
        var places = Clusters.Index().GroupBy(vector => vector.Item)
            .OrderByDescending(cluster => cluster.Count()).ThenBy(cluster => cluster.First().Index)
            .Select((cluster, place) => (cluster.Key, place)).ToDictionary();
        return this with { Clusters = [.. Clusters.Select(cluster => places[cluster])] };
    }
}

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
    public const double LeastSilhouette = 0.1;

    /// <summary>The mean silhouette; null where there is one cluster.</summary>
    public double? Silhouette => Widths is [] ? null : Widths.Average();

    /// <summary>The clustering of 2 to 10 clusters with the largest mean silhouette; one cluster where that is below 0.1.</summary>
    /// <param name="vectors">What is clustered.</param>
    /// <param name="ct">Gives up.</param>
    public static Clustering Of(UnitVectors vectors, CancellationToken ct)
    {
        var best = new Clustering(new int[vectors.Count], Math.Min(1, vectors.Count), []);
        for (var k = 2; k <= Math.Min(Most, vectors.Count - 1); k++)
        {
            var clusters = SphericalKMeans.Cluster(vectors, k, ct);
            var widths = Statistics.Silhouette.Widths(vectors, clusters, k);
            if (widths.Average() is var mean && mean >= LeastSilhouette && !(mean <= best.Silhouette))
            {
                best = new(clusters, k, widths);
            }
        }
        return best.LargestFirst();
    }

    Clustering LargestFirst()
    {
        var places = Clusters.Index().GroupBy(vector => vector.Item)
            .OrderByDescending(cluster => cluster.Count()).ThenBy(cluster => cluster.First().Index)
            .Select((cluster, place) => (cluster.Key, place)).ToDictionary();
        return this with { Clusters = [.. Clusters.Select(cluster => places[cluster])] };
    }
}

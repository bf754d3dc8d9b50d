namespace UsageAnalysis.Statistics;

/// <summary>
/// How well vectors lie in their clusters (Rousseeuw 1987), by the distance 1 − cosine: 1 where a vector is much nearer to its own cluster
/// than to the next one, 0 on the border, below 0 where it would belong to another. Exact, of all pairs: the mean cosine of a vector and the
/// members of a cluster is its product with their sum.
/// </summary>
public static class Silhouette
{
    // Vectors that are this near are the same, but for how sums were rounded.
    const double Rounding = 1e-9;

    /// <summary>The width of each vector; 0 for one that is alone in its cluster.</summary>
    /// <param name="vectors">What was clustered.</param>
    /// <param name="clusters">The cluster of each, from 0.</param>
    /// <param name="k">How many clusters there are, at least 2.</param>
    public static double[] Widths(UnitVectors vectors, int[] clusters, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 2);
        var sums = SphericalKMeans.Sums(vectors, clusters, k);
        var sizes = new int[k];
        foreach (var cluster in clusters)
        {
            sizes[cluster]++;
        }
        return [.. clusters.Select((own, i) => sizes[own] == 1 ? 0 : Width(i, own))];

        double Width(int row, int own)
        {
            var within = 1 - (vectors.Dot(row, sums[own]) - 1) / (sizes[own] - 1);
            var next = Enumerable.Range(0, k).Where(c => c != own && sizes[c] > 0).Min(c => 1 - vectors.Dot(row, sums[c]) / sizes[c]);
            var larger = Math.Max(within, next);
            return larger > Rounding ? (next - within) / larger : 0;
        }
    }
}

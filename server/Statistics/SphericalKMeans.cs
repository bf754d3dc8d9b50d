namespace UsageAnalysis.Statistics;

/// <summary>
/// Spherical k-means (Dhillon and Modha 2001): clusters vectors by their direction, so that who does much and who does little of the same
/// belong together. Begins like k-means++ (Arthur and Vassilvitskii 2007), from a generator with a fixed seed: the same vectors in the same
/// order always give the same clusters.
/// </summary>
public static class SphericalKMeans
{
    const int Starts = 3;
    const int MostRounds = 50;

    // Where no more than one in so many moves, the rest of the way changes nothing that matters.
    const int Settled = 500;

    const ulong Seed = 20_260_101;

    /// <summary>The cluster of each vector, from 0; the best of a few beginnings. No cluster is empty.</summary>
    /// <param name="vectors">What is clustered.</param>
    /// <param name="k">How many clusters, at most as many as there are vectors.</param>
    /// <param name="ct">Gives up.</param>
    public static int[] Cluster(UnitVectors vectors, int k, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, vectors.Count);
        var random = new SplitMix(Seed + (ulong)k);
        var (best, likeness) = (Array.Empty<int>(), double.NegativeInfinity);
        for (var start = 0; start < Starts; start++)
        {
            var (clusters, found) = Once(vectors, k, random, ct);
            if (found > likeness)
            {
                (best, likeness) = (clusters, found);
            }
        }
        return best;
    }

    // Gives each vector to the centre that it is most like, and moves the centres into the middle of their vectors, until hardly any moves.
    static (int[] Clusters, double Likeness) Once(UnitVectors vectors, int k, SplitMix random, CancellationToken ct)
    {
        var centres = Beginnings(vectors, k, random);
        var clusters = new int[vectors.Count];
        var likeness = new double[vectors.Count];
        Array.Fill(clusters, -1);
        for (var round = 0; round < MostRounds; round++)
        {
            ct.ThrowIfCancellationRequested();
            var moved = Move(vectors, centres, clusters, likeness);
            if (!FillEmpty(clusters, likeness, k) && moved <= vectors.Count / Settled)
            {
                break;
            }
            centres = Sums(vectors, clusters, k);
            foreach (var centre in centres)
            {
                Normalise(centre);
            }
        }
        return (clusters, likeness.Sum());
    }

    static int Move(UnitVectors vectors, double[][] centres, int[] clusters, double[] likeness)
    {
        var byColumn = new double[vectors.ColumnCount * centres.Length];
        for (var i = 0; i < byColumn.Length; i++)
        {
            byColumn[i] = centres[i % centres.Length][i / centres.Length];
        }
        var moved = 0;
        Span<double> dots = stackalloc double[centres.Length];
        for (var i = 0; i < clusters.Length; i++)
        {
            vectors.Dots(i, byColumn, dots);
            var nearest = 0;
            for (var c = 1; c < dots.Length; c++)
            {
                nearest = dots[c] > dots[nearest] ? c : nearest;
            }
            moved += nearest == clusters[i] ? 0 : 1;
            (clusters[i], likeness[i]) = (nearest, dots[nearest]);
        }
        return moved;
    }

    // A cluster that lost everybody begins anew with the vector that is least like its own centre.
    static bool FillEmpty(int[] clusters, double[] likeness, int k)
    {
        var sizes = new int[k];
        foreach (var cluster in clusters)
        {
            sizes[cluster]++;
        }
        var filled = false;
        for (var c = 0; c < k; c++)
        {
            if (sizes[c] > 0)
            {
                continue;
            }
            var loneliest = -1;
            for (var i = 0; i < clusters.Length; i++)
            {
                if (sizes[clusters[i]] > 1 && (loneliest < 0 || likeness[i] < likeness[loneliest]))
                {
                    loneliest = i;
                }
            }
            sizes[clusters[loneliest]]--;
            (clusters[loneliest], likeness[loneliest], sizes[c], filled) = (c, 1, 1, true);
        }
        return filled;
    }

    // Each further centre is one of the vectors, the likelier the less it is like those that are there.
    static double[][] Beginnings(UnitVectors vectors, int k, SplitMix random)
    {
        var distances = new double[vectors.Count];
        Array.Fill(distances, 1);
        var centres = new double[k][];
        for (var c = 0; c < k; c++)
        {
            centres[c] = new double[vectors.ColumnCount];
            vectors.AddTo(Drawn(distances, random), centres[c]);
            for (var i = 0; i < distances.Length; i++)
            {
                var distance = Math.Max(0, 1 - vectors.Dot(i, centres[c]));
                distances[i] = c == 0 ? distance : Math.Min(distances[i], distance);
            }
        }
        return centres;
    }

    static int Drawn(double[] weights, SplitMix random)
    {
        var left = random.NextDouble() * weights.Sum();
        var last = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] > 0)
            {
                last = i;
                if ((left -= weights[i]) < 0)
                {
                    break;
                }
            }
        }
        return last;
    }

    internal static double[][] Sums(UnitVectors vectors, int[] clusters, int k)
    {
        var sums = Enumerable.Range(0, k).Select(_ => new double[vectors.ColumnCount]).ToArray();
        for (var i = 0; i < clusters.Length; i++)
        {
            vectors.AddTo(i, sums[clusters[i]]);
        }
        return sums;
    }

    static void Normalise(double[] vector)
    {
        var length = Math.Sqrt(vector.Sum(value => value * value));
        for (var i = 0; i < vector.Length && length > 0; i++)
        {
            vector[i] /= length;
        }
    }
}

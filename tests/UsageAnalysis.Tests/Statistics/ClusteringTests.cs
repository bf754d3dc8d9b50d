using UsageAnalysis.Statistics;
using Xunit;

namespace UsageAnalysis.Tests.Statistics;

public sealed class ClusteringTests
{
    // Three departments that each do things of their own, and one thing that all do.
    static (UnitVectors Vectors, int[] Departments) Office(int people, Random random)
    {
        var departments = Enumerable.Range(0, people).Select(i => i % 6 < 3 ? 0 : i % 6 < 5 ? 1 : 2).ToArray();
        return (new UnitVectors([.. departments.Select(IReadOnlyList<(int, double)> (department) =>
        [
            (0, 1), .. Enumerable.Range(1, 5).Select(i => (department * 5 + i, 0.5 + random.NextDouble())),
        ])], 16), departments);
    }

    [Fact]
    public void Departments_that_do_things_of_their_own_are_found_the_largest_first()
    {
        var (vectors, departments) = Office(60, new Random(1));

        var clustering = Clustering.Of(vectors, CancellationToken.None);

        Assert.Equal(3, clustering.Count);
        Assert.Equal(departments, clustering.Clusters);
        Assert.True(clustering.Silhouette > 0.5);
    }

    [Fact]
    public void The_same_vectors_always_fall_into_the_same_clusters()
    {
        var (vectors, _) = Office(60, new Random(2));

        Assert.Equal(SphericalKMeans.Cluster(vectors, 5, CancellationToken.None), SphericalKMeans.Cluster(vectors, 5, CancellationToken.None));
    }

    [Fact]
    public void Who_does_the_same_is_one_cluster()
    {
        var vectors = new UnitVectors([.. Enumerable.Range(1, 30).Select(IReadOnlyList<(int, double)> (i) => [(0, i), (1, 2.0 * i)])], 2);

        var clustering = Clustering.Of(vectors, CancellationToken.None);

        Assert.Equal(1, clustering.Count);
        Assert.Null(clustering.Silhouette);
        Assert.All(clustering.Clusters, cluster => Assert.Equal(0, cluster));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void So_few_vectors_are_one_cluster(int count)
    {
        var vectors = new UnitVectors([.. Enumerable.Range(0, count).Select(IReadOnlyList<(int, double)> (i) => [(i, 1)])], count);

        Assert.Equal(1, Clustering.Of(vectors, CancellationToken.None).Count);
    }

    [Fact]
    public void Even_of_vectors_that_are_all_alike_no_cluster_is_empty()
    {
        var vectors = new UnitVectors([.. Enumerable.Range(0, 8).Select(IReadOnlyList<(int, double)> (_) => [(0, 1)])], 1);

        Assert.Equal(5, SphericalKMeans.Cluster(vectors, 5, CancellationToken.None).Distinct().Count());
    }

    [Fact]
    public void The_silhouette_is_that_of_all_pairs_of_vectors()
    {
        var (vectors, departments) = Office(40, new Random(3));
        var widths = Silhouette.Widths(vectors, departments, 3);
        var dense = Enumerable.Range(0, 40).Select(i =>
        {
            var row = new double[16];
            vectors.AddTo(i, row);
            return row;
        }).ToArray();
        double Distance(int i, int j) => 1 - dense[i].Zip(dense[j], (a, b) => a * b).Sum();

        for (var i = 0; i < widths.Length; i++)
        {
            var within = Others(i, departments[i]).Average(j => Distance(i, j));
            var next = departments.Distinct().Where(d => d != departments[i]).Min(d => Others(i, d).Average(j => Distance(i, j)));
            Assert.Equal((next - within) / Math.Max(within, next), widths[i], 9);
        }

        IEnumerable<int> Others(int i, int department) => Enumerable.Range(0, 40).Where(j => j != i && departments[j] == department);
    }

    [Fact]
    public void Who_is_alone_in_a_cluster_has_no_silhouette() =>
        Assert.Equal(0, Silhouette.Widths(new UnitVectors([[(0, 1)], [(1, 1)], [(1, 1)]], 2), [0, 1, 1], 2)[0]);

    [Fact]
    public void It_stops_when_nobody_waits_any_more()
    {
        var (vectors, _) = Office(60, new Random(4));

        Assert.Throws<OperationCanceledException>(() => Clustering.Of(vectors, new CancellationToken(true)));
    }
}

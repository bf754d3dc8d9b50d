using System.Text.Json;
using UsageAnalysis.Analytics;
using UsageAnalysis.Insights;
using Xunit;

namespace UsageAnalysis.Tests.Insights;

/// <summary>Users in clusters, on a campus where chemists, biologists and the office each do things of their own.</summary>
public sealed class ClusterAnswerTests(Campus app) : IClassFixture<Campus>
{
    const string Fields =
        """
        computing computedAt by users allUsers tooFewUsers silhouette
        clusters {
          size share silhouette users { user { login } }
          distinctive { key { function { name package { name } } } users share elsewhere lift } typical { users share }
        }
        """;

    [Fact]
    public async Task Those_who_do_the_same_are_a_cluster_named_by_what_sets_it_apart()
    {
        var answer = await AskAsync("");
        var people = Users().Length;
        Assert.Equal(("FUNCTION", people, false), (answer.GetProperty("by").GetString(), answer.GetProperty("users").GetInt32(),
            answer.GetProperty("tooFewUsers").GetBoolean()));
        var clusters = answer.GetProperty("clusters").EnumerateArray().ToArray();
        Assert.Equal(3, clusters.Length);
        Assert.Equal(people, clusters.Sum(cluster => cluster.GetProperty("size").GetInt32()));
        foreach (var cluster in clusters)
        {
            var kinds = cluster.GetProperty("users").EnumerateArray()
                .Select(user => int.Parse(user.GetProperty("user").GetProperty("login").GetString()![1..]) % 3).ToArray();
            Assert.Equal(cluster.GetProperty("size").GetInt32(), kinds.Length);
            // By how each person's work was made.
            var kind = kinds.GroupBy(one => one).MaxBy(same => same.Count())!;
            Assert.True(kind.Count() >= 0.75 * kinds.Length, string.Join(' ', kinds));
        }
        Assert.True(answer.GetProperty("silhouette").GetDouble() > 0.1);
    }

    [Fact]
    public async Task What_sets_a_cluster_apart_is_counted_within_it_and_elsewhere()
    {
        var answer = await AskAsync("");
        var things = answer.GetProperty("clusters").EnumerateArray().SelectMany(
            cluster => cluster.GetProperty("distinctive").EnumerateArray(), (cluster, thing) => (cluster, thing)).ToArray();
        Assert.NotEmpty(things);
        foreach (var (cluster, thing) in things)
        {
            var members = cluster.GetProperty("users").EnumerateArray().Select(user => user.GetProperty("user").GetProperty("login").GetString()).ToHashSet();
            var function = thing.GetProperty("key").GetProperty("function");
            var users = app.Deeds.Where(deed => InRange(deed) && deed.User is not null && deed.Function == function.GetProperty("name").GetString()
                && deed.Package == function.GetProperty("package").GetProperty("name").GetString()).Select(deed => deed.User).Distinct().ToArray();
            var (within, elsewhere) = (users.Count(members.Contains), users.Count(user => !members.Contains(user)));
            Assert.Equal(within, thing.GetProperty("users").GetInt32());
            Assert.Equal((double)within / members.Count, thing.GetProperty("share").GetDouble(), 9);
            Assert.Equal((double)elsewhere / (Users().Length - members.Count), thing.GetProperty("elsewhere").GetDouble(), 9);
        }
    }

    [Fact]
    public async Task Fewer_than_20_users_are_not_clustered()
    {
        var answer = await AskAsync(", groups: [\"docking\"]");
        Assert.Equal((Users().Count(Campus.MembersOf("docking").Contains), true, 0), (answer.GetProperty("users").GetInt32(), answer.GetProperty("tooFewUsers").GetBoolean(),
            answer.GetProperty("clusters").GetArrayLength()));
        Assert.Equal(0, (await AskAsync(", groups: [\"nobody\"]")).GetProperty("users").GetInt32());
    }

    [Fact]
    public async Task Where_nothing_runs_users_are_told_apart_by_the_types_of_their_events()
    {
        var answer = await AskAsync(", runs: false");
        Assert.Equal("EVENT_TYPE", answer.GetProperty("by").GetString());
        // All of them only ever visit.
        Assert.Equal((1, JsonValueKind.Null), (answer.GetProperty("clusters").GetArrayLength(), answer.GetProperty("silhouette").ValueKind));
    }

    [Fact]
    public void The_order_of_the_rows_does_not_matter()
    {
        var random = new Random(3);
        var uses = app.Deeds.Where(deed => deed is { User: not null, Function: not null }).CountBy(deed => (deed.User, deed.Package, deed.Function))
            .Select(use => new Use(int.Parse(use.Key.User![1..]), Math.Abs($"{use.Key.Package}{use.Key.Function}".Sum(c => c * 7)), use.Value, 60)).ToArray();
        string Clustered(Use[] rows) =>
            string.Join('|', ClusteredUsers.Of(UsageDimension.Function, rows, CancellationToken.None).Clusters.Select(one => string.Join(' ', one.Users)));

        Assert.Equal(Clustered(uses), Clustered([.. uses.OrderBy(_ => random.Next())]));
    }

    static bool InRange(Deed deed) => deed.Time >= new DateTime(2026, 5, 4, 0, 0, 0, DateTimeKind.Utc)
        && deed.Time < new DateTime(2026, 5, 29, 0, 0, 0, DateTimeKind.Utc);

    string[] Users() =>
        [.. app.Deeds.Where(deed => InRange(deed) && deed.Function is not null).Select(deed => deed.User).OfType<string>().Distinct()];

    // As a client does: until they are there.
    async Task<JsonElement> AskAsync(string filter)
    {
        while (true)
        {
            var answer = (await app.AskAsync(
                $$"""{ usage(scope: { range: { from: "2026-05-04T00:00:00Z", to: "2026-05-29T00:00:00Z" }{{filter}} }) { clusters { {{Fields}} } } }"""))
                .GetProperty("usage").GetProperty("clusters");
            if (!answer.GetProperty("computing").GetBoolean())
            {
                Assert.Equal(app.Time.GetUtcNow().UtcDateTime, answer.GetProperty("computedAt").GetDateTime().ToUniversalTime());
                return answer;
            }
        }
    }
}

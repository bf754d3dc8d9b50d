using System.Text.Json;
using Xunit;

namespace UsageAnalysis.Tests.Insights;

/// <summary>What follows what, compared with a walk through the sessions of a list of what happened.</summary>
public sealed class PathsTests(Campus app) : IClassFixture<Campus>
{
    const string Fields =
        """
        runs sessions since truncated totalPairs
        pairs { from { function { name package { name } } } to { function { name package { name } } } count users share medianGapMs }
        """;

    sealed record Pair(string From, string? To, int Count, int Users, double Share, double? GapMs);

    [Theory]
    [InlineData("", "")]
    [InlineData("", ", packages: [\"Chem\"]")]
    [InlineData("start: \"Bio:align\", ", "")]
    public async Task Pairs_are_those_of_each_session_walked_through_in_order(string start, string filter)
    {
        var runs = app.Deeds.Where(deed => deed is { Function: not null, Session: not null } && InRange(deed) && (filter == "" || deed.Package == "Chem"))
            .ToArray();
        var steps = runs.GroupBy(deed => (deed.User, deed.Session)).SelectMany(Steps).ToArray();
        var expected = steps.GroupBy(step => (step.From, step.To)).Where(pair => start == "" || pair.Key.From == "Bio:align")
            .Select(pair => new Pair(
                pair.Key.From, pair.Key.To, pair.Count(), pair.Select(step => step.User).OfType<string>().Distinct().Count(),
                (double)pair.Count() / steps.Count(step => step.From == pair.Key.From), pair.Key.To is null ? null : Median(pair.Select(step => step.GapMs))))
            .ToArray();

        var answer = await AskAsync($"({start}first: 1000)", filter);
        Assert.Equal((runs.Length, runs.Select(deed => (deed.User, deed.Session)).Distinct().Count(), false, expected.Length),
            (answer.GetProperty("runs").GetInt32(), answer.GetProperty("sessions").GetInt32(), answer.GetProperty("truncated").GetBoolean(),
                answer.GetProperty("totalPairs").GetInt32()));
        Assert.Equal(runs.Min(deed => deed.Time), answer.GetProperty("since").GetDateTime().ToUniversalTime(), TimeSpan.FromMilliseconds(1));
        var pairs = answer.GetProperty("pairs").EnumerateArray().Select(Read).ToArray();
        Assert.Equal(expected.OrderBy(pair => (pair.From, pair.To)), pairs.OrderBy(pair => (pair.From, pair.To)));
        Assert.Equal(pairs.Select(pair => pair.Count).OrderDescending(), pairs.Select(pair => pair.Count));
    }

    [Fact]
    public async Task The_most_frequent_are_shown_and_how_many_there_are()
    {
        var answer = await AskAsync("(first: 2)", "");
        Assert.Equal(2, answer.GetProperty("pairs").GetArrayLength());
        Assert.True(answer.GetProperty("totalPairs").GetInt32() > 2);
    }

    [Theory]
    [InlineData(", groups: [\"nobody\"]")]
    [InlineData(", runs: false")]
    public async Task Where_nothing_ran_there_are_no_pairs(string filter)
    {
        var answer = await AskAsync("", filter);
        Assert.Equal((0, 0, JsonValueKind.Null), (answer.GetProperty("runs").GetInt32(), answer.GetProperty("pairs").GetArrayLength(),
            answer.GetProperty("since").ValueKind));
    }

    [Fact]
    public async Task A_start_that_is_no_function_is_quoted()
    {
        var error = await app.FailAsync(Document("(start: \"Bio:nothing\")", ""));
        Assert.StartsWith("'Bio:nothing' in start names nothing known.", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    static IEnumerable<(string From, string? To, string? User, double GapMs)> Steps(IEnumerable<Deed> session)
    {
        var runs = session.OrderBy(deed => deed.Time).ToArray();
        for (var i = 0; i < runs.Length; i++)
        {
            var next = i + 1 < runs.Length ? NameOf(runs[i + 1]) : null;
            if (next != NameOf(runs[i]))
            {
                yield return (NameOf(runs[i]), next, runs[i].User, next is null ? 0 : (runs[i + 1].Time - runs[i].Time).TotalMilliseconds);
            }
        }
    }

    // The shortest that half of them do not exceed.
    static double Median(IEnumerable<double> gaps) => gaps.Order().ToArray() is var all ? all[(all.Length - 1) / 2] : 0;

    static string NameOf(Deed deed) => $"{deed.Package}:{deed.Function}";

    static Pair Read(JsonElement pair)
    {
        static string? Name(JsonElement key) => key.ValueKind == JsonValueKind.Null ? null
            : $"{key.GetProperty("function").GetProperty("package").GetProperty("name").GetString()}:{key.GetProperty("function").GetProperty("name").GetString()}";
        var gap = pair.GetProperty("medianGapMs");
        return new(
            Name(pair.GetProperty("from"))!, Name(pair.GetProperty("to")), pair.GetProperty("count").GetInt32(), pair.GetProperty("users").GetInt32(),
            pair.GetProperty("share").GetDouble(), gap.ValueKind == JsonValueKind.Null ? null : gap.GetDouble());
    }

    static bool InRange(Deed deed) => deed.Time >= new DateTime(2026, 3, 20, 9, 0, 0, DateTimeKind.Utc)
        && deed.Time < new DateTime(2026, 6, 10, 0, 0, 0, DateTimeKind.Utc);

    static string Document(string arguments, string filter) =>
        $$"""{ usage(scope: { range: { from: "2026-03-20T09:00:00Z", to: "2026-06-10T00:00:00Z" }{{filter}} }) { paths{{arguments}} { {{Fields}} } } }""";

    async Task<JsonElement> AskAsync(string arguments, string filter) =>
        (await app.AskAsync(Document(arguments, filter))).GetProperty("usage").GetProperty("paths");
}

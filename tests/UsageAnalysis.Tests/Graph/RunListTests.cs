using System.Text.Json;
using Xunit;

namespace UsageAnalysis.Tests.Graph;

/// <summary>Runs of functions with their inputs and outputs; what is expected comes from the list of what was sent.</summary>
public sealed class RunListTests(Laboratory app) : IClassFixture<Laboratory>
{
    const string Week = "scope: { range: { from: \"2026-06-10T00:00:00Z\", to: \"2026-06-17T00:00:00Z\" }, functions: [\"Lab:dose\"] }";

    [Fact]
    public async Task A_run_tells_who_ran_what_with_which_values_and_how_it_ended()
    {
        var run = (await ListAsync(
            "first: 1, where: { time: { lt: \"2026-06-10T20:00:00Z\" }, status: { eq: FAILED }, user: { login: { eq: \"ann\" } } }",
            """
            user { login } time durationMs status function { name } inputs { name type value } outputs { name type value }
            error { message } session { clientId } event { senderId }
            """))[0];

        // The declared inputs in their order, then what is not declared.
        Assert.Equal(
            """
            {"user":{"login":"ann"},"time":"2026-06-10T14:00:00Z","durationMs":5,"status":"FAILED","function":{"name":"dose"},
            "inputs":[{"name":"smiles","type":"string","value":"CC%"},{"name":"radius","type":"int","value":"wide"},
            {"name":"extra","type":"array","value":[0]}],"outputs":[],"error":{"message":"no convergence after 2 steps"},
            "session":{"clientId":"0190c2a4-0000-7000-8000-0000000000b1"},"event":{"senderId":"0190c2a4-0000-7000-b000-000000000020"}}
            """.ReplaceLineEndings(""),
            run.GetRawText());
    }

    public static TheoryData<string, Func<LabRun, bool>> Filters => new()
    {
        { "{ status: { eq: FAILED } }", run => run.Failed },
        { "{ status: { in: [OK] }, durationMs: { gte: 4 } }", run => !run.Failed && run.DurationMs >= 4 },
        { "{ durationMs: { eq: null } }", run => run.DurationMs is null },
        { "{ user: { login: { eq: \"bob\" } } }", run => run.User == "bob" },
        { "{ error: { icontains: \"AFTER 2 Steps\" } }", run => run.Failed && run.Number % 3 == 2 },
        { $"{{ sessionId: {{ eq: \"{Laboratory.Session}\" }} }}", run => run.Number % 10 == 0 },
        { "{ inputs: { some: { name: { eq: \"radius\" }, number: { gt: 2 } } } }", run => run.Radius is 10 or 2.5 },
        { "{ inputs: { some: { name: { eq: \"radius\" }, value: { eq: \"2.5\" } } } }", run => run.Radius is 2.5 },
        { "{ inputs: { none: { name: { eq: \"radius\" } } } }", run => run.Radius is null },
        { "{ inputs: { some: { name: { eq: \"smiles\" }, value: { icontains: \"c%\" } } } }", run => run.Smiles == "CC%" },
        { "{ outputs: { some: { name: { eq: \"score\" }, number: { gte: 0.25, lte: 0.5 } } } }", run => run.Score is 0.25 or 0.5 },
        { "{ outputs: { any: false } }", run => run.Failed },
        { "{ inputs: { some: { name: { eq: \"score\" } } } }", _ => false },
        // Where the name is one of several conditions, all values are looked at.
        { "{ inputs: { some: { name: { startsWith: \"rad\" }, number: { gt: 2 } } } }", run => run.Radius is 10 or 2.5 },
        { "{ inputs: { some: { or: [{ name: { eq: \"radius\" }, number: { eq: 10 } }, { value: { eq: \"CCO\" } }] } } }",
            run => run.Radius is 10 || run.Smiles == "CCO" },
        { "{ inputs: { some: { name: { eq: \"radius\" }, number: { eq: null } } } }", run => run.Radius is string },
        { "{ inputs: { none: { name: { eq: \"radius\" }, value: { neq: \"wide\" } } } }", run => run.Radius is null or "wide" },
        { "{ and: [{ inputs: { some: { name: { eq: \"radius\" }, value: { eq: \"wide\" } } } }, { outputs: { some: { number: { eq: 0.75 } } } }] }",
            run => run.Radius is "wide" && run.Score is 0.75 },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_filter_by_value_lets_through_and_counts_the_runs_that_were_sent_so(string where, Func<LabRun, bool> fits)
    {
        var page = (await app.AskAsync(
            $$"""{ usage({{Week}}) { runs(first: 100, where: {{where}}) { totalCount nodes { event { senderId } } } } }"""))
            .GetProperty("usage").GetProperty("runs");

        var expected = Laboratory.Runs.Where(fits).Select(run => run.Id).ToHashSet();
        Assert.Equal(expected, [.. page.GetProperty("nodes").EnumerateArray().Select(IdOf)]);
        Assert.Equal(expected.Count, page.GetProperty("totalCount").GetInt32());
    }

    public static TheoryData<string, Func<LabRun, object?>> Orders => new()
    {
        { "[{ time: ASC }]", run => run.Time },
        { "[{ durationMs: DESC }]", run => -run.DurationMs },
        { "[{ status: DESC }]", run => run.Failed ? 0 : 1 },
        { "[{ user: { login: ASC } }, { status: ASC }]", run => run.User ?? "" },
        { "[{ input: { name: \"smiles\" } }]", run => run.Smiles },
        { "[{ output: { name: \"score\", direction: DESC } }]", run => -run.Score },
        // Numbers as numbers, 10 after 2.5, and before texts.
        { "[{ input: { name: \"radius\" } }]", run => run.Radius switch { 2 => 0, 2.5 => 1, 10 => 2, "narrow" => 3, "wide" => 4, _ => null } },
        {
            "[{ input: { name: \"radius\", direction: DESC } }, { input: { name: \"smiles\" } }]",
            run => run.Radius switch { "wide" => 0, "narrow" => 1, 10 => 2, 2.5 => 3, 2 => 4, _ => null }
        },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Pages_in_an_order_by_value_give_every_run_once_and_the_missing_ones_last(string order, Func<LabRun, object?> key)
    {
        var whole = await PagesAsync(order, 100, backwards: false);

        Assert.Equal(Laboratory.Runs.Count, whole.Distinct().Count());
        var sent = Laboratory.Runs.ToDictionary(run => run.Id);
        var ranks = Laboratory.Runs.Select(key).Distinct().OrderBy(value => value is null).ThenBy(value => value).ToList();
        int Rank(string id) => ranks.IndexOf(key(sent[id]));
        Assert.Equal(whole.Select(Rank).Order(), whole.Select(Rank));
        Assert.Equal(whole, await PagesAsync(order, 7, backwards: false));
        Assert.Equal(whole, await PagesAsync(order, 8, backwards: true));
    }

    [Fact]
    public async Task The_runs_of_a_function_at_any_time_are_those_of_its_scope()
    {
        var function = (await app.AskAsync(
            "{ functions(where: { name: { eq: \"dose\" } }) { nodes { runs(first: 3) { totalCount nodes { event { senderId } } } } } }"))
            .GetProperty("functions").GetProperty("nodes")[0].GetProperty("runs");

        Assert.Equal(60, function.GetProperty("totalCount").GetInt32());
        Assert.Equal(
            (await ListAsync("first: 3", "event { senderId }")).Select(IdOf), function.GetProperty("nodes").EnumerateArray().Select(IdOf));
    }

    [Theory]
    [InlineData("users: [\"ann\"]", 16)]
    [InlineData("users: [\"ann\"], runs: false", 0)]
    [InlineData("packages: [\"Lab\"]", 61)]
    public async Task Only_runs_in_the_scope_are_listed_and_counted(string scope, int runs)
    {
        var page = (await app.AskAsync($$"""{ usage(scope: { {{scope}} }) { runs(first: 100) { totalCount nodes { time } } } }"""))
            .GetProperty("usage").GetProperty("runs");
        Assert.Equal((runs, runs), (page.GetProperty("totalCount").GetInt32(), page.GetProperty("nodes").GetArrayLength()));
    }

    [Fact]
    public async Task The_same_inputs_again_are_all_runs_of_the_function_with_equal_inputs()
    {
        var runs = await ListAsync("first: 100", "event { senderId } sameInputs(first: 50) { totalCount nodes { event { senderId } } }");

        static object Inputs(LabRun run) => (run.Radius, run.Smiles, run.Number % 2);
        foreach (var (id, same) in runs.Select(run => (IdOf(run), run.GetProperty("sameInputs"))))
        {
            var sent = Laboratory.Runs.Single(run => run.Id == id);
            var expected = Laboratory.Runs.Where(run => Inputs(run).Equals(Inputs(sent))).Select(run => run.Id).ToHashSet();
            Assert.Equal(expected, [.. same.GetProperty("nodes").EnumerateArray().Select(IdOf)]);
            Assert.Equal(expected.Count, same.GetProperty("totalCount").GetInt32());
        }
    }

    [Theory]
    [InlineData("usage", "radius")]
    [InlineData("function", "radius")]
    [InlineData("function", "nosuch")]
    public async Task The_top_values_of_a_parameter_are_counted_with_their_users(string below, string name)
    {
        const string Range = "range: { from: \"2026-06-10T00:00:00Z\", to: \"2026-06-17T00:00:00Z\" }";
        var field = $"topValues(name: \"{name}\") {{ value text count users }}";
        var data = await app.AskAsync(below == "usage"
            ? $$"""{ usage({{Week}}) { {{field}} } }"""
            : $$"""{ functions(where: { name: { eq: "dose" } }) { nodes { usage(scope: { {{Range}} }) { {{field}} } } } }""");
        var usage = below == "usage" ? data.GetProperty("usage") : data.GetProperty("functions").GetProperty("nodes")[0].GetProperty("usage");

        static string Text(object value) => FormattableString.Invariant($"{value}");
        var expected = Laboratory.Runs.Where(run => name == "radius" && run.Radius is not null).GroupBy(run => Text(run.Radius!))
            .OrderByDescending(runs => runs.Count()).ThenBy(runs => runs.Key, StringComparer.Ordinal)
            .Select(runs => $"{runs.Key} {runs.Count()} {runs.Select(run => run.User).OfType<string>().Distinct().Count()}");
        Assert.Equal(expected, usage.GetProperty("topValues").EnumerateArray().Select(value =>
        {
            Assert.Equal(value.GetProperty("text").GetString(), value.GetProperty("value").ToString());
            return $"{value.GetProperty("text")} {value.GetProperty("count")} {value.GetProperty("users")}";
        }));
    }

    [Fact]
    public async Task Top_values_of_a_parameter_of_one_kind_of_event_are_those_of_its_events()
    {
        var parameters = (await app.AskAsync(
            """
            {
              functions(where: { name: { eq: "dose" } }) {
                nodes { parameters(where: { name: { eq: "radius" } }) { nodes { error { id } topValues(first: 50) { count } } } }
              }
            }
            """)).GetProperty("functions").GetProperty("nodes")[0].GetProperty("parameters").GetProperty("nodes").EnumerateArray().ToArray();

        // One kind for what worked, and one for each error signature.
        foreach (var works in new[] { true, false })
        {
            Assert.Equal(
                Laboratory.Runs.Count(run => run.Radius is not null && run.Failed != works),
                parameters.Where(parameter => parameter.GetProperty("error").ValueKind == JsonValueKind.Null == works)
                    .Sum(parameter => parameter.GetProperty("topValues").EnumerateArray().Sum(value => value.GetProperty("count").GetInt32())));
        }
    }

    [Fact]
    public async Task Top_values_without_one_function_say_what_to_do()
    {
        var error = await app.FailAsync("{ usage { topValues(name: \"radius\") { count } } }");
        Assert.Equal("INVALID_ARGUMENT", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Contains("scope.functions", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_no_parameter_can_have_is_refused()
    {
        var error = await app.FailAsync("{ usage { runs(order: [{ input: { name: \"a\\u0000b\" } }]) { nodes { time } } } }");
        Assert.Equal("INVALID_FILTER", error.GetProperty("extensions").GetProperty("code").GetString());
    }

    async Task<JsonElement[]> ListAsync(string arguments, string fields) =>
        [.. (await app.AskAsync($$"""{ usage({{Week}}) { runs({{arguments}}) { nodes { {{fields}} } } } }"""))
            .GetProperty("usage").GetProperty("runs").GetProperty("nodes").EnumerateArray()];

    async Task<List<string>> PagesAsync(string order, int size, bool backwards)
    {
        var ids = new List<string>();
        for (string? cursor = null; ;)
        {
            var page = backwards ? $"last: {size}, before: $cursor" : $"first: {size}, after: $cursor";
            var runs = (await app.AskAsync(
                $$"""
                query ($cursor: String) {
                  usage({{Week}}) {
                    runs({{page}}, order: {{order}}) {
                      edges { node { event { senderId } } } pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
                    }
                  }
                }
                """,
                new { cursor })).GetProperty("usage").GetProperty("runs");
            ids.InsertRange(backwards ? 0 : ids.Count, runs.GetProperty("edges").EnumerateArray().Select(edge => IdOf(edge.GetProperty("node"))));
            var info = runs.GetProperty("pageInfo");
            if (!info.GetProperty(backwards ? "hasPreviousPage" : "hasNextPage").GetBoolean())
            {
                return ids;
            }
            cursor = info.GetProperty(backwards ? "startCursor" : "endCursor").GetString();
        }
    }

    static string IdOf(JsonElement run) => run.GetProperty("event").GetProperty("senderId").GetString()!;
}

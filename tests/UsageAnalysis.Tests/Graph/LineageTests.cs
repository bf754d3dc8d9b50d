using System.Text.Json;
using UsageAnalysis.Data;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Graph;

/// <summary>A workshop: 40 tables that 120 random runs of two functions make from each other, loops included; and what happened to a file.</summary>
public sealed class Workshop : UsageApp
{
    public const int Tables = 40;

    /// <summary>The runs, as inputs and output.</summary>
    public IReadOnlyList<(int[] Inputs, int Output)> Made { get; } = Draw();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await CatalogWriter.SaveAsync(DataSource, new Catalog { Packages = [new("Shop")], Functions = [new("Shop", "cut"), new("Shop", "join")] }, default);
        await LogAsync([.. Made.Select((run, i) => (object)new
        {
            id = $"0190c2a4-0000-7000-8000-{i:000000000000}", time = $"2026-06-{1 + i % 15:00}T10:00:00Z", source = "function", type = "run", user = "ann",
            function = run.Inputs.Length > 1 ? "Shop:join" : "Shop:cut",
            entities = run.Inputs.Select(table => Table(table, "input")).Append(Table(run.Output, "output")),
        })]);
        await LogAsync([.. Life.Select((what, i) => (object)new
        {
            id = $"0190c2a4-0000-7000-9000-{i:000000000000}", time = $"2026-05-{1 + i:00}T10:00:00Z", source = what.Source, type = what.Type, user = "bob",
            entities = new[] { new { type = "file", id = "f", name = "notes.csv", role = what.Role } },
        })]);
    }

    static readonly (string Source, string Type, string Role)[] Life =
    [
        ("audit", "file-created", "subject"), ("audit", "file-opened", "subject"), ("usage", "file-edited", "subject"), ("audit", "file-edited", "subject"),
        ("audit", "entity-shared", "subject"), ("function", "run", "output"), ("function", "run", "input"), ("audit", "file-deleted", "subject"),
    ];

    static object Table(int number, string role) => new { type = "table", id = $"t{number}", name = $"Table {number}", role };

    static (int[] Inputs, int Output)[] Draw()
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, 120).Select(_ => (
            Enumerable.Range(0, random.Next(1, 3)).Select(_ => random.Next(Tables)).Distinct().ToArray(), random.Next(Tables)))];
    }
}

public sealed class LineageTests(Workshop workshop) : IClassFixture<Workshop>
{
    const string Fields = "truncated entities { level entity { key } } steps { events from { key } to { key } functions { name } }";

    async Task<JsonElement> EntityAsync(string key, string fields) =>
        (await workshop.AskAsync($$"""{ entities(where: { key: { eq: "{{key}}" } }) { nodes { {{fields}} } } }""")).GetProperty("entities").GetProperty("nodes")[0];

    // Distances over the list of runs itself, walked from every table by Floyd and Warshall's triple loop: another algorithm than the server's.
    int?[,] Distances()
    {
        var distance = new int?[Workshop.Tables, Workshop.Tables];
        foreach (var (inputs, output) in workshop.Made)
        {
            foreach (var input in inputs.Where(input => input != output)) distance[output, input] = 1;
        }
        var all = Enumerable.Range(0, Workshop.Tables).ToArray();
        foreach (var k in all)
        {
            foreach (var i in all)
            {
                foreach (var j in all.Where(j => j != i))
                {
                    if (distance[i, k] + distance[k, j] is { } sum && !(distance[i, j] <= sum)) distance[i, j] = sum;
                }
            }
        }
        return distance;
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    public async Task Origin_and_what_was_derived_are_as_far_away_as_the_runs_say(int depth)
    {
        var distance = Distances();
        for (var table = 0; table < Workshop.Tables; table += 5)
        {
            var found = await EntityAsync($"t{table}", $"origin(depth: {depth}) {{ {Fields} }} derived(depth: {depth}) {{ {Fields} }}");

            Assert.Equal(Expected(other => distance[table, other]), Levels(found.GetProperty("origin")));
            Assert.Equal(Expected(other => distance[other, table]), Levels(found.GetProperty("derived")));
        }

        IEnumerable<string> Expected(Func<int, int?> levelOf) =>
            Enumerable.Range(0, Workshop.Tables).Where(other => levelOf(other) <= depth).Select(other => $"t{other} {levelOf(other)}").Order();
    }

    static IEnumerable<string> Levels(JsonElement lineage) => lineage.GetProperty("entities").EnumerateArray().Skip(1)
        .Select(one => $"{one.GetProperty("entity").GetProperty("key")} {one.GetProperty("level")}").Order();

    [Fact]
    public async Task A_step_says_how_often_and_by_which_functions()
    {
        var table = workshop.Made[0].Output;
        var found = (await EntityAsync($"t{table}", $"origin(depth: 1) {{ {Fields} }}")).GetProperty("origin");

        var expected = workshop.Made.Where(run => run.Output == table)
            .SelectMany(run => run.Inputs.Where(input => input != table).Select(input => (input, Function: run.Inputs.Length > 1 ? "join" : "cut")))
            .GroupBy(run => run.input)
            .Select(runs => $"t{runs.Key} {runs.Count()} {string.Join(",", runs.Select(run => run.Function).Distinct().Order())}").Order();
        Assert.Equal(expected, found.GetProperty("steps").EnumerateArray().Select(step =>
            $"{step.GetProperty("from").GetProperty("key")} {step.GetProperty("events")} " +
            string.Join(",", step.GetProperty("functions").EnumerateArray().Select(f => f.GetProperty("name").GetString()).Order())).Order());
    }

    [Fact]
    public async Task A_walk_that_stops_before_the_end_says_so()
    {
        var (inputs, output) = workshop.Made.First(run => workshop.Made.Any(next => run.Inputs.Contains(next.Output) && next.Inputs.Any(i => i != run.Output && i != next.Output)));
        Assert.NotEmpty(inputs);

        Assert.True((await EntityAsync($"t{output}", "origin(depth: 1) { truncated }")).GetProperty("origin").GetProperty("truncated").GetBoolean());
        Assert.False((await EntityAsync($"t{output}", "origin(depth: 10) { truncated }")).GetProperty("origin").GetProperty("truncated").GetBoolean());
    }

    [Fact]
    public async Task Only_events_of_the_scope_are_steps()
    {
        var none = """origin(scope: { range: { from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" } }) { entities { level } steps { events } }""";

        var found = (await EntityAsync("t1", none)).GetProperty("origin");
        Assert.Equal((1, 0), (found.GetProperty("entities").GetArrayLength(), found.GetProperty("steps").GetArrayLength()));
    }

    [Fact]
    public async Task The_history_of_an_object_is_what_changed_it()
    {
        var found = await EntityAsync("f", "history { totalCount nodes { source eventType { name } } }");

        Assert.Equal(
            ["audit file-deleted", "function run", "audit entity-shared", "audit file-edited", "audit file-created"],
            found.GetProperty("history").GetProperty("nodes").EnumerateArray().Select(e => $"{e.GetProperty("source")} {e.GetProperty("eventType").GetProperty("name")}"));
        Assert.Equal(5, found.GetProperty("history").GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task A_depth_beyond_the_limit_is_refused()
    {
        var error = await workshop.FailAsync("{ entities(first: 1) { nodes { origin(depth: 11) { truncated } } } }");

        Assert.Contains("depth is 11, but must be from 1 to 10", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }
}

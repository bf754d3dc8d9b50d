using System.CommandLine;
using System.Globalization;
using System.Text;
using UsageAnalysis.Benchmarks.Attacks;

namespace UsageAnalysis.Benchmarks.Engine;

/// <summary>
/// How many requests a second the engine answers on one core: 100 rows of 5 fields from memory, a cached document, all guards. The bare
/// endpoint beside it, asked in turn in the same run, tells what HTTP and JSON alone cost on this machine.
/// </summary>
static class EngineBenchmark
{
    const string Document = """{"query":"query Rows { rows { id name kind durationMs failed } }"}""";
    const int Bound = 3_000;

    // What the runtime compiles on the way is compiled for good after some thousands of calls.
    const int WarmUpRequests = 20_000;

    /// <summary>One measurement.</summary>
    /// <param name="PerSecond">Requests a second, as the clock on the wall says.</param>
    /// <param name="PerCore">Requests a second of CPU time: what a core does that the machine lends to nobody else.</param>
    readonly record struct Rate(double PerSecond, double PerCore)
    {
        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"{PerSecond:0} requests/s ({PerCore:0} per second of CPU time)");
    }

    internal static Command Create()
    {
        var rounds = new Option<int>("--rounds") { Description = "Rounds; the median counts.", DefaultValueFactory = _ => 5 };
        var seconds = new Option<int>("--seconds") { Description = "Seconds of each measurement.", DefaultValueFactory = _ => 3 };
        var command = new Command("engine", "Requests per second of the GraphQL engine on one core.") { rounds, seconds };
        command.SetAction((result, ct) =>
            RunAsync(result.GetValue(rounds), result.GetValue(seconds), result.InvocationConfiguration.Output, ct));
        return command;
    }

    static async Task<int> RunAsync(int rounds, int seconds, TextWriter output, CancellationToken ct)
    {
        await using var server = Child.Start(core: 0, EngineServer.Name);
        using var http = new HttpClient { BaseAddress = new Uri(await server.LineAsync()) };
        await RequireSameJsonAsync(http, ct);
        foreach (var path in new[] { "/bare", "/graphql" })
            for (var done = 0.0; done < WarmUpRequests;) done += seconds * (await MeasureAsync(http, path, seconds, ct)).PerSecond;
        List<Rate> bare = [], graph = [];
        for (var round = 1; round <= rounds; round++)
        {
            bare.Add(await MeasureAsync(http, "/bare", seconds, ct));
            graph.Add(await MeasureAsync(http, "/graphql", seconds, ct));
            await output.WriteLineAsync($"round {round}: bare {bare[^1]}, graph {graph[^1]}");
        }
        var (plain, engine) = (Median(bare), Median(graph));
        await output.WriteLineAsync($"median:  bare {plain}, graph {engine}");
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"ratio {plain.PerCore / engine.PerCore:0.0}; bound {Bound} requests per second of CPU time"));
        return engine.PerCore >= Bound ? 0 : 1;
    }

    static async Task RequireSameJsonAsync(HttpClient http, CancellationToken ct)
    {
        var answers = new List<string>();
        foreach (var path in new[] { "/bare", "/graphql" })
        {
            using var body = new StringContent(Document, Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), body, ct);
            answers.Add(await answer.Content.ReadAsStringAsync(ct));
        }
        if (answers[0] != answers[1]) throw new InvalidOperationException($"The answers differ: {answers[0]} and {answers[1]}");
    }

    static async Task<Rate> MeasureAsync(HttpClient http, string path, int seconds, CancellationToken ct)
    {
        var before = await Reading.OfAsync(http, ct);
        await using var load = Child.Start(core: 1, HttpLoad.Name, http.BaseAddress!.AbsoluteUri, path, Document, $"{seconds}");
        var perSecond = double.Parse(await load.LineAsync(), CultureInfo.InvariantCulture);
        var after = await Reading.OfAsync(http, ct);
        return new Rate(perSecond, perSecond * seconds / (after.CpuMs - before.CpuMs) * 1000);
    }

    static Rate Median(List<Rate> rates) => rates.OrderBy(rate => rate.PerCore).ElementAt(rates.Count / 2);
}

using System.CommandLine;
using System.Globalization;
using System.Text;
using UsageAnalysis.Benchmarks.Engine;

namespace UsageAnalysis.Benchmarks.Attacks;

/// <summary>
/// What hostile requests cost the server: each attack is sent several times over HTTP, and the CPU time and memory of the server's
/// process are read before and after.
/// </summary>
static class AttackBenchmark
{
    const double BoundMs = 50;
    static readonly CompositeFormat Line = CompositeFormat.Parse("{0,-52} {1,10} {2,6} {3,-26} {4,10} {5,8:0.0} {6,8} {7,9}");

    internal static Command Create()
    {
        var times = new Option<int>("--times")
        {
            Description = "How often each attack is sent; the median counts.", DefaultValueFactory = _ => 7,
        };
        var command = new Command("attacks", "What hostile requests cost the server.") { times };
        command.SetAction((result, ct) => RunAsync(result.GetValue(times), result.InvocationConfiguration.Output, ct));
        return command;
    }

    static async Task<int> RunAsync(int times, TextWriter output, CancellationToken ct)
    {
        await using var server = Child.Start(core: 0, EngineServer.Name);
        using var http = new HttpClient { BaseAddress = new Uri(await server.LineAsync()) };
        // What is compiled on first use is not the attack's cost.
        for (var i = 0; i < 30; i++)
            foreach (var attack in AttackList.All.Where(a => a.BytesIn < 100_000)) await attack.SendAsync(http, ct);
        await output.WriteLineAsync(string.Format(CultureInfo.InvariantCulture, Line,
            ["attack", "bytes in", "status", "code", "bytes out", "CPU ms", "heap kB", "memory kB"]));
        var worst = 0.0;
        foreach (var attack in AttackList.All) worst = Math.Max(worst, await MeasureAsync(http, attack, times, output, ct));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"worst {worst:0.0} ms, bound {BoundMs} ms"));
        return worst <= BoundMs ? 0 : 1;
    }

    static async Task<double> MeasureAsync(HttpClient http, Attack attack, int times, TextWriter output, CancellationToken ct)
    {
        var outcome = await attack.SendAsync(http, ct);
        var first = await Reading.OfAsync(http, ct, collect: true);
        var costs = new List<double>();
        for (var i = 0; i < times; i++)
        {
            var before = await Reading.OfAsync(http, ct);
            outcome = await attack.SendAsync(http, ct);
            costs.Add((await Reading.OfAsync(http, ct)).CpuMs - before.CpuMs);
        }
        var last = await Reading.OfAsync(http, ct, collect: true);
        var median = costs.Order().ElementAt(times / 2);
        await output.WriteLineAsync(string.Format(CultureInfo.InvariantCulture, Line,
            [attack.Name, attack.BytesIn, outcome.Status, outcome.Code, outcome.Bytes, median,
            Kilobytes(last.ManagedBytes - first.ManagedBytes), Kilobytes(last.WorkingSetBytes - first.WorkingSetBytes)]));
        return median;
    }

    static long Kilobytes(long bytes) => bytes / 1024;
}

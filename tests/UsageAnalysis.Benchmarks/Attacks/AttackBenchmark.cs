using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
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
            foreach (var attack in AttackList.All.Where(a => a.Body.Length < 100_000)) (await SendAsync(http, attack, ct)).Dispose();
        await output.WriteLineAsync(string.Format(CultureInfo.InvariantCulture, Line,
            ["attack", "bytes in", "status", "code", "bytes out", "CPU ms", "heap kB", "memory kB"]));
        var worst = 0.0;
        foreach (var attack in AttackList.All) worst = Math.Max(worst, await MeasureAsync(http, attack, times, output, ct));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"worst {worst:0.0} ms, bound {BoundMs} ms"));
        return worst <= BoundMs ? 0 : 1;
    }

    static async Task<double> MeasureAsync(HttpClient http, Attack attack, int times, TextWriter output, CancellationToken ct)
    {
        (await SendAsync(http, attack, ct)).Dispose();
        var first = await Reading.OfAsync(http, ct, collect: true);
        var costs = new List<double>();
        var (status, code, bytes) = (0, "", 0);
        for (var i = 0; i < times; i++)
        {
            var before = await Reading.OfAsync(http, ct);
            using var answer = await SendAsync(http, attack, ct);
            var body = await answer.Content.ReadAsByteArrayAsync(ct);
            costs.Add((await Reading.OfAsync(http, ct)).CpuMs - before.CpuMs);
            (status, code, bytes) = ((int)answer.StatusCode, CodeOf(body), body.Length);
        }
        var last = await Reading.OfAsync(http, ct, collect: true);
        var median = costs.Order().ElementAt(times / 2);
        await output.WriteLineAsync(string.Format(CultureInfo.InvariantCulture, Line,
            [attack.Name, attack.Body.Length, status, code, bytes, median,
            Kilobytes(last.ManagedBytes - first.ManagedBytes), Kilobytes(last.WorkingSetBytes - first.WorkingSetBytes)]));
        return median;
    }

    static long Kilobytes(long bytes) => bytes / 1024;

    static async Task<HttpResponseMessage> SendAsync(HttpClient http, Attack attack, CancellationToken ct)
    {
        using var content = new ByteArrayContent(attack.Body);
        content.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = content };
        return await http.SendAsync(request, ct);
    }

    static string CodeOf(byte[] body)
    {
        using var answer = JsonDocument.Parse(Encoding.UTF8.GetString(body));
        return answer.RootElement.TryGetProperty("errors", out var errors)
            ? errors[0].GetProperty("extensions").GetProperty("code").GetString()! : "answered";
    }
}

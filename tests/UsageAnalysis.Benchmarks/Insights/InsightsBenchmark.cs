using System.CommandLine;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using UsageAnalysis.Benchmarks.Counting;
using UsageAnalysis.Benchmarks.Counting.Contenders;
using UsageAnalysis.Benchmarks.Counting.Data;

namespace UsageAnalysis.Benchmarks.Insights;

/// <summary>
/// How long the questions beyond counting take on the data set of the counting benchmark, through HTTP and the graph: without the answer
/// cache, and asked again with it.
/// </summary>
static class InsightsBenchmark
{
    const double MostColdMs = 1_000;

    const double MostAgainMs = 100;

    static readonly (string Name, object Range)[] Scopes =
    [
        ("30 days", new { preset = "LAST_30_DAYS" }), ($"{DataSet.Days} days", new { preset = "ALL_TIME" }),
    ];

    internal static Command Create()
    {
        var data = new Option<string>("--data") { Description = "The folder that the counting benchmark keeps its data in.", Required = true };
        var database = new Option<string>("--database") { Description = "Name of the database in it.", DefaultValueFactory = _ => "counting" };
        var repetitions = new Option<int>("--repetitions") { Description = "How often each is asked; the median counts.", DefaultValueFactory = _ => 5 };
        var command = new Command("insights", "Times the questions beyond counting on the events that the counting benchmark has loaded.")
        {
            data, database, repetitions,
        };
        command.SetAction((result, ct) => RunAsync(
            result.GetRequiredValue(data), result.GetRequiredValue(database), result.GetValue(repetitions),
            result.InvocationConfiguration.Output, ct));
        return command;
    }

    static async Task<int> RunAsync(string data, string database, int repetitions, TextWriter output, CancellationToken ct)
    {
        await using var cluster = await Cluster.OpenAsync(data, null, ct);
        var connection = await cluster.DatabaseAsync(database, ct);
        await Loading.PrepareAsync(connection, new DataSet(), ct);
        await using var server = await UsageServerChild.StartAsync(connection);
        var table = new Text(["medians in ms", .. Scopes.SelectMany(scope => new[] { $"{scope.Name}, cold", "again" })]);
        List<(string Name, double Value)> cold = [], again = [];
        foreach (var question in InsightQuestion.All)
        {
            List<string> row = [question.Name];
            foreach (var (name, range) in Scopes)
            {
                var body = JsonSerializer.SerializeToUtf8Bytes(new { query = question.Document, variables = new { scope = new { range } } });
                var first = await MedianAsync(server, body, cached: false, repetitions, ct);
                var second = await MedianAsync(server, body, cached: true, repetitions, ct);
                cold.Add(($"{question.Name}, {name}", first));
                again.Add(($"{question.Name}, {name}", second));
                row.AddRange([Text.Ms(first), Text.Ms(second)]);
            }
            table.Add([.. row]);
        }
        await output.WriteLineAsync(table.ToString());
        Bound[] bounds =
        [
            Bound.Of("each under 1 s without the cache", cold, ms => ms < MostColdMs, Text.Ms),
            Bound.Of("each under 100 ms when asked again", again, ms => ms < MostAgainMs, Text.Ms),
        ];
        foreach (var bound in bounds) await output.WriteLineAsync(bound.ToString());
        return bounds.All(bound => bound.Holds) ? 0 : 1;
    }

    // The first one is not counted: it compiles, and with the cache it fills it.
    static async Task<double> MedianAsync(UsageServerChild server, byte[] body, bool cached, int repetitions, CancellationToken ct)
    {
        var times = new List<double>();
        for (var round = 0; round <= repetitions; round++)
        {
            var start = Stopwatch.GetTimestamp();
            await AskAsync(server.Http, body, cached, ct);
            if (round > 0) times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return Measured.Median(times);
    }

    static async Task AskAsync(HttpClient http, byte[] body, bool cached, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } },
            Headers = { CacheControl = new CacheControlHeaderValue { NoCache = !cached } },
        };
        using var answer = await http.SendAsync(request, ct);
        var text = await answer.Content.ReadAsByteArrayAsync(ct);
        using var parsed = JsonDocument.Parse(text);
        if (parsed.RootElement.TryGetProperty("errors", out _))
            throw new InvalidOperationException($"The server did not answer: {Encoding.UTF8.GetString(text)}");
    }
}

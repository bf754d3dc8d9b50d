using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using UsageAnalysis.Benchmarks.Counting.Questions;

namespace UsageAnalysis.Benchmarks.Counting.Contenders;

/// <summary>The product in a process of its own, asked over HTTP on connections that stay open, its cache off.</summary>
sealed class UsageServerChild : IAsyncDisposable
{
    readonly Child child;

    UsageServerChild(Child child, Uri address) => (this.child, Http) = (child, new HttpClient { BaseAddress = address });

    internal HttpClient Http { get; }

    /// <summary>Most memory that the process has held, bytes. Only Linux tells; elsewhere what it holds now.</summary>
    internal long PeakBytes
    {
        get
        {
            var status = $"/proc/{child.Id}/status";
            if (!File.Exists(status)) return Process.GetProcessById(child.Id).WorkingSet64;
            var line = File.ReadLines(status).Single(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return long.Parse(line["VmHWM:".Length..^"kB".Length].Trim(), CultureInfo.InvariantCulture) * 1024;
        }
    }

    internal static async Task<UsageServerChild> StartAsync(string connectionString)
    {
        var child = Child.Start(ServeUsage.Name, connectionString);
        return new UsageServerChild(child, new Uri(await child.LineAsync()));
    }

    /// <summary>Asks all requests of a question at once, and reads the answers to their ends.</summary>
    internal async Task<(double Ms, byte[][] Bodies)> AskAsync(Question question, CancellationToken ct)
    {
        var start = Stopwatch.GetTimestamp();
        var bodies = await Task.WhenAll(question.Asks.Select(ask => PostAsync(ask, ct)));
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, bodies);
    }

    /// <summary>The <c>data</c> of the answers.</summary>
    internal static IReadOnlyList<JsonElement> Data(Question question, byte[][] bodies) => [.. bodies.Select(body =>
    {
        using var answer = JsonDocument.Parse(body);
        return answer.RootElement.TryGetProperty("errors", out _)
            ? throw new InvalidOperationException($"The server did not answer \"{question.Name}\": {Encoding.UTF8.GetString(body)}")
            : answer.RootElement.GetProperty("data").Clone();
    })];

    async Task<byte[]> PostAsync(Ask ask, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/graphql", UriKind.Relative))
        {
            Content = new ByteArrayContent(ask.Body) { Headers = { ContentType = new("application/json") } },
            Headers =
            {
                CacheControl = new CacheControlHeaderValue { NoCache = true },
                Accept = { new("application/graphql-response+json") },
            },
        };
        using var answer = await Http.SendAsync(request, ct);
        return await answer.Content.ReadAsByteArrayAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await child.DisposeAsync();
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;

namespace UsageAnalysis.Benchmarks.Counting.Ingest;

/// <summary>Programs that send events at once, each the next body as soon as its last one is acknowledged.</summary>
static class Senders
{
    const int Count = 8;

    /// <summary>Sends all bodies.</summary>
    /// <returns>Seconds until the last acknowledgement.</returns>
    /// <exception cref="InvalidOperationException">The server did not store all events of a body.</exception>
    internal static async Task<double> SendAsync(HttpClient http, IReadOnlyList<(byte[] Body, int Events)> bodies, CancellationToken ct)
    {
        var waiting = new ConcurrentQueue<(byte[] Body, int Events)>(bodies);
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Count).Select(async _ =>
        {
            while (waiting.TryDequeue(out var next)) await SendAsync(http, next.Body, next.Events, ct);
        }));
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    static async Task SendAsync(HttpClient http, byte[] body, int events, CancellationToken ct)
    {
        while (true)
        {
            using var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/x-ndjson") } };
            using var answer = await http.PostAsync(new Uri("/events", UriKind.Relative), content, ct);
            var text = await answer.Content.ReadAsByteArrayAsync(ct);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                var promised = FormattableString.Invariant($$"""{"stored":{{events}},"duplicates":0,"rejected":0,"excluded":0,""");
                if (text.AsSpan().StartsWith(Encoding.ASCII.GetBytes(promised))) return;
            }
            else if (answer.Headers.RetryAfter?.Delta is { } pause)
            {
                await Task.Delay(pause, ct);
                continue;
            }
            var said = Encoding.UTF8.GetString(text.AsSpan(0, Math.Min(text.Length, 300)));
            throw new InvalidOperationException($"{events} events were answered with {(int)answer.StatusCode}: {said}");
        }
    }
}

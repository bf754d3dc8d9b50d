using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace UsageAnalysis.Benchmarks.Attacks;

/// <summary>What can be tried on one WebSocket.</summary>
static class SocketAttacks
{
    const int Allowed = 50;

    /// <summary>Opens many subscriptions that never end; those beyond the limit are refused one by one.</summary>
    internal static Attack Subscriptions(int count)
    {
        var messages = Enumerable.Range(0, count).Select(i => JsonSerializer.SerializeToUtf8Bytes(
            new { type = "subscribe", id = $"s{i}", payload = new { query = "subscription { silence }" } })).ToArray();
        return new($"{count} subscriptions on one socket", messages.Sum(m => m.Length), async (http, ct) =>
        {
            using var socket = await OpenAsync(http, ct);
            foreach (var message in messages) await socket.SendAsync(message, WebSocketMessageType.Text, true, ct);
            var (code, bytes) = ("answered", 0);
            for (var refused = 0; refused < count - Allowed; refused++)
            {
                var text = await ReceiveAsync(socket, ct);
                using var answer = JsonDocument.Parse(text);
                (code, bytes) = (Outcome.CodeOf(answer.RootElement.GetProperty("payload")), bytes + text.Length);
            }
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", ct);
            return new Outcome(101, code, bytes);
        });
    }

    /// <summary>Sends a message that is longer than any may be; the server closes the socket.</summary>
    internal static Attack LongMessage(int length) => new($"a message of {length / 1_000_000} MB on a socket", length, async (http, ct) =>
    {
        using var socket = await OpenAsync(http, ct);
        try { await socket.SendAsync(new byte[length], WebSocketMessageType.Text, true, ct); }
        catch (WebSocketException) { }
        await ReceiveAsync(socket, ct);
        return new Outcome(101, $"closed with {(int?)socket.CloseStatus}", 0);
    });

    static async Task<ClientWebSocket> OpenAsync(HttpClient http, CancellationToken ct)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new UriBuilder(new Uri(http.BaseAddress!, "/graphql")) { Scheme = "ws" }.Uri, ct);
        await socket.SendAsync(Encoding.UTF8.GetBytes("""{"type":"connection_init"}"""), WebSocketMessageType.Text, true, ct);
        await ReceiveAsync(socket, ct);
        return socket;
    }

    static async Task<byte[]> ReceiveAsync(ClientWebSocket socket, CancellationToken ct)
    {
        var buffer = new byte[4096];
        var received = await socket.ReceiveAsync(buffer, ct);
        return buffer[..received.Count];
    }
}

using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Xunit;

namespace UsageAnalysis.Tests.Support;

/// <summary>One subscription over one of the two transports: its answers, one after another.</summary>
abstract class LiveClient : IAsyncDisposable
{
    /// <summary>The next answer; null at the end.</summary>
    public abstract Task<JsonElement?> NextAsync();

    public abstract ValueTask DisposeAsync();

    /// <summary>So many answers, of each the data of its only field.</summary>
    public async Task<List<JsonElement>> TakeAsync(int count)
    {
        var taken = new List<JsonElement>(count);
        while (taken.Count < count)
        {
            var answer = Assert.NotNull(await NextAsync());
            Assert.True(answer.TryGetProperty("data", out var data), answer.ToString());
            taken.Add(data.EnumerateObject().Single().Value);
        }
        return taken;
    }

    /// <summary>Reads to the end, which must be an error.</summary>
    public async Task<JsonElement> FailAsync()
    {
        while (await NextAsync() is { } answer)
        {
            if (answer.TryGetProperty("errors", out var errors))
            {
                Assert.Null(await NextAsync());
                return errors[0];
            }
        }
        throw new InvalidOperationException("The subscription ended without an error.");
    }

    /// <summary>GraphQL over SSE.</summary>
    public static async Task<LiveClient> StreamAsync(Uri server, string query)
    {
        var http = new HttpClient { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan };
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new EventStream(http, new StreamReader(await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync()));
    }

    /// <summary>The protocol graphql-transport-ws.</summary>
    public static async Task<LiveClient> SocketAsync(Uri server, string query)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/graphql" }.Uri, default);
        var client = new Socket(socket);
        await client.SendAsync(new { type = "connection_init" });
        Assert.Equal("connection_ack", (await client.ReceiveAsync()).GetProperty("type").GetString());
        await client.SendAsync(new { type = "subscribe", id = "1", payload = new { query } });
        return client;
    }

    sealed class EventStream(HttpClient http, StreamReader body) : LiveClient
    {
        public override async Task<JsonElement?> NextAsync()
        {
            for (var type = ""; await body.ReadLineAsync() is { } line;)
            {
                if (line.StartsWith("event: ", StringComparison.Ordinal))
                {
                    type = line["event: ".Length..];
                }
                else if (line.StartsWith("data:", StringComparison.Ordinal))
                {
                    return type == "next" ? JsonElement.Parse(line["data:".Length..]) : null;
                }
            }
            return null;
        }

        public override ValueTask DisposeAsync()
        {
            // The connection is the body's.
            body.Dispose();
            http.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    sealed class Socket(ClientWebSocket socket) : LiveClient
    {
        bool ended;

        public Task SendAsync(object message) =>
            socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, default);

        public async Task<JsonElement> ReceiveAsync()
        {
            using var text = new MemoryStream();
            var buffer = new byte[4096];
            for (var whole = false; !whole;)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), default);
                text.Write(buffer, 0, part.Count);
                whole = part.EndOfMessage;
            }
            return JsonElement.Parse(Encoding.UTF8.GetString(text.ToArray()));
        }

        public override async Task<JsonElement?> NextAsync()
        {
            if (ended)
            {
                return null;
            }
            var message = await ReceiveAsync();
            var type = message.GetProperty("type").GetString();
            ended = type != "next";
            return type == "error" ? JsonSerializer.SerializeToElement(new { errors = message.GetProperty("payload") })
                : ended ? null : message.GetProperty("payload");
        }

        public override ValueTask DisposeAsync()
        {
            socket.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

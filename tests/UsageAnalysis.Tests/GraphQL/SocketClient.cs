using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Xunit;

namespace UsageAnalysis.Tests.GraphQL;

/// <summary>The client's end of a WebSocket, message by message.</summary>
sealed class SocketClient : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Left alone, Linux lets a connection hold tens of megabytes for somebody who does not read.
    const int ReceiveBuffer = 256 * 1024;

    readonly ClientWebSocket socket = new();
    readonly HttpMessageInvoker transport = new(new SocketsHttpHandler { ConnectCallback = ConnectAsync });
    readonly CancellationTokenSource patience = new(Patience);

    /// <summary>Opens a socket; with <paramref name="init"/> the connection is acknowledged.</summary>
    internal static async Task<SocketClient> OpenAsync(
        Room room, bool init = true, string? protocol = "graphql-transport-ws", string? origin = null)
    {
        var client = new SocketClient();
        if (protocol is not null) client.socket.Options.AddSubProtocol(protocol);
        if (origin is not null) client.socket.Options.SetRequestHeader("Origin", origin);
        await client.socket.ConnectAsync(new UriBuilder(room.Address) { Scheme = "ws" }.Uri, client.transport, client.patience.Token);
        if (!init) return client;
        await client.SendAsync("""{"type":"connection_init"}""");
        Assert.Equal("""{"type":"connection_ack"}""", await client.ReadAsync());
        return client;
    }

    static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var tcp = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = ReceiveBuffer };
        try
        {
            await tcp.ConnectAsync(context.DnsEndPoint, ct);
            return new NetworkStream(tcp, ownsSocket: true);
        }
        catch
        {
            tcp.Dispose();
            throw;
        }
    }

    internal Task SendAsync(string text, WebSocketMessageType type = WebSocketMessageType.Text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), type, endOfMessage: true, patience.Token);

    internal Task SubscribeAsync(string id, string query) =>
        SendAsync($$$"""{"type":"subscribe","id":"{{{id}}}","payload":{"query":"{{{query.Replace("\"", "\\\"")}}}"}}""");

    /// <summary>The next message; null when the server closed.</summary>
    internal async Task<string?> ReadAsync()
    {
        var text = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, patience.Token);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            text.Write(buffer, 0, part.Count);
            if (part.EndOfMessage) return Encoding.UTF8.GetString(text.ToArray());
        }
    }

    /// <summary>Reads to the end and tells how the server closed.</summary>
    internal async Task<(int Code, string? Reason)> ClosedAsync()
    {
        while (await ReadAsync() is not null) { }
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        return ((int)socket.CloseStatus!, socket.CloseStatusDescription);
    }

    internal Task CloseAsync() => socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);

    internal void Abort() => socket.Abort();

    public void Dispose()
    {
        socket.Dispose();
        transport.Dispose();
        patience.Dispose();
    }
}

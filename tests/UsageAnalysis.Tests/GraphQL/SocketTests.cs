using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace UsageAnalysis.Tests.GraphQL;

/// <summary>The protocol graphql-transport-ws, message by message.</summary>
public sealed class SocketTests
{
    const string Init = """{"type":"connection_init"}""";
    const string Wait = """{"type":"subscribe","id":"1","payload":{"query":"subscription { wait(name: \"w\") }"}}""";

    [Theory]
    [InlineData(4400, "no json")]
    [InlineData(4400, "[]")]
    [InlineData(4400, "{}")]
    [InlineData(4400, """{"type":5}""")]
    [InlineData(4400, """{"type":"start"}""")]
    [InlineData(4400, """{"type":"\ud800"}""")]
    [InlineData(4400, Init, """{"type":"subscribe","payload":{"query":"{ echo }"}}""")]
    [InlineData(4400, Init, """{"type":"subscribe","id":"","payload":{"query":"{ echo }"}}""")]
    [InlineData(4400, Init, """{"type":"subscribe","id":"1"}""")]
    [InlineData(4400, Init, """{"type":"subscribe","id":"1","payload":{}}""")]
    [InlineData(4400, Init, """{"type":"subscribe","id":"1","payload":{"query":5}}""")]
    [InlineData(4400, Init, """{"type":"complete"}""")]
    [InlineData(4401, """{"type":"subscribe","id":"1","payload":{"query":"{ echo }"}}""")]
    [InlineData(4409, Init, Wait, Wait)]
    [InlineData(4429, Init, Init)]
    public async Task What_breaks_the_protocol_closes_the_socket(int code, params string[] messages)
    {
        await using var room = await Room.OnKestrelAsync();
        using var client = await SocketClient.OpenAsync(room, init: false);
        foreach (var message in messages) await client.SendAsync(message);
        Assert.Equal(code, (await client.ClosedAsync()).Code);
    }

    [Fact]
    public async Task Binary_and_oversized_messages_close_the_socket()
    {
        await using var room = await Room.OnKestrelAsync(options => options.Limits.MaxBodyBytes = 1000);
        using var binary = await SocketClient.OpenAsync(room, init: false);
        await binary.SendAsync(Init, WebSocketMessageType.Binary);
        Assert.Equal(4400, (await binary.ClosedAsync()).Code);

        using var large = await SocketClient.OpenAsync(room);
        await large.SendAsync($$"""{"type":"ping","payload":"{{new string('x', 100_000)}}"}""");
        Assert.Equal((1009, "A message exceeds 1000 bytes"), await large.ClosedAsync());
    }

    [Fact]
    public async Task The_reason_of_a_close_fits_into_its_frame()
    {
        await using var room = await Room.OnKestrelAsync();
        using var client = await SocketClient.OpenAsync(room);
        for (var i = 0; i < 2; i++) await client.SubscribeAsync(new string('ü', 60_000), "subscription { wait(name: \"w\") }");
        var (code, reason) = await client.ClosedAsync();
        Assert.Equal(4409, code);
        Assert.StartsWith("Subscriber for üüü", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("graphql-ws")]
    public async Task Other_subprotocols_are_4406(string? protocol)
    {
        await using var room = await Room.OnKestrelAsync();
        using var client = await SocketClient.OpenAsync(room, init: false, protocol);
        await client.SendAsync(Init);
        Assert.Equal(4406, (await client.ClosedAsync()).Code);
    }

    [Fact]
    public async Task A_socket_that_is_not_initialised_in_time_is_closed()
    {
        var time = new FakeTimeProvider();
        await using var room = await Room.OnKestrelAsync(options => options.SocketInitTimeout = TimeSpan.FromSeconds(10), time);
        using var good = await SocketClient.OpenAsync(room);
        using var late = await SocketClient.OpenAsync(room, init: false);
        foreach (var client in new[] { good, late })
        {
            await client.SendAsync("""{"type":"ping"}""");
            Assert.Equal("""{"type":"pong"}""", await client.ReadAsync());
        }

        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(4408, (await late.ClosedAsync()).Code);
        await good.SubscribeAsync("1", "{ echo }");
        Assert.Equal("""{"type":"next","id":"1","payload":{"data":{"echo":"NonFiction  "}}}""", await good.ReadAsync());
        Assert.Equal("""{"type":"complete","id":"1"}""", await good.ReadAsync());
    }

    [Fact]
    public async Task Mutations_and_errors_are_answered_and_their_ids_free_again()
    {
        await using var room = await Room.OnKestrelAsync();
        using var client = await SocketClient.OpenAsync(room);
        await client.SubscribeAsync("a", "mutation { borrow(input: {bookId: 1, notes: [{text: \"x\"}]}) { messages } }");
        Assert.Equal("""{"type":"next","id":"a","payload":{"data":{"borrow":{"messages":["x: "]}}}}""", await client.ReadAsync());
        Assert.Equal("""{"type":"complete","id":"a"}""", await client.ReadAsync());
        await client.SubscribeAsync("a", "{ echo");
        Assert.StartsWith("""{"type":"error","id":"a","payload":[{"message":"Error parsing query:""", await client.ReadAsync());
        await client.SubscribeAsync("a", "{ fail(politely: true) }");
        Assert.StartsWith("""{"type":"next","id":"a","payload":{"errors":[{"message":"'x' is not allowed.",""", await client.ReadAsync());
        Assert.Equal("""{"type":"complete","id":"a"}""", await client.ReadAsync());
    }

    [Fact]
    public async Task A_completed_subscription_is_cancelled_and_its_id_free_again()
    {
        await using var room = await Room.OnKestrelAsync();
        using var client = await SocketClient.OpenAsync(room);
        foreach (var name in new[] { "first", "second" })
        {
            await client.SubscribeAsync("1", $"subscription {{ wait(name: \"{name}\") }}");
            Assert.Equal($$$$"""{"type":"next","id":"1","payload":{"data":{"wait":"{{{{name}}}}"}}}""", await client.ReadAsync());
            await client.SendAsync("""{"type":"complete","id":"1"}""");
            await room.Watch.Told(name + " ended");
        }
    }

    [Fact]
    public async Task Operations_over_the_limit_are_refused_one_by_one()
    {
        await using var room = await Room.OnKestrelAsync();
        using var client = await SocketClient.OpenAsync(room);
        for (var i = 0; i < 200; i++) await client.SubscribeAsync($"{i}", $"subscription {{ wait(name: \"{i}\") }}");
        var answers = new List<string?>();
        while (answers.Count < 200) answers.Add(await client.ReadAsync());
        var refused = answers.Where(a => a!.StartsWith("{\"type\":\"error\"", StringComparison.Ordinal)).ToArray();
        Assert.Equal(150, refused.Length);
        Assert.Contains(
            """{"type":"error","id":"199","payload":[{"message":"50 operations run on this socket; complete one first.","extensions":{"code":"TOO_MANY_OPERATIONS"}}]}""",
            refused);

        await client.SendAsync("""{"type":"complete","id":"7"}""");
        await room.Watch.Told("7 ended");
        await client.SubscribeAsync("200", "{ echo }");
        Assert.StartsWith("""{"type":"next","id":"200",""", await client.ReadAsync());

        await client.CloseAsync();
        for (var i = 0; i < 50; i++) await room.Watch.Told($"{i} ended");
    }

    [Fact]
    public async Task What_ran_is_cancelled_when_the_client_goes_away()
    {
        await using var room = await Room.OnKestrelAsync();
        using var client = await SocketClient.OpenAsync(room);
        await client.SubscribeAsync("1", "{ linger }");
        await client.SubscribeAsync("2", "subscription { wait(name: \"w\") }");
        await room.Watch.Told("linger began");
        await client.ReadAsync();

        client.Abort();

        await room.Watch.Told("linger ended");
        await room.Watch.Told("w ended");
    }

    [Fact]
    public async Task A_slow_reader_slows_the_source()
    {
        await using var room = await Room.OnKestrelAsync();
        using var client = await SocketClient.OpenAsync(room);
        await client.SubscribeAsync("1", "subscription { flood }");
        for (var read = 1; read <= 50; read++)
        {
            Assert.NotNull(await client.ReadAsync());
            // What the two ends of a connection keep under way is some megabytes.
            Assert.InRange(room.Watch.Pulled, read, read + 20);
        }
    }

    [Fact]
    public async Task A_client_that_does_not_read_loses_the_socket()
    {
        await using var room = await Room.OnKestrelAsync(options => options.SocketSendTimeout = TimeSpan.FromMilliseconds(200));
        using var client = await SocketClient.OpenAsync(room);
        await client.SubscribeAsync("1", "subscription { flood }");
        await room.Watch.Told("flood ended");
        Assert.InRange(room.Watch.Pulled, 1, 20);
    }

    [Fact]
    public async Task A_server_that_stops_says_so()
    {
        await using var room = await Room.OnKestrelAsync();
        using var client = await SocketClient.OpenAsync(room);
        await client.SubscribeAsync("1", "subscription { wait(name: \"w\") }");
        await client.ReadAsync();
        var stopped = room.StopAsync();
        Assert.Equal((1001, "The server stops."), await client.ClosedAsync());
        await stopped.WaitAsync(TimeSpan.FromSeconds(10));
        await room.Watch.Told("w ended");
    }

    [Fact]
    public async Task Pages_of_other_sites_cannot_open_a_socket()
    {
        await using var room = await Room.OnKestrelAsync(options => options.AllowedOrigins.Add("https://friend.example"));
        var own = room.Address.GetLeftPart(UriPartial.Authority);
        foreach (var origin in new[] { own, "https://friend.example", null })
            (await SocketClient.OpenAsync(room, origin: origin)).Dispose();
        foreach (var origin in new[] { "http://evil.example", "null", "http://127.0.0.1:1", own + ".evil.example" })
        {
            var refused = await Assert.ThrowsAsync<WebSocketException>(() => SocketClient.OpenAsync(room, origin: origin));
            Assert.Contains("403", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_silent_socket_is_pinged_and_given_up_when_nobody_answers()
    {
        await using var room = await Room.OnKestrelAsync(options =>
            (options.KeepAliveInterval, options.SocketSendTimeout) = (TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200)));
        using var tcp = new TcpClient(room.Address.Host, room.Address.Port);
        var stream = tcp.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /graphql HTTP/1.1\r\nHost: {room.Address.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var received = new MemoryStream();
        // Ends when the server gives the connection up.
        try { await stream.CopyToAsync(received, patience.Token); }
        catch (IOException) { }
        var text = received.ToArray();
        var frames = text.AsSpan(text.AsSpan().IndexOf("\r\n\r\n"u8) + 4);
        Assert.Equal(0x89, frames[0]);
    }
}

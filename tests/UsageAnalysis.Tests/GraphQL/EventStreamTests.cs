using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace UsageAnalysis.Tests.GraphQL;

/// <summary>Answers as <c>text/event-stream</c>.</summary>
public sealed class EventStreamTests
{
    const string Events = "text/event-stream";
    const string Wait = "subscription { wait(name: \"w\") }";

    [Fact]
    public async Task Any_operation_is_answered_by_post_and_get()
    {
        await using var room = await Room.InMemoryAsync();
        foreach (var (query, expected) in new[]
        {
            ("{ echo }", "event: next\ndata: {\"data\":{\"echo\":\"NonFiction  \"}}\n\nevent: complete\ndata:\n\n"),
            ("subscription { count(to: 2) }",
                "event: next\ndata: {\"data\":{\"count\":1}}\n\nevent: next\ndata: {\"data\":{\"count\":2}}\n\nevent: complete\ndata:\n\n"),
        })
        {
            foreach (var method in new[] { HttpMethod.Post, HttpMethod.Get })
            {
                using var answer = await SendAsync(room, method, query, Events);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                Assert.Equal(Events, answer.Content.Headers.ContentType!.MediaType);
                Assert.True(answer.Headers.CacheControl!.NoStore);
                Assert.Equal(expected, await answer.Content.ReadAsStringAsync());
            }
        }
    }

    [Fact]
    public async Task A_refused_document_is_an_event_and_an_unreadable_request_is_not()
    {
        await using var room = await Room.InMemoryAsync();
        using var refused = await SendAsync(room, HttpMethod.Post, "{ nothing }", Events);
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Matches("^event: next\ndata: {\"errors\":.*}\n\nevent: complete\ndata:\n\n$", await refused.Content.ReadAsStringAsync());

        using var mutation = await SendAsync(room, HttpMethod.Get, "mutation{borrow(input:{bookId:1,notes:[]}){messages}}", Events);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, mutation.StatusCode);
        Assert.Equal("application/json", mutation.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/graphql-response+json")]
    [InlineData("application/json, text/event-stream;q=0")]
    public async Task A_subscription_that_may_not_be_a_stream_is_406(string accept)
    {
        await using var room = await Room.InMemoryAsync();
        using var answer = await SendAsync(room, HttpMethod.Post, Wait, accept);
        Assert.Equal(HttpStatusCode.NotAcceptable, answer.StatusCode);
        Assert.Contains("accept text/event-stream, or open a WebSocket", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/graphql-response+json, application/json, text/event-stream")]
    [InlineData("text/*")]
    [InlineData("*/*")]
    [InlineData(null)]
    public async Task A_subscription_is_a_stream_wherever_that_is_acceptable(string? accept)
    {
        await using var room = await Room.InMemoryAsync();
        using var answer = await SendAsync(room, HttpMethod.Post, "subscription { count(to: 1) }", accept);
        Assert.Equal(Events, answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_silent_stream_gives_signs_of_life()
    {
        var time = new FakeTimeProvider();
        await using var room = await Room.OnKestrelAsync(options => options.KeepAliveInterval = TimeSpan.FromSeconds(12), time);
        using var answer = await SendAsync(room, HttpMethod.Post, Wait, Events);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        Assert.Equal("event: next", await lines.ReadLineAsync());
        Assert.Equal("""data: {"data":{"wait":"w"}}""", await lines.ReadLineAsync());
        Assert.Equal("", await lines.ReadLineAsync());
        time.Advance(TimeSpan.FromSeconds(12));
        Assert.Equal(":", await lines.ReadLineAsync());
    }

    [Fact]
    public async Task A_slow_reader_slows_the_source_and_one_that_hangs_up_ends_it()
    {
        await using var room = await Room.OnKestrelAsync();
        using (var answer = await SendAsync(room, HttpMethod.Post, "subscription { flood }", Events))
        {
            var stream = await answer.Content.ReadAsStreamAsync();
            var megabyte = new byte[1 << 20];
            for (var read = 1; read <= 50; read++)
            {
                await stream.ReadExactlyAsync(megabyte);
                Assert.InRange(room.Watch.Pulled, read, read + 20);
            }
        }
        await room.Watch.Told("flood ended");
    }

    [Theory]
    [InlineData(Events)]
    [InlineData("application/json")]
    public async Task A_query_is_cancelled_when_its_client_hangs_up(string accept)
    {
        await using var room = await Room.OnKestrelAsync();
        using var patience = new CancellationTokenSource();
        var asked = Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            using var answer = await SendAsync(room, HttpMethod.Post, "{ linger }", accept, patience.Token);
            await answer.Content.ReadAsStringAsync(patience.Token);
        });
        await room.Watch.Told("linger began");
        await patience.CancelAsync();
        await asked;
        await room.Watch.Told("linger ended");
    }

    [Fact]
    public async Task A_server_that_stops_ends_its_streams_so_that_clients_come_back()
    {
        await using var room = await Room.OnKestrelAsync();
        using var answer = await SendAsync(room, HttpMethod.Post, Wait, Events);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        Assert.Equal("event: next", await lines.ReadLineAsync());
        var stopped = room.StopAsync();
        Assert.DoesNotContain("complete", await lines.ReadToEndAsync(), StringComparison.Ordinal);
        await stopped.WaitAsync(TimeSpan.FromSeconds(10));
        await room.Watch.Told("w ended");
    }

    static async Task<HttpResponseMessage> SendAsync(
        Room room, HttpMethod method, string query, string? accept, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(method, "/graphql");
        if (method == HttpMethod.Get) request.RequestUri = new("/graphql?query=" + Uri.EscapeDataString(query), UriKind.Relative);
        else request.Content = new StringContent(System.Text.Json.JsonSerializer.Serialize(new { query }), Encoding.UTF8, "application/json");
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        return await room.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }
}

using System.Diagnostics;
using System.Globalization;
using UsageAnalysis.Commands.Serve;
using UsageAnalysis.Ingest;
using UsageAnalysis.Tests.Commands;
using UsageAnalysis.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace UsageAnalysis.Tests.Graph;

/// <summary><c>subscription { eventLogged }</c>, over both transports.</summary>
public sealed class LiveTests(UsageApp app, ITestOutputHelper output) : IClassFixture<UsageApp>, IAsyncLifetime
{
    static int numbers;

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Who leaves, by whichever transport, leaves nothing behind; and the next test finds nobody listening.</summary>
    public Task DisposeAsync() => UntilListeningAsync(0);

    [Fact]
    public async Task An_event_reaches_the_subscribers_of_every_server_on_the_database()
    {
        const string Query = "subscription { eventLogged { senderId source user { login } package { name } eventType { name } } }";
        await using var other = UsageServer.Build(app.ConnectionString, "http://127.0.0.1:0", app.Time);
        await other.StartAsync();
        await using var stream = await LiveClient.StreamAsync(app.Address, Query);
        await using var socket = await LiveClient.SocketAsync(new Uri(other.Urls.Single()), Query);
        await UntilListeningAsync(2);

        var id = NewId();
        await app.LogAsync(Event(id, "ann", package: "Chem"));
        var expected = $$$"""
            {"senderId":"{{{id}}}","source":"audit","user":{"login":"ann"},"package":{"name":"Chem"},"eventType":{"name":"open"}}
            """;
        Assert.Equal(expected, (await stream.TakeAsync(1))[0].GetRawText());
        Assert.Equal(expected, (await socket.TakeAsync(1))[0].GetRawText());
    }

    [Fact]
    public async Task A_filter_lets_through_what_it_describes_and_nothing_else()
    {
        await using var live = await LiveClient.SocketAsync(app.Address,
            """
            subscription { eventLogged(where: { user: { login: { eq: "bob" } }, package: { name: { startsWith: "Bio" } } }) { senderId } }
            """);
        await UntilListeningAsync(1);
        var (first, second) = (NewId(), NewId());
        await app.LogAsync(Event(NewId(), "ann", "Bio"), Event(NewId(), "bob", "Chem"), Event(first, "bob", "Biology"), Event(NewId()));
        await app.LogAsync(Event(NewId(), "ann", "Bio"));
        await app.LogAsync(Event(second, "bob", "Bio"));
        Assert.Equal([first, second], (await live.TakeAsync(2)).Select(e => e.GetProperty("senderId").GetGuid()));
    }

    [Fact]
    public async Task A_batch_of_5000_arrives_whole_and_in_the_order_of_time()
    {
        await using var live = await LiveClient.StreamAsync(app.Address, "subscription { eventLogged { time } }");
        await UntilListeningAsync(1);
        var start = new DateTimeOffset(2026, 6, 16, 0, 0, 0, TimeSpan.Zero);
        var times = Enumerable.Range(0, 5_000).Select(i => start.AddMilliseconds(1_234.567 * i)).ToArray();
        var shuffled = times.ToArray();
        new Random(7).Shuffle(shuffled);
        await app.LogAsync([.. shuffled.Select(time => Event(NewId(), time: time))]);
        var arrived = (await live.TakeAsync(5_000)).Select(e => e.GetProperty("time").GetDateTimeOffset());
        Assert.Equal(times.Select(Microseconds), arrived.Select(Microseconds));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_subscriber_is_told_when_the_database_breaks_the_connection_and_can_subscribe_again(bool stream)
    {
        Task<LiveClient> SubscribeAsync() => stream
            ? LiveClient.StreamAsync(app.Address, "subscription { eventLogged { senderId } }")
            : LiveClient.SocketAsync(app.Address, "subscription { eventLogged { senderId } }");
        await using (var live = await SubscribeAsync())
        {
            await UntilListeningAsync(1);
            await using var kill = app.DataSource.CreateCommand(
                $"select pg_terminate_backend(pid) from pg_stat_activity where {Listeners}");
            await kill.ExecuteNonQueryAsync();
            var error = await live.FailAsync();
            Assert.Equal("SUBSCRIPTION_INTERRUPTED", error.GetProperty("extensions").GetProperty("code").GetString());
            Assert.Equal(
                "The database could not pass events on, so some may have been missed. "
                    + "Subscribe again, and ask `events` for what was stored in between.",
                error.GetProperty("message").GetString());
        }
        // A backend says goodbye before it is gone, and must not be taken for the one that listens next.
        await UntilListeningAsync(0);
        await using var again = await SubscribeAsync();
        await UntilListeningAsync(1);
        var id = NewId();
        await app.LogAsync(Event(id));
        Assert.Equal(id, (await again.TakeAsync(1))[0].GetProperty("senderId").GetGuid());
    }

    [Fact]
    public async Task A_subscriber_who_does_not_read_is_dropped_and_events_are_stored_as_fast_as_before()
    {
        var before = await TimeAsync();
        await using var live = await LiveClient.StreamAsync(app.Address, "subscription { eventLogged { senderId description } }");
        await UntilListeningAsync(1);
        var during = await TimeAsync();
        output.WriteLine(
            $"20,000 events took {before.TotalSeconds:0.00} s alone, {during.TotalSeconds:0.00} s beside a subscriber who does not read.");
        await TimeAsync();
        // Its connection goes although nobody has taken what was sent.
        await UntilListeningAsync(0);
        Assert.InRange(during, TimeSpan.Zero, 3 * before);
        var error = await live.FailAsync();
        Assert.Equal("SLOW_CONSUMER", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Matches(
            @"^2\d{4} events waited for this subscription, which is more than may, so it was ended\. Subscribe again with ",
            error.GetProperty("message").GetString());
    }

    /// <summary>How long it takes to log 20,000 events of 600 bytes.</summary>
    async Task<TimeSpan> TimeAsync()
    {
        var events = Enumerable.Range(0, 20_000).Select(_ => Event(NewId(), description: new string('x', 400))).ToArray();
        var start = Stopwatch.GetTimestamp();
        await app.LogAsync(events);
        return Stopwatch.GetElapsedTime(start);
    }

    const string Listeners = $"datname = current_database() and application_name = '{EventFeed.ApplicationName}'";

    /// <summary>Waits until so many servers listen; time passes meanwhile, as a server pauses after a failure.</summary>
    async Task UntilListeningAsync(long servers)
    {
        long listening = -1;
        await Eventually.GetAsync(() => $"{listening} servers listen.", async () =>
        {
            app.Time.Advance(TimeSpan.FromMilliseconds(100));
            await using var command = app.DataSource.CreateCommand(
                $"select count(*) from pg_stat_activity where {Listeners} and query like '%listen %' and state = 'idle'");
            return (listening = (long)(await command.ExecuteScalarAsync())!) == servers ? "" : null;
        });
    }

    static Guid NewId() => new(Interlocked.Increment(ref numbers), 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]);

    static Dictionary<string, object> Event(
        Guid id, string? user = null, string? package = null, DateTimeOffset? time = null, string? description = null)
    {
        var members = new Dictionary<string, object>
        {
            ["id"] = id,
            ["time"] = (time ?? new DateTimeOffset(2026, 6, 17, 10, 0, 0, TimeSpan.Zero)).ToString("O", CultureInfo.InvariantCulture),
            ["source"] = "audit",
            ["type"] = "open",
        };
        foreach (var (name, value) in new[] { ("user", user), ("package", package), ("description", description) })
        {
            if (value is not null)
            {
                members[name] = value;
            }
        }
        return members;
    }

    static long Microseconds(DateTimeOffset time) => time.UtcTicks / TimeSpan.TicksPerMicrosecond;
}

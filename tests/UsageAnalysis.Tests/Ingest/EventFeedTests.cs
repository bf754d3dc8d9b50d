using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using UsageAnalysis.Data;
using UsageAnalysis.Ingest;
using UsageAnalysis.Tests.Commands;
using Xunit;
using static UsageAnalysis.Tests.Ingest.Samples;

namespace UsageAnalysis.Tests.Ingest;

public sealed class EventFeedTests : IngestTest
{
    readonly FakeTimeProvider time = new();

    EventFeed NewFeed(int capacity = 20_000, string? connectionString = null) =>
        new(connectionString ?? ConnectionString, new IngestOptions { FeedEvents = capacity }, time, NullLogger<EventFeed>.Instance);

    [Fact]
    public async Task A_batch_of_any_size_reaches_every_feed_on_the_database_whole_and_in_the_order_of_time()
    {
        await using var here = NewFeed();
        await using var there = NewFeed();
        using var first = await here.SubscribeAsync(default);
        using var second = await there.SubscribeAsync(default);
        await using var writer = NewWriter();
        var shuffled = Events(5_000).ToArray();
        new Random(7).Shuffle(shuffled);
        await writer.WriteAsync(shuffled, default);
        var expected = await StoredAsync();
        Assert.Equal(5_000, expected.Count);
        Assert.Equal(expected, await ReadAsync(first, 5_000));
        Assert.Equal(expected, await ReadAsync(second, 5_000));
    }

    [Fact]
    public async Task Only_what_was_stored_is_announced_and_only_once()
    {
        await using var feed = NewFeed();
        await using var writer = NewWriter();
        await writer.WriteAsync(Events(10), default);
        using var subscription = await feed.SubscribeAsync(default);
        await writer.WriteAsync([.. Events(12), Event(12), Event(13) with { Description = "\0" }, Event(14)], default);
        await writer.WriteAsync(Events(14), default);
        await writer.WriteAsync([Event(15)], default);
        // 13 was refused at first, and is stored in the end like any other.
        Assert.Equal([11, 12, 14, 13, 15], (await ReadAsync(subscription, 5)).Select(e => NumberOf(e.Id)));
    }

    [Fact]
    public async Task Nothing_is_announced_when_the_transaction_fails_at_its_very_end()
    {
        await using var feed = NewFeed();
        await using var writer = NewWriter();
        using var subscription = await feed.SubscribeAsync(default);
        await ExecuteAsync(
            """
            create function refuse() returns trigger language plpgsql as $$ begin raise 'not now' using errcode = 'XX000'; end $$;
            create constraint trigger refuse after insert on sessions deferrable initially deferred for each row execute function refuse()
            """);
        await Assert.ThrowsAsync<PostgresException>(() => writer.WriteAsync(Events(10), default));
        await ExecuteAsync("drop trigger refuse on sessions");
        await writer.WriteAsync([Event(11)], default);
        Assert.Equal([11], (await ReadAsync(subscription, 1)).Select(e => NumberOf(e.Id)));
    }

    [Fact]
    public async Task Who_subscribes_waits_for_transactions_that_saw_nobody_and_misses_nothing_after_them()
    {
        await ExecuteAsync(
            """
            create function wait() returns trigger language plpgsql
            as $$ begin perform pg_advisory_xact_lock_shared(42); return null; end $$;
            create constraint trigger wait after insert on sessions deferrable initially deferred for each row execute function wait()
            """);
        await using var feed = NewFeed();
        await using var writer = NewWriter();
        await using var holder = await DataSource.OpenConnectionAsync();
        await using var hold = new NpgsqlCommand("select pg_advisory_lock(42)", holder);
        await hold.ExecuteNonQueryAsync();
        var writing = writer.WriteAsync([Event(1)], default);
        await UntilWaitingAsync("commit");
        var subscribing = feed.SubscribeAsync(default);
        await UntilWaitingAsync("select pg_advisory_lock_shared%");
        Assert.False(subscribing.IsCompleted);
        hold.CommandText = "select pg_advisory_unlock(42)";
        await hold.ExecuteNonQueryAsync();
        await writing;
        using var subscription = await subscribing;
        await writer.WriteAsync([Event(2)], default);
        Assert.Equal([2], (await ReadAsync(subscription, 1)).Select(e => NumberOf(e.Id)));
    }

    [Fact]
    public async Task A_slow_subscriber_is_dropped_and_its_neighbour_misses_nothing()
    {
        await using var feed = NewFeed(capacity: 1_000);
        await using var writer = NewWriter();
        using var slow = await feed.SubscribeAsync(default);
        using var fast = await feed.SubscribeAsync(default);
        for (var first = 1; first < 4_000; first += 500)
        {
            await writer.WriteAsync(Events(500, first), default);
            Assert.Equal(500, (await ReadAsync(fast, 500)).Count);
        }
        var dropped = await Assert.ThrowsAsync<SubscriberTooSlowException>(() => ReadAsync(slow, 1));
        Assert.InRange(dropped.Waiting, 1_001, 1_214);
    }

    [Fact]
    public async Task Subscribers_share_one_connection_which_ends_when_the_last_has_left()
    {
        await using var feed = NewFeed();
        Assert.Equal(0, await ConnectionsAsync());
        var first = await feed.SubscribeAsync(default);
        var second = await feed.SubscribeAsync(default);
        Assert.Equal(1, await ConnectionsAsync());
        first.Dispose();
        await using var writer = NewWriter();
        await writer.WriteAsync([Event(1)], default);
        Assert.Single(await ReadAsync(second, 1));
        second.Dispose();
        await UntilNobodyListensAsync();
    }

    [Fact]
    public async Task The_connection_ends_when_the_last_subscriber_is_dropped()
    {
        await using var feed = NewFeed(capacity: 10);
        await using var writer = NewWriter();
        using var slow = await feed.SubscribeAsync(default);
        await writer.WriteAsync(Events(11), default);
        await UntilNobodyListensAsync();
        using var again = await feed.SubscribeAsync(default);
        await writer.WriteAsync([Event(12)], default);
        Assert.Single(await ReadAsync(again, 1));
    }

    [Fact]
    public async Task A_subscriber_is_told_when_the_connection_breaks_and_can_subscribe_again()
    {
        await using var feed = NewFeed();
        await using var writer = NewWriter();
        using var subscription = await feed.SubscribeAsync(default);
        await writer.WriteAsync([Event(1)], default);
        Assert.Single(await ReadAsync(subscription, 1));
        await ExecuteAsync($"select pg_terminate_backend(pid) from pg_stat_activity where {Listeners}");
        await Assert.ThrowsAsync<FeedInterruptedException>(() => ReadAsync(subscription, 1));

        using var again = await AfterPausesAsync(feed.SubscribeAsync(default), TimeSpan.FromSeconds(0.5));
        await writer.WriteAsync([Event(2)], default);
        Assert.Equal([2], (await ReadAsync(again, 1)).Select(e => NumberOf(e.Id)));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_fails_the_subscription_and_is_asked_more_and_more_rarely()
    {
        await using var feed = NewFeed(connectionString: "Host=127.0.0.1;Port=1;Username=nobody");
        foreach (var pause in (double[])[0, 0.5, 1, 2, 4, 8, 16, 30, 30])
        {
            var failed = await AfterPausesAsync(
                Assert.ThrowsAsync<NpgsqlException>(() => feed.SubscribeAsync(default)), TimeSpan.FromSeconds(pause));
            Assert.True(failed.IsTransient);
        }
    }

    [Fact]
    public async Task Who_gives_up_while_subscribing_leaves_nothing_behind()
    {
        await using var feed = NewFeed();
        using var impatient = new CancellationTokenSource();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => feed.SubscribeAsync(impatient.Token));
        await UntilNobodyListensAsync();
        using var subscription = await feed.SubscribeAsync(default);
        Assert.Equal(1, await ConnectionsAsync());
    }

    [Fact]
    public async Task A_stranger_on_the_channel_disturbs_nobody()
    {
        await using var feed = NewFeed();
        await using var writer = NewWriter();
        using var subscription = await feed.SubscribeAsync(default);
        await ExecuteAsync("select pg_notify('usage_events_1', text) from unnest(array['x', 'AAAA', repeat('/', 112)]) as text");
        await writer.WriteAsync([Event(1)], default);
        Assert.Equal([1], (await ReadAsync(subscription, 1)).Select(e => NumberOf(e.Id)));
    }

    [Fact]
    public async Task A_server_that_could_not_announce_what_it_stored_interrupts_the_subscribers_of_all()
    {
        await using var feed = NewFeed();
        await using var writer = NewWriter();
        using var subscription = await feed.SubscribeAsync(default);
        await writer.WriteAsync([Event(1)], default);
        await ExecuteAsync("select pg_notify('usage_events_1', '')");
        Assert.Single(await ReadAsync(subscription, 1));
        await Assert.ThrowsAsync<FeedInterruptedException>(() => ReadAsync(subscription, 1));
        using var again = await feed.SubscribeAsync(default);
        await writer.WriteAsync([Event(2)], default);
        Assert.Equal([2], (await ReadAsync(again, 1)).Select(e => NumberOf(e.Id)));
    }

    [Fact]
    public async Task A_feed_that_closes_tells_its_subscribers()
    {
        var feed = NewFeed();
        using var subscription = await feed.SubscribeAsync(default);
        await feed.DisposeAsync();
        await Assert.ThrowsAsync<FeedInterruptedException>(() => ReadAsync(subscription, 1));
        await Assert.ThrowsAsync<FeedInterruptedException>(() => feed.SubscribeAsync(default));
        Assert.Equal(0, await ConnectionsAsync());
    }

    [Fact]
    public async Task Who_waits_for_the_connection_is_told_too_when_the_feed_closes()
    {
        var feed = NewFeed(connectionString: "Host=127.0.0.1;Port=1;Username=nobody");
        await Assert.ThrowsAsync<NpgsqlException>(() => feed.SubscribeAsync(default));
        // No time passes, so this waits for the next attempt.
        var waiting = feed.SubscribeAsync(default);
        await feed.DisposeAsync();
        await Assert.ThrowsAsync<FeedInterruptedException>(() => waiting);
    }

    const string Listeners = $"datname = current_database() and application_name = '{EventFeed.ApplicationName}'";

    Task<long> ConnectionsAsync() => CountAsync($"pg_stat_activity where {Listeners}");

    async Task UntilWaitingAsync(string statement)
    {
        var waiting = $"pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ilike '{statement}'";
        await Eventually.GetAsync(() => $"No \"{statement}\" waits.", async () => await CountAsync(waiting) > 0 ? "" : null);
    }

    async Task UntilNobodyListensAsync() => await Eventually.GetAsync(
        () => "A connection still listens.", async () => await ConnectionsAsync() == 0 ? "" : null);

    /// <summary>Lets time pass until the task is done, which must take that long at least.</summary>
    async Task<T> AfterPausesAsync<T>(Task<T> task, TimeSpan pause)
    {
        var passed = TimeSpan.Zero;
        while (!task.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(10));
            passed += TimeSpan.FromMilliseconds(10);
            await Task.Yield();
        }
        Assert.True(passed >= pause, $"It took {passed}, not {pause}.");
        return await task;
    }

    static async Task<List<EventIdentity>> ReadAsync(EventSubscription subscription, int count)
    {
        var events = new List<EventIdentity>();
        await foreach (var more in subscription.ReadAllAsync(default))
        {
            events.AddRange(more);
            if (events.Count >= count)
            {
                break;
            }
        }
        return events;
    }

    async Task<List<EventIdentity>> StoredAsync()
    {
        var events = new List<EventIdentity>();
        await using var command = DataSource.CreateCommand("select user_id, event_time, id from events order by event_time");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            events.Add(new EventIdentity(reader.GetInt32(0), reader.GetDateTime(1), reader.GetGuid(2)));
        }
        return events;
    }

    static int NumberOf(Guid id) => int.Parse(id.ToString()[..8], System.Globalization.NumberStyles.HexNumber, null);
}

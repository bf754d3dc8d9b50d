using Npgsql;
using UsageAnalysis.Ingest;
using UsageAnalysis.Ingest.Retention;
using UsageAnalysis.Ingest.Rollups;
using Xunit;
using static UsageAnalysis.Tests.Ingest.Samples;

namespace UsageAnalysis.Tests.Ingest;

/// <summary>Dropping events by age: what goes, what stays, and that nothing comes back.</summary>
public sealed class RetentionTests : IngestTest
{
    static readonly DateTime March = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    static readonly DateTime[] Times = [March.AddYears(-20), March.AddMonths(-3), March.AddMonths(-1), March.AddTicks(-10), March, March.AddDays(40)];

    [Fact]
    public async Task Whole_months_go_and_what_was_counted_of_them_stays()
    {
        await WriteAsync();
        var counted = await CountedAsync();
        var kept = await CountAsync($"events where event_time >= '{March:O}'");

        var listed = await NewRetention().ListAsync(March, default);
        var dropped = await DropAsync(March);

        Assert.Equal(["before 2015", "2025-12", "2026-02"], dropped.Select(month => month.Name));
        Assert.Equal(dropped.Select(month => month.Name), listed.Select(month => month.Name));
        Assert.Equal([10, 10, 20], listed.Select(month => month.Events));
        Assert.All(listed, month => Assert.True(month.Bytes > 0));
        Assert.Equal(kept, await CountAsync("events"));
        Assert.Equal(kept, await CountAsync("(select distinct user_id, event_time, event_id from event_entities) t"));
        Assert.Equal(counted, await CountedAsync());
        Assert.Equal(kept, await NumberAsync("select sum(kept) from user_activity"));
        Assert.Equal(40, await NumberAsync("select sum(dropped) from user_activity"));
        Assert.Equal(March, await ScalarAsync("select events_since from retention"));
    }

    [Fact]
    public async Task A_replay_of_what_was_dropped_is_refused_with_the_reason_and_changes_nothing_at_all()
    {
        await WriteAsync();
        await DropAsync(March);
        var contents = await ContentsAsync();
        await using var fresh = NewWriter();

        var outcomes = await fresh.WriteAsync(Batch(), default);
        var strangers = await fresh.WriteAsync(
            [Event(9000) with { Time = March.AddTicks(-10), User = "never-seen", Groups = ["unheard"], Function = "New:one" }], default);

        Assert.Equal(
            Batch().Select(e => e.Time < March ? RecordStatus.Rejected : RecordStatus.Duplicate), outcomes.Select(outcome => outcome.Status));
        var refused = Assert.Single(strangers);
        Assert.Equal(RecordStatus.Rejected, refused.Status);
        Assert.Contains("2026-02-28T23:59:59.999999Z is before 2026-03-01T00:00:00Z", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(contents, await ContentsAsync());
    }

    [Fact]
    public async Task A_writer_that_knew_a_month_before_it_was_dropped_does_not_make_it_again()
    {
        await using var writer = NewWriter();
        await writer.WriteAsync(Batch(), default);
        await DropAsync(March);

        var outcomes = await writer.WriteAsync([Event(5000) with { Time = Times[1] }, Event(5001) with { Time = March }], default);

        Assert.Equal([RecordStatus.Rejected, RecordStatus.Stored], outcomes.Select(outcome => outcome.Status));
        Assert.Equal(0, await CountAsync("pg_class where relname in ('events_2025_12', 'event_entities_2025_12', 'events_before_2015')"));
    }

    [Fact]
    public async Task Whatever_is_sent_while_months_are_dropped_is_counted_once_or_refused()
    {
        LoggedEvent[][] batches = [.. Enumerable.Range(0, 12).Select(i => Events(50, 1 + (50 * i))
            .Select((e, n) => e with { Time = Times[n % Times.Length].AddSeconds(e.Time.Second) }).ToArray())];
        await using var one = NewWriter();
        await using var other = NewWriter();
        var counted = new HashSet<(string?, DateTime, Guid)>();
        async Task SendAsync(EventWriter writer)
        {
            foreach (var batch in batches.Concat(batches))
            {
                var outcomes = await writer.WriteAsync(batch, default);
                lock (counted)
                {
                    counted.UnionWith(batch.Zip(outcomes).Where(sent => sent.Second.Status == RecordStatus.Stored)
                        .Select(sent => (sent.First.User, sent.First.Time, sent.First.Id)));
                }
            }
        }

        var sending = Task.WhenAll(SendAsync(one), SendAsync(other));
        await DropAsync(March.AddMonths(-3));
        await DropAsync(March.AddMonths(-1));
        await DropAsync(March);
        await sending;

        Assert.Equal(counted.Count, await NumberAsync("select sum(events) from usage_quarter_hours"));
        Assert.Equal(counted.Count, await NumberAsync("select sum(events) from usage_type_weeks"));
        Assert.Equal(counted.Count, await NumberAsync("select sum(events) from user_activity"));
        Assert.Equal(counted.Count(e => e.Item2 >= March), await CountAsync("events"));
        Assert.Equal(await CountAsync("events"), await NumberAsync("select sum(kept) from user_activity"));
        Assert.Equal(0, await CountAsync($"events where event_time < '{March:O}'"));
    }

    [Fact]
    public async Task A_batch_that_is_being_written_is_finished_first_and_the_next_one_sees_the_floor_moved()
    {
        await using var writer = NewWriter();
        await writer.WriteAsync(Batch(), default);
        await using var blocker = await DataSource.OpenConnectionAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await using (var block = new NpgsqlCommand("lock table usage_quarter_hours in share mode", blocker))
        {
            await block.ExecuteNonQueryAsync();
        }
        var late = Event(7000) with { Time = Times[1], User = "new-user" };
        var writing = writer.WriteAsync([late], default);
        await WaitingAsync(writing);

        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => NewRetention(new RetentionOptions { MaxAttempts = 1, LockTimeout = TimeSpan.FromMilliseconds(50) }).DropAsync(March, _ => { }, default));
        await transaction.RollbackAsync();

        Assert.Equal(PostgresErrorCodes.LockNotAvailable, refused.SqlState);
        Assert.Equal(RecordStatus.Stored, Assert.Single(await writing).Status);
        await DropAsync(March);
        Assert.Equal(RecordStatus.Rejected, Assert.Single(await writer.WriteAsync([late], default)).Status);
        Assert.Equal(61, await NumberAsync("select sum(events) from user_activity"));
    }

    [Fact]
    public async Task A_month_that_a_batch_makes_while_the_drop_waits_for_it_goes_too()
    {
        await using var writer = NewWriter();
        await using var other = NewWriter();
        await writer.WriteAsync([Event(1) with { Time = March }], default);
        await other.WriteAsync([Event(1) with { Time = March }], default);
        await using var blocker = await DataSource.OpenConnectionAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await using (var block = new NpgsqlCommand("lock table usage_quarter_hours in share mode", blocker))
        {
            await block.ExecuteNonQueryAsync();
        }
        var writing = writer.WriteAsync([Event(2) with { Time = March }], default);
        await WaitingAsync(writing);
        // It waits for that batch; the next batch of another writer makes a month of its own and stands behind it.
        var dropping = DropAsync(March);
        var making = other.WriteAsync([Event(3) with { Time = Times[1] }], default);
        while (await CountAsync("pg_class where relname = 'events_2025_12'") == 0)
        {
            Assert.False(dropping.IsCompleted);
        }
        await transaction.RollbackAsync();
        await writing;
        await dropping;

        var made = Assert.Single(await making).Status;
        Assert.Equal(0, await CountAsync("pg_class where relname = 'events_2025_12'"));
        Assert.Equal(2, await CountAsync("events"));
        Assert.Equal(made == RecordStatus.Stored ? 3 : 2, await NumberAsync("select sum(events) from usage_type_days"));
        Assert.Equal(2, await NumberAsync("select sum(kept) from user_activity"));
    }

    [Fact]
    public async Task Servers_that_drop_at_once_note_it_once_and_an_earlier_cut_off_moves_nothing_back()
    {
        await WriteAsync();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => DropAsync(March)));
        Assert.Equal(40, await NumberAsync("select sum(dropped) from user_activity"));
        var contents = await ContentsAsync();

        Assert.Empty(await DropAsync(March.AddMonths(-2)));
        Assert.Empty(await DropAsync(March.AddYears(-50)));

        Assert.Equal(contents, await ContentsAsync());
    }

    [Fact]
    public async Task What_was_dropped_is_neither_verified_nor_rebuilt()
    {
        await WriteAsync();
        await DropAsync(March);
        var contents = await ContentsAsync();
        var verdict = await new RollupCheck(DataSource, new(null, null), (_, _) => { }).RunAsync(100, found => Assert.Fail($"{found}"), default);
        var repairs = await new RollupRebuild(DataSource, new(null, null), (_, _) => { }).RunAsync(default);

        Assert.Equal((0, March.AddDays(1)), (verdict.Differences, verdict.VerifiableSince));
        Assert.Empty(repairs.Repaired);
        var later = new RollupRange(new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 8));
        Assert.Null((await new RollupCheck(DataSource, later, (_, _) => { }).RunAsync(0, _ => { }, default)).VerifiableSince);
        Assert.Equal(contents, await ContentsAsync());

        await ExecuteAsync($"update usage_type_days set events = events + 1 where bucket >= '{March.AddDays(1):O}'");
        await ExecuteAsync("update user_activity set events = 1000, last_event_at = last_event_at + interval '1 s'");
        Assert.True((await new RollupCheck(DataSource, new(null, null), (_, _) => { }).RunAsync(0, _ => { }, default)).Differences > 1);
    }

    /// <summary>Ten events at each of the times.</summary>
    static LoggedEvent[] Batch() => [.. Events(60).Select((e, i) => e with { Time = Times[i % Times.Length], Session = Uuid(1_000_000 + (i % 6)) })];

    async Task WriteAsync()
    {
        await using var writer = NewWriter();
        Assert.All(await writer.WriteAsync(Batch(), default), outcome => Assert.Equal(RecordStatus.Stored, outcome.Status));
    }

    EventRetention NewRetention(RetentionOptions? options = null) =>
        new(DataSource, options ?? new RetentionOptions { MaxAttempts = 1_000, Pause = TimeSpan.Zero }, TimeProvider.System);

    async Task<List<DroppedPartition>> DropAsync(DateTime cutoff)
    {
        var dropped = new List<DroppedPartition>();
        await NewRetention().DropAsync(cutoff, dropped.Add, default);
        return dropped;
    }

    /// <summary>Everything but the log itself, and the note of what is gone.</summary>
    async Task<Dictionary<string, string>> CountedAsync()
    {
        var contents = await ContentsAsync();
        foreach (var table in new[] { "events", "event_entities", "retention", "registry_version", "user_activity" })
        {
            contents.Remove(table);
        }
        contents["activity"] = (string)(await ScalarAsync("""
            select string_agg(concat_ws(' ', event_type_id, user_id, events, errors, first_event_at, last_event_at), ',' order by event_type_id, user_id)
            from user_activity
            """))!;
        return contents;
    }

    /// <summary>Until a batch waits for a lock.</summary>
    async Task WaitingAsync(Task writing)
    {
        while (await NumberAsync("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") == 0)
        {
            Assert.False(writing.IsCompleted, $"{writing.Status}: {writing.Exception}");
        }
    }
}

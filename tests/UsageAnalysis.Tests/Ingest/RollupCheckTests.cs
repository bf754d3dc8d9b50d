using CsCheck;
using Npgsql;
using UsageAnalysis.Ingest;
using UsageAnalysis.Ingest.Rollups;
using Xunit;
using static UsageAnalysis.Tests.Ingest.Samples;

namespace UsageAnalysis.Tests.Ingest;

/// <summary>Whether a difference between what is kept and what the events say is found, and made to go away.</summary>
public sealed class RollupCheckTests : IngestTest
{
    static readonly RollupRange Everything = new(null, null);

    // Every column that is counted; how a number of it is made another one.
    static readonly (string Table, string Column, string Other)[] Numbers =
    [
        .. from table in new[]
            {
                "usage_quarter_hours", "usage_user_days", "usage_session_days", "usage_user_weeks", "usage_user_four_weeks",
                "usage_package_days", "usage_day_totals", "usage_quarter_hour_totals", "usage_type_days", "usage_type_weeks",
            }
            from column in new[] { "events", "errors", "timed", "duration_us", "max_duration_us" }
            select (table, column, $"coalesce({column}, 0) + 1"),
        ("usage_package_days", "users", "set_bit(users, 4000, 1)"), ("usage_day_totals", "users", "set_bit(users, 4000, 1)"),
        ("usage_quarter_hour_totals", "users", "set_bit(users, 4000, 1)"),
        ("usage_type_days", "durations", "coalesce(durations, 0) + 1"),
        ("usage_type_weeks", "durations", "coalesce(durations, 0) * 2 + 1"),
        ("usage_path_days", "events", "events + 1"), ("usage_path_days", "first_event_at", "first_event_at - interval '1 us'"),
        ("usage_path_days", "last_event_at", "last_event_at + interval '1 us'"), ("user_activity", "events", "events - 1"), ("user_activity", "errors", "errors + 1"),
        ("user_activity", "first_event_at", "first_event_at - interval '1 us'"), ("user_activity", "last_event_at", "last_event_at + interval '1 us'"),
        ("sessions", "events", "events + 2"), ("sessions", "errors", "errors + 1"),
        ("sessions", "started_at", "started_at + interval '1 us'"), ("sessions", "last_event_at", "last_event_at - interval '1 us'"),
        ("users", "first_event_at", "first_event_at + interval '1 us'"), ("users", "last_event_at", "last_event_at + interval '1 day'"),
    ];

    [Fact]
    public async Task Any_number_that_is_changed_is_found_alone_and_rebuilding_puts_it_right()
    {
        await WriteAsync();
        Assert.Empty(await FoundAsync());
        var contents = await ContentsAsync();
        await Gen.Select(Gen.Int[0, Numbers.Length - 1], Gen.Int[0, 1_000_000]).SampleAsync(async (number, row) =>
        {
            var (table, column, other) = Numbers[number];
            var rows = table == "users" ? "users where id <> 0" : table;
            var count = await CountAsync(rows);
            await ExecuteAsync($"update {table} set {column} = {other} where ctid = (select ctid from {rows} order by ctid offset {row % count} limit 1)");

            var found = Assert.Single(await FoundAsync());

            Assert.Equal(table, found.Table);
            Assert.StartsWith(column + ' ', found.Stored, StringComparison.Ordinal);
            Assert.StartsWith(column + ' ', found.Recounted, StringComparison.Ordinal);
            Assert.NotEqual(found.Stored, found.Recounted);
            var repairs = await RebuildAsync();
            Assert.Equal(new Dictionary<string, long> { [table] = 1 }, repairs.Repaired);
            Assert.Equal(contents, await ContentsButVersionAsync(contents));
        }, iter: 60, threads: 1);
    }

    [Theory]
    [InlineData("usage_quarter_hours")]
    [InlineData("usage_user_days")]
    [InlineData("usage_session_days")]
    [InlineData("usage_user_weeks")]
    [InlineData("usage_user_four_weeks")]
    [InlineData("usage_package_days")]
    [InlineData("usage_day_totals")]
    [InlineData("usage_quarter_hour_totals")]
    [InlineData("usage_path_days")]
    [InlineData("usage_type_days")]
    [InlineData("usage_type_weeks")]
    [InlineData("user_activity")]
    [InlineData("sessions")]
    public async Task A_row_that_lacks_or_that_nobody_counted_is_found_and_put_right(string table)
    {
        await WriteAsync();
        var contents = await ContentsAsync();
        await ExecuteAsync($"delete from {table} where ctid = (select ctid from {table} limit 1)");
        await ExecuteAsync(table switch
        {
            "usage_package_days" => "insert into usage_package_days select bucket, package_id, 77, events, errors, timed, duration_us, max_duration_us, users from usage_package_days limit 1",
            "usage_day_totals" or "usage_quarter_hour_totals" =>
                $"insert into {table} select bucket, 77, events, errors, timed, duration_us, max_duration_us, users from {table} limit 1",
            "usage_type_days" or "usage_type_weeks" => $"insert into {table} select bucket + interval '35 days', event_type_id, 5, 1, 0, 0, 0, null, null from {table} limit 1",
            "sessions" => $"insert into sessions select user_id, '{Uuid(7)}', started_at, last_event_at, events, errors from sessions limit 1",
            _ => $"create temp table stray as select * from {table} limit 1; update stray set user_id = 99; " +
                (table == "user_activity" ? "insert into user_activity select event_type_id, 99, events, errors, first_event_at, last_event_at from stray"
                    : $"insert into {table} select * from stray"),
        });

        var found = await FoundAsync();

        Assert.Equal([table, table], found.Select(difference => difference.Table));
        Assert.Single(found, difference => difference.Stored is null && difference.Recounted is not null);
        Assert.Single(found, difference => difference.Recounted is null && difference.Stored is not null);
        Assert.Equal(2, (await RebuildAsync()).Repaired[table]);
        Assert.Empty(await FoundAsync());
        Assert.Empty(await DifferencesAsync());
        if (table != "sessions") // Client and version are told by senders alone.
        {
            Assert.Equal(contents, await ContentsButVersionAsync(contents));
        }
    }

    [Fact]
    public async Task Only_the_weeks_that_are_asked_for_are_looked_at_and_all_differences_are_counted_though_few_are_shown()
    {
        await using (var writer = NewWriter())
        {
            await writer.WriteAsync([.. Events(60), .. Events(60).Select(e => e with { Time = e.Time.AddDays(70) })], default);
        }
        await ExecuteAsync("update usage_user_days set events = events + 1");
        var all = await CountAsync("usage_user_days");
        var early = await CountAsync("usage_user_days where bucket < '2026-04-01Z'");
        async Task<(RollupVerdict Verdict, int Told)> VerifyAsync(RollupRange range)
        {
            var told = new List<RollupDifference>();
            return (await new RollupCheck(DataSource, range, (_, _) => { }).RunAsync(2, told.Add, default), told.Count);
        }

        Assert.Equal((new RollupVerdict(2, all, null), 2), await VerifyAsync(Everything));
        Assert.Equal((new RollupVerdict(1, early, null), 2), await VerifyAsync(new RollupRange(null, new DateOnly(2026, 3, 2))));
        Assert.Equal((new RollupVerdict(1, all - early, null), 2), await VerifyAsync(new RollupRange(new DateOnly(2026, 5, 17), null)));
        Assert.Equal((new RollupVerdict(0, 0, null), 0), await VerifyAsync(new RollupRange(new DateOnly(2026, 4, 1), new DateOnly(2026, 4, 30))));
    }

    [Fact]
    public async Task Rebuilding_waits_for_a_batch_that_is_counted_and_not_yet_committed()
    {
        await WriteAsync();
        await ExecuteAsync("update usage_quarter_hours set events = events + 3; update usage_user_days set errors = errors + 1");
        await using var holder = await DataSource.OpenConnectionAsync();
        await using var holding = await holder.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("select from sessions for update", holder))
        {
            await hold.ExecuteNonQueryAsync();
        }
        await using var writer = NewWriter();
        // The writer comes to the sessions when it has counted everything else.
        var writing = writer.WriteAsync([.. Events(200).Select(e => e with { Id = Guid.NewGuid() })], default);
        await WaitersAsync(1);
        var rebuilding = RebuildAsync();
        await WaitersAsync(2);
        await holding.RollbackAsync();

        Assert.All(await writing, outcome => Assert.Equal(RecordStatus.Stored, outcome.Status));
        await rebuilding;
        Assert.Empty(await DifferencesAsync());
        Assert.Equal(470, await CountAsync("events"));

        async Task WaitersAsync(int count)
        {
            const string Waiters = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
            while (await NumberAsync(Waiters) < count)
            {
                Assert.False(writing.IsCompleted);
            }
        }
    }

    [Fact]
    public async Task Rebuilding_while_events_are_stored_loses_and_doubles_none_and_readers_always_see_right_totals()
    {
        await WriteAsync();
        await using var one = NewWriter();
        await using var other = NewWriter();
        using var stop = new CancellationTokenSource();
        var batches = 0;
        async Task HammerAsync(EventWriter writer, int first)
        {
            for (; !stop.IsCancellationRequested; first += 30)
            {
                await writer.WriteAsync([.. Events(40, first), .. Events(10, first).Select(e => e with { Time = e.Time.AddDays(-20) })], default);
                Interlocked.Increment(ref batches);
            }
        }

        // The broken table is not among those that readers sum up, so that these are right at every moment.
        async Task<int> ReadAsync()
        {
            var reads = 0;
            for (; !stop.IsCancellationRequested; reads++)
            {
                Assert.Equal("t", await ScalarAsync("""
                    select case when (select count(*) from events) = all (array[
                      (select sum(events) from usage_type_days), (select sum(events) from usage_session_days), (select sum(events) from user_activity)])
                    then 't' else 'f' end
                    """));
            }
            return reads;
        }

        var hammers = Task.WhenAll(HammerAsync(one, 10_000), HammerAsync(other, 10_015), HammerAsync(other, 900_000));
        var reading = ReadAsync();
        for (var round = 0; round < 6; round++)
        {
            var before = Volatile.Read(ref batches);
            await ExecuteAsync("update usage_quarter_hours set events = events + 3 where event_type_id % 2 = 0");
            await ExecuteAsync("delete from usage_user_weeks where user_id % 2 = 0");
            await RebuildAsync();
            while (Volatile.Read(ref batches) <= before)
            {
                await Task.Yield();
            }
        }
        await stop.CancelAsync();
        await hammers;
        Assert.True(await reading > 0);
        await RebuildAsync();

        Assert.Empty(await FoundAsync());
        Assert.Empty(await DifferencesAsync());
    }

    [Fact]
    public async Task Verifying_beside_writers_finds_nothing()
    {
        await using var writer = NewWriter();
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var first = 1; !stop.IsCancellationRequested; first += 50)
            {
                await writer.WriteAsync(Events(80, first), default);
            }
        });
        for (var round = 0; round < 10; round++)
        {
            Assert.Empty(await FoundAsync());
        }
        await stop.CancelAsync();
        await writing;
    }

    async Task WriteAsync()
    {
        await using var writer = NewWriter();
        await writer.WriteAsync([.. Events(200), .. Events(40).Select(e => e with { Time = e.Time.AddDays(-33), Error = null })], default);
        await writer.WriteAsync(
            [.. Events(30, first: 300).Select((e, i) => e with { Source = "usage", Type = "menu click", Description = $"File / Recent {i} / {i % 2 == 0}" })], default);
    }

    async Task<List<RollupDifference>> FoundAsync()
    {
        var told = new List<RollupDifference>();
        var verdict = await new RollupCheck(DataSource, Everything, (_, _) => { }).RunAsync(1_000, told.Add, default);
        Assert.Equal(told.Count, verdict.Differences);
        return told;
    }

    Task<RollupRepairs> RebuildAsync() => new RollupRebuild(DataSource, Everything, (_, _) => { }).RunAsync(default);

    // The version moves so that nobody takes an earlier answer for this one.
    async Task<Dictionary<string, string>> ContentsButVersionAsync(Dictionary<string, string> before)
    {
        var after = await ContentsAsync();
        Assert.NotEqual(before["registry_version"], after["registry_version"]);
        after["registry_version"] = before["registry_version"];
        return after;
    }
}

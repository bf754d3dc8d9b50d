using Npgsql;
using UsageAnalysis.Ingest;
using Xunit;
using static UsageAnalysis.Tests.Ingest.Samples;

namespace UsageAnalysis.Tests.Ingest;

public sealed class EventWriterTests : IngestTest
{
    [Fact]
    public async Task Stores_a_batch_once_and_a_replay_changes_nothing_at_all()
    {
        await using var writer = NewWriter();
        var first = await writer.WriteAsync(Events(300), default);
        var contents = await ContentsAsync();
        Assert.All(first, outcome => Assert.Equal(RecordStatus.Stored, outcome.Status));
        Assert.Equal(300, await CountAsync("events"));
        Assert.Empty(await DifferencesAsync());

        var warm = await writer.WriteAsync(Events(300), default);
        await using var fresh = NewWriter();
        var cold = await fresh.WriteAsync(Events(300), default);
        Assert.All(warm.Concat(cold), outcome => Assert.Equal(RecordStatus.Duplicate, outcome.Status));
        Assert.Equal(contents, await ContentsAsync());
    }

    [Fact]
    public async Task Replays_teach_no_name_even_when_the_attribution_would_be_another_today()
    {
        await using var writer = NewWriter();
        var table = new LoggedEntity("table", "t-1", "compounds");
        var early = new LoggedEvent(Uuid(1), Noon, "audit", "opened") { Entities = [table] };
        await writer.WriteAsync([early], default);
        await writer.WriteAsync([early with { Id = Uuid(2), Entities = [table with { Package = "Chem" }] }], default);
        var contents = await ContentsAsync();
        await using var fresh = NewWriter();
        await fresh.WriteAsync([early], default);
        Assert.Equal(contents, await ContentsAsync());
    }

    [Fact]
    public async Task Finds_the_duplicates_of_a_batch_that_is_mostly_new()
    {
        await using var writer = NewWriter(new IngestOptions { MaxAttempts = 1 });
        await writer.WriteAsync(Events(100), default);
        var outcomes = await writer.WriteAsync(Events(300, first: 91), default);
        Assert.Equal(
            Enumerable.Range(91, 300).Select(number => number <= 100 ? RecordStatus.Duplicate : RecordStatus.Stored),
            outcomes.Select(outcome => outcome.Status));
        Assert.Equal(390, await CountAsync("events"));
        Assert.Empty(await DifferencesAsync());
    }

    [Fact]
    public async Task Finds_duplicates_inside_one_batch()
    {
        await using var writer = NewWriter();
        var outcomes = await writer.WriteAsync([Event(1), Event(2), Event(1), Event(1) with { Time = Noon.AddDays(1) }], default);
        Assert.Equal(
            [RecordStatus.Stored, RecordStatus.Stored, RecordStatus.Duplicate, RecordStatus.Stored], outcomes.Select(o => o.Status));
        Assert.Empty(await DifferencesAsync());
    }

    [Fact]
    public async Task Attributes_to_the_functions_package_then_the_named_then_the_entitys_then_Core()
    {
        await using var writer = NewWriter();
        var known = new LoggedEntity("query", "q-1", "hits", Package: "Samples");
        LoggedEvent At(int number) => new(Uuid(number), Noon, "usage", $"case-{number}");
        await writer.WriteAsync([At(0) with { Entities = [known] }], default);
        await writer.WriteAsync(
        [
            At(1) with { Function = "Chem:search", Package = "Bio", Entities = [known] },
            At(2) with { Package = "Bio", Entities = [known] },
            At(3) with { Entities = [known with { Package = null }] },
            At(4),
            At(5) with { Function = "search", Package = "Bio" },
        ], default);
        Assert.Equal(
            "Samples Chem:search Bio Samples Core Bio:search",
            await ScalarAsync("""
                select string_agg(p.name || coalesce(':' || f.name, ''), ' ' order by t.name)
                from event_types t join packages p on p.id = t.package_id left join functions f on f.id = t.function_id
                """));
    }

    [Fact]
    public async Task Makes_monthly_partitions_as_needed_and_lets_old_times_share_one()
    {
        await using var writer = NewWriter();
        DateTime[] times =
        [
            new(2025, 12, 31, 23, 59, 59, 999, 999, DateTimeKind.Utc), new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            new(1999, 5, 1, 0, 0, 0, DateTimeKind.Utc), new(1975, 5, 1, 0, 0, 0, DateTimeKind.Utc), new(2015, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        ];
        await writer.WriteAsync([.. times.Select((time, i) => Event(i + 1) with { Time = time })], default);
        Assert.Equal(
            "events_2015_01 1, events_2025_12 1, events_2026_01 1, events_before_2015 2",
            await ScalarAsync("select string_agg(n, ', ' order by n) from (select tableoid::regclass || ' ' || count(*) as n from events group by tableoid) t"));
        Assert.Equal(5, await CountAsync("event_entities"));
        Assert.Empty(await DifferencesAsync());
    }

    [Fact]
    public async Task Goes_on_after_somebody_dropped_a_partition()
    {
        await using var writer = NewWriter();
        await writer.WriteAsync([Event(1)], default);
        await ExecuteAsync("drop table events_2026_03, event_entities_2026_03");
        var outcomes = await writer.WriteAsync([Event(2)], default);
        Assert.Equal(RecordStatus.Stored, Assert.Single(outcomes).Status);
    }

    [Fact]
    public async Task Concurrent_writers_of_overlapping_batches_stay_exact()
    {
        const int Writers = 4, Rounds = 8;
        var stored = await Task.WhenAll(Enumerable.Range(0, Writers).Select(async number =>
        {
            await using var writer = NewWriter();
            var count = 0;
            for (var round = 0; round < Rounds; round++)
            {
                var batch = Events(400, first: 1 + (200 * round)).ToArray();
                new Random(number).Shuffle(batch);
                count += (await writer.WriteAsync(batch, default)).Count(outcome => outcome.Status == RecordStatus.Stored);
            }
            return count;
        }));
        Assert.Equal(200 * (Rounds + 1), stored.Sum());
        Assert.Equal(200 * (Rounds + 1), await CountAsync("events"));
        Assert.Empty(await DifferencesAsync());
    }

    [Fact]
    public async Task A_record_that_PostgreSQL_refuses_is_rejected_alone()
    {
        await using var writer = NewWriter();
        var batch = Events(50).ToArray();
        batch[17] = batch[17] with { Description = "a\0b" };
        batch[31] = batch[31] with { Parameters = """{"inputs":{"x":1e999999}}""" };
        batch[40] = batch[40] with { Description = "\ud800" };
        var outcomes = await writer.WriteAsync(batch, default);
        Assert.Equal([17, 31, 40], Enumerable.Range(0, 50).Where(i => outcomes[i].Status == RecordStatus.Rejected));
        Assert.Contains("22021", outcomes[17].Reason, StringComparison.Ordinal);
        Assert.Equal(47, await CountAsync("events"));
        Assert.Empty(await DifferencesAsync());
    }

    [Fact]
    public async Task A_backend_that_is_killed_in_the_middle_of_a_batch_leaves_nothing_and_the_retry_stores_all()
    {
        await using var writer = NewWriter();
        await writer.WriteAsync(Events(10), default);
        var writing = await WriteAndKillAsync(writer, Events(200));
        Assert.Equal(190, (await writing).Count(outcome => outcome.Status == RecordStatus.Stored));
        Assert.Equal(200, await CountAsync("events"));
        Assert.Empty(await DifferencesAsync());
    }

    [Fact]
    public async Task A_batch_that_failed_is_not_half_applied_and_names_learned_in_it_are_forgotten()
    {
        await using var writer = NewWriter(new IngestOptions { MaxAttempts = 1 });
        await writer.WriteAsync(Events(10), default);
        var contents = await ContentsAsync();
        var writing = await WriteAndKillAsync(writer, Events(200));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => writing);
        Assert.Equal(contents, await ContentsAsync());
        var outcomes = await writer.WriteAsync(Events(200), default);
        Assert.Equal(190, outcomes.Count(outcome => outcome.Status == RecordStatus.Stored));
        Assert.Empty(await DifferencesAsync());
    }

    /// <summary>Stops a batch in its statement by a lock on the rollup, kills its backend there, and lets go.</summary>
    async Task<Task<IReadOnlyList<RecordOutcome>>> WriteAndKillAsync(EventWriter writer, IReadOnlyList<LoggedEvent> batch)
    {
        await using var blocker = await DataSource.OpenConnectionAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await using var block = new NpgsqlCommand("lock table usage_quarter_hours in share mode", blocker);
        await block.ExecuteNonQueryAsync();
        var writing = writer.WriteAsync(batch, default);
        while (await NumberAsync("""
            select count(pg_terminate_backend(pid)) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and query like '%CountBatch%'
            """) == 0)
        {
            Assert.False(writing.IsCompleted);
        }
        await transaction.RollbackAsync();
        return writing;
    }

    [Fact]
    public async Task What_is_acknowledged_is_stored_while_backends_are_killed_at_any_moment()
    {
        await using var writer = NewWriter(new IngestOptions { MaxAttempts = 100 });
        var killer = Task.Run(async () =>
        {
            for (var kill = 0; kill < 40; kill++)
            {
                await ExecuteAsync("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
                    """);
            }
        });
        for (var round = 0; round < 10; round++)
        {
            var outcomes = await writer.WriteAsync(Events(200, 1 + (200 * round)), default);
            Assert.DoesNotContain(outcomes, outcome => outcome.Status == RecordStatus.Rejected);
        }
        await killer;
        Assert.Equal(2_000, await CountAsync("events"));
        Assert.Empty(await DifferencesAsync());
    }

    [Fact]
    public async Task Members_of_a_group_are_members_of_the_groups_above_it()
    {
        await using var writer = NewWriter();
        await ExecuteAsync("""
            insert into groups (name) values ('all'), ('science'), ('chemists');
            insert into group_relations select p.id, c.id from groups p, groups c where (p.name, c.name) in (('all', 'science'), ('science', 'chemists'));
            """);
        await writer.WriteAsync([Event(2), Event(1)], default);
        Assert.Equal(
            "all user-2, biologists user-1, chemists user-2, science user-2",
            await ScalarAsync("""
                select string_agg(g.name || ' ' || u.login, ', ' order by g.name, u.login)
                from group_users m join groups g on g.id = m.group_id join users u on u.id = m.user_id
                """));
    }

    [Fact]
    public async Task Learns_parameters_by_direction_with_the_type_first_seen()
    {
        await using var writer = NewWriter();
        await writer.WriteAsync(
        [
            Event(1) with { Parameters = """{"inputs":{"a":"x","n":null},"outputs":{"b":1},"other":{"c":[1],"d":{},"e":true}}""" },
        ], default);
        await writer.WriteAsync([Event(1) with { Id = Uuid(99), Parameters = """{"inputs":{"a":7,"n":2}}""" }], default);
        Assert.Equal(
            "input a string, input n number, other c array, other d object, other e boolean, output b number",
            await ScalarAsync("select string_agg(direction || ' ' || name || ' ' || type, ', ' order by direction, name) from event_parameters"));
        Assert.Equal(8, await CountAsync("event_parameter_values"));
    }
}

using System.Text.Json;
using UsageAnalysis.Data;
using UsageAnalysis.Tests.Commands;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Usage;

/// <summary>When an answer comes from memory, and when it must not.</summary>
public sealed class AnswerCacheTests(UsageApp app) : IClassFixture<UsageApp>
{
    const string Totals = "totals { events users newUsers sessions }";
    static int ids;

    [Fact]
    public async Task Asked_again_a_question_costs_a_look_at_the_version_and_nothing_else()
    {
        var range = Days("2026-01-01", "2026-01-08");
        await LogAsync("2026-01-03T10:07:00Z");

        var (answer, first) = await AskAsync(range, Totals);
        var (again, second) = await AskAsync(range, Totals);

        Assert.Equal((1, 1), (Versions(first), Aggregates(first)));
        Assert.Equal((1, 0), (Versions(second), Aggregates(second)));
        Assert.Single(second);
        Assert.Equal(answer.GetRawText(), again.GetRawText());
        Assert.Equal(1, Events(again));
    }

    [Fact]
    public async Task A_request_looks_once_at_the_version_of_each_of_its_ranges_however_much_it_asks()
    {
        var (_, log) = await AskAsync(
            Days("2026-01-11", "2026-01-14"),
            "totals { events } series { lines { users } } breakdown(by: [SOURCE]) { rows { share } } " +
            "previous { events } old: previous { users }");

        Assert.Equal(2, Versions(log));
        Assert.True(Aggregates(log) > 4, string.Join("\n\n", log));
    }

    [Theory]
    [InlineData("no-cache")]
    [InlineData("no-store")]
    [InlineData("max-age=0, no-cache")]
    public async Task The_header_passes_the_cache_by(string cacheControl)
    {
        var range = Days("2026-01-21", "2026-01-22");
        await AskAsync(range, Totals);
        var (_, log) = await AskAsync(range, Totals, cacheControl);
        Assert.Equal((0, 1), (Versions(log), Aggregates(log)));
        Assert.Equal(0, Aggregates((await AskAsync(range, Totals, "max-age=60")).Log));
    }

    [Theory]
    [InlineData("2026-02-01T00:00:00Z", "a finished range")]
    [InlineData("2026-02-03T23:59:59.999999Z", "a finished range")]
    [InlineData("2026-06-17T11:59:00Z", "the running day")]
    public async Task An_event_in_the_range_is_in_the_next_answer(string time, string which)
    {
        var range = which == "the running day" ? new { preset = "TODAY" } : Days("2026-02-01", "2026-02-04");
        var before = Events((await AskAsync(range, Totals)).Usage);
        await LogAsync(time);

        var (after, log) = await AskAsync(range, Totals);

        Assert.Equal(before + 1, Events(after));
        Assert.Equal(1, Aggregates(log));
        Assert.Equal(0, Aggregates((await AskAsync(range, Totals)).Log));
    }

    [Fact]
    public async Task An_event_on_a_day_that_the_range_only_touches_does_no_harm()
    {
        var range = new { from = "2026-02-10T12:00:00Z", to = "2026-02-11T12:00:00Z" };
        await LogAsync("2026-02-10T13:00:00Z");
        Assert.Equal(1, Events((await AskAsync(range, Totals)).Usage));
        await LogAsync("2026-02-10T09:00:00Z");
        await LogAsync("2026-02-11T14:00:00Z");
        Assert.Equal(1, Events((await AskAsync(range, Totals)).Usage));
    }

    [Fact]
    public async Task Events_on_other_days_leave_an_answer_in_memory()
    {
        var range = Days("2026-03-02", "2026-03-04");
        await LogAsync("2026-03-01T00:00:00Z", "ann");
        await AskAsync(range, Totals);
        await LogAsync("2026-03-01T23:59:59.999999Z", "ann");
        await LogAsync("2026-03-04T00:00:00Z", "ann");
        await LogAsync("2026-03-05T00:00:00Z", "never seen before");
        Assert.Equal(0, Aggregates((await AskAsync(range, Totals)).Log));
    }

    [Fact]
    public async Task A_user_who_turns_out_to_have_come_earlier_is_not_new_any_more()
    {
        var range = Days("2026-03-12", "2026-03-13");
        await LogAsync("2026-03-12T10:00:00Z", "eve");
        Assert.Equal(1, NewUsers((await AskAsync(range, Totals)).Usage));
        await LogAsync("2026-03-10T10:00:00Z", "eve");
        Assert.Equal(0, NewUsers((await AskAsync(range, Totals)).Usage));
    }

    [Fact]
    public async Task A_member_that_an_event_elsewhere_tells_of_counts_for_the_group_at_once()
    {
        var range = Days("2026-03-20", "2026-03-21");
        await CatalogWriter.SaveAsync(app.DataSource, new Catalog
        {
            Groups = [new CatalogGroup("Outer"), new CatalogGroup("Inner") { Parents = ["Outer"] }],
        }, default);
        await LogAsync("2026-03-19T10:00:00Z", "gus");
        await LogAsync("2026-03-20T10:00:00Z", "gus");
        Assert.Equal(0, Events((await AskAsync(range, Totals, groups: ["Outer"])).Usage));
        await LogAsync("2026-05-02T10:00:00Z", "gus", "Inner");
        Assert.Equal(1, Events((await AskAsync(range, Totals, groups: ["Outer"])).Usage));
    }

    [Fact]
    public async Task Whatever_the_registry_changes_is_in_the_next_answer()
    {
        const string Asked = "totals { newUsers } " +
            "breakdown(by: [FUNCTION_KIND, GROUP], order: [{ key: ASC }]) { rows { key { functionKind group { name } } } }";
        var range = Days("2026-04-01", "2026-04-02");
        await app.LogAsync(Event("2026-04-01T10:00:00Z", "zoe", function: "Chem:draw"));
        var told = new List<string>();
        async Task TellAsync(Catalog catalog)
        {
            await CatalogWriter.SaveAsync(app.DataSource, catalog, default);
            var fresh = (await AskAsync(range, Asked, "no-cache")).Usage.GetRawText();
            Assert.Equal(fresh, (await AskAsync(range, Asked)).Usage.GetRawText());
            Assert.Equal(0, Aggregates((await AskAsync(range, Asked)).Log));
            told.Add(fresh);
        }

        Catalog[] changes =
        [
            new(),
            new() { Functions = [new("Chem", "draw") { Kind = "script" }] },
            new() { Users = [new("zoe", RegisteredAt: new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc))] },
            new() { Groups = [new("Readers") { Members = ["zoe"] }] },
            new() { Groups = [new("All"), new("Readers") { Parents = ["All"] }] },
        ];
        foreach (var change in changes)
        {
            await TellAsync(change);
        }

        Assert.Equal(changes.Length, told.Distinct().Count());
        await TellAsync(changes[^1]);
    }

    [Fact]
    public async Task Scopes_of_different_ranges_that_pick_the_same_times_do_not_take_each_others_old_answers()
    {
        var picked = new { from = "2026-04-06T10:00:00Z", to = "2026-04-06T11:00:00Z" };
        async Task<int> EventsAsync(object range) => Events((await app.AskAsync(
            "query ($scope: UsageScopeInput!) { usage(scope: $scope) { totals { events } } }",
            new { scope = new { range, selection = new[] { picked } } })).GetProperty("usage"));
        await LogAsync("2026-04-05T10:07:00Z", "ann");
        await LogAsync("2026-04-06T10:07:00Z", "ann");
        Assert.Equal(1, await EventsAsync(Days("2026-04-05", "2026-04-07")));

        await LogAsync("2026-04-06T10:08:00Z", "ann");

        // As many events as the longer range had when it was asked.
        Assert.Equal(2, await EventsAsync(Days("2026-04-06", "2026-04-07")));
        Assert.Equal(2, await EventsAsync(Days("2026-04-05", "2026-04-07")));
    }

    [Fact]
    public async Task Two_who_ask_the_same_at_the_same_time_share_a_statement()
    {
        var range = Days("2026-04-11", "2026-04-12");
        await LogAsync("2026-04-11T10:00:00Z");
        var looked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<(JsonElement Usage, IReadOnlyList<string> Log)> first, second;
        await using (await TableLock.TakeAsync(app.DataSource, "usage_session_days"))
        {
            first = Task.Run(() => AskAsync(range, Totals));
            await UntilWaitingAsync(1);
            second = Task.Run(() => AskAsync(range, Totals, ended: _ => looked.TrySetResult()));
            await looked.Task;
        }
        var answers = await Task.WhenAll(first, second);

        Assert.Equal(1, answers.Sum(answer => Aggregates(answer.Log)));
        Assert.All(answers, answer => Assert.Equal(1, Events(answer.Usage)));
    }

    [Fact]
    public async Task Who_hangs_up_does_not_end_the_statement_that_another_one_waits_for()
    {
        var range = Days("2026-04-21", "2026-04-22");
        await LogAsync("2026-04-21T10:00:00Z");
        using var client = new CancellationTokenSource();
        var looked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<(JsonElement Usage, IReadOnlyList<string> Log)> stays;
        await using (await TableLock.TakeAsync(app.DataSource, "usage_session_days"))
        {
            var leaves = Task.Run(() => AskAsync(range, Totals, ct: client.Token));
            await UntilWaitingAsync(1);
            stays = Task.Run(() => AskAsync(range, Totals, ended: _ => looked.TrySetResult()));
            await looked.Task;
            await client.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);
        }

        Assert.Equal(1, Events((await stays).Usage));
    }

    [Fact]
    public async Task When_the_last_one_hangs_up_the_statement_ends_and_nothing_is_remembered()
    {
        var range = Days("2026-04-25", "2026-04-26");
        using var client = new CancellationTokenSource();
        await using (await TableLock.TakeAsync(app.DataSource, "usage_session_days"))
        {
            Task[] all = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() => AskAsync(range, Totals, ct: client.Token)))];
            await UntilWaitingAsync(1);
            await client.CancelAsync();
            foreach (var one in all)
            {
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
            }
            await UntilWaitingAsync(0);
        }
        Assert.Equal(1, Aggregates((await AskAsync(range, Totals)).Log));
    }

    [Fact]
    public async Task While_events_are_stored_no_answer_misses_one_that_was_acknowledged_before_it_was_asked()
    {
        const int All = 60;
        var range = Days("2026-05-11", "2026-05-12");
        var acknowledged = 0;
        var asked = Enumerable.Range(0, 3).Select(async _ =>
        {
            for (var before = 0; before < All;)
            {
                before = Volatile.Read(ref acknowledged);
                var events = Events((await AskAsync(range, "totals { events }")).Usage);
                Assert.InRange(events, before, All);
            }
        }).ToArray();
        for (var i = 0; i < All; i++)
        {
            await LogAsync($"2026-05-11T10:{i:00}:00Z");
            Interlocked.Increment(ref acknowledged);
        }
        await Task.WhenAll(asked);
    }

    static object Days(string from, string to) => new { from = $"{from}T00:00:00Z", to = $"{to}T00:00:00Z" };

    async Task<(JsonElement Usage, IReadOnlyList<string> Log)> AskAsync(
        object range, string fields, string? cacheControl = null, string[]? groups = null, Action<string>? ended = null,
        CancellationToken ct = default)
    {
        var (data, log) = await SqlLog.OfAsync(() => app.AskAsync(
            $"query ($scope: UsageScopeInput!) {{ usage(scope: $scope) {{ {fields} }} }}",
            new { scope = new { range, groups, compare = "PREVIOUS_PERIOD" } }, cacheControl, ct), ended);
        return (data.GetProperty("usage"), log);
    }

    static int Versions(IEnumerable<string> log) => log.Count(sql => sql.StartsWith("-- DataVersion", StringComparison.Ordinal));

    static int Aggregates(IEnumerable<string> log) => log.Count(sql => sql.StartsWith("-- Usage", StringComparison.Ordinal));

    static int Events(JsonElement usage) => usage.GetProperty("totals").GetProperty("events").GetInt32();

    static int NewUsers(JsonElement usage) => usage.GetProperty("totals").GetProperty("newUsers").GetInt32();

    Task LogAsync(string time, string? user = null, string? group = null) => app.LogAsync(Event(time, user, group));

    static object Event(string time, string? user = null, string? group = null, string? function = null) => new
    {
        id = $"0190c2a4-0000-7000-8000-{Interlocked.Increment(ref ids):000000000000}", time, source = "function", type = "run",
        user, groups = group is null ? null : new[] { group }, function,
    };

    async Task UntilWaitingAsync(long wanted)
    {
        long waiting = -1;
        await Eventually.GetAsync(() => $"{waiting} statements wait.", async () => (waiting = await WaitingAsync()) == wanted ? "" : null);
    }

    async Task<long> WaitingAsync()
    {
        await using var command = app.DataSource.CreateCommand(
            """
            select count(*) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and application_name = $1
            """);
        command.Parameters.AddWithValue(ReadingDataSource.ApplicationName);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}

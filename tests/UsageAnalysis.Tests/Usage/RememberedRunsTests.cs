using System.Text.Json;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Usage;

/// <summary>When a page of runs comes from memory, and when it must not.</summary>
public sealed class RememberedRunsTests(UsageApp app) : IClassFixture<UsageApp>
{
    const string Longest = "order: [{ durationMs: DESC }], first: 2";
    const string WithHighDose = "where: { inputs: { some: { name: { eq: \"dose\" }, number: { gt: 2 } } } }";
    static int ids;

    [Theory]
    [InlineData(1, Longest)]
    [InlineData(2, Longest + ", after: \"\"")]
    [InlineData(3, WithHighDose)]
    [InlineData(4, "where: { status: { eq: FAILED }, sessionId: { eq: null }, durationMs: { lt: 2.5 }, error: { eq: null } }")]
    [InlineData(5, "where: { time: { gt: \"2026-01-01T00:00:00Z\" }, function: { name: { in: [\"mix\", \"boil\"] } } }")]
    [InlineData(6, "order: [{ input: { name: \"dose\", direction: DESC } }]")]
    public async Task Asked_again_runs_are_not_read_again(int day, string arguments)
    {
        await RunAsync(January(day, 10), 3, durationMs: 40);
        await RunAsync(January(day, 11), 1, durationMs: 2);
        await RunAsync(January(day, 12), 2, durationMs: 7);
        var page = (await AskAsync(day, Longest, "pageInfo { endCursor }", "no-cache")).Runs.GetProperty("pageInfo");
        arguments = arguments.Replace("\"\"", page.GetProperty("endCursor").GetRawText(), StringComparison.Ordinal);

        var (first, asked) = await AskAsync(day, arguments);
        var (again, remembered) = await AskAsync(day, arguments);

        Assert.NotEqual(0, ReadsOfEvents(asked));
        Assert.Equal(0, ReadsOfEvents(remembered));
        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal(first.GetRawText(), (await AskAsync(day, arguments, cacheControl: "no-cache")).Runs.GetRawText());
    }

    [Fact]
    public async Task Runs_that_are_asked_with_other_values_are_not_taken_for_the_same()
    {
        await RunAsync(January(10, 10), 3);
        await RunAsync(January(10, 11), 5);
        int[] counts =
        [
            .. (await Task.WhenAll(new[] { "2", "3", "4", "5" }.Select(dose =>
                AskAsync(10, WithHighDose.Replace("2", dose, StringComparison.Ordinal))))).Select(Count),
        ];
        Assert.Equal([2, 1, 1, 0], counts);
    }

    [Theory]
    [InlineData(12, Longest)]
    [InlineData(13, WithHighDose)]
    public async Task A_run_in_the_range_is_in_the_next_answer(int day, string arguments)
    {
        await RunAsync(January(day, 10), 3, durationMs: 10);
        Assert.Equal(1, Count(await AskAsync(day, arguments)));

        await RunAsync(January(day, 9), 4, durationMs: 20);

        var (runs, log) = await AskAsync(day, arguments);
        Assert.Equal(2, Count((runs, log)));
        Assert.Equal(2, runs.GetProperty("nodes").GetArrayLength());
    }

    [Fact]
    public async Task What_else_is_told_of_a_remembered_run_is_as_it_is_now()
    {
        await RunAsync(January(16, 10), 3, user: "ann");
        Assert.Equal("2026-01-16T10:00:00Z", await LastSeenAsync());

        await RunAsync(January(20, 9), 3, user: "ann");

        Assert.Equal("2026-01-20T09:00:00Z", await LastSeenAsync());

        async Task<string?> LastSeenAsync() =>
            (await AskAsync(16, Longest)).Runs.GetProperty("nodes")[0].GetProperty("user").GetProperty("lastEventAt").GetString();
    }

    [Theory]
    [InlineData(22, "where: { user: { lastEventAt: { lt: \"2026-01-25T00:00:00Z\" } } }")]
    [InlineData(23, "where: { and: [{ user: { lastEventAt: { lt: \"2026-01-25T00:00:00Z\" } } }] }, order: [{ durationMs: DESC }]")]
    public async Task Conditions_on_users_are_looked_at_each_time(int day, string arguments)
    {
        var user = $"bob {day}";
        await RunAsync(January(day, 10), 3, user: user);
        Assert.Equal(1, Count(await AskAsync(day, arguments)));

        await RunAsync(January(26, 10), 3, user: user);

        Assert.Equal(0, Count(await AskAsync(day, arguments)));
    }

    [Fact]
    public async Task An_order_by_when_users_were_seen_is_looked_at_each_time()
    {
        const string Latest = "order: [{ user: { lastEventAt: DESC } }], first: 1";
        await RunAsync(January(28, 10), 1, user: "eve");
        await RunAsync(January(28, 11), 2, user: "fay");
        Assert.Equal("fay", await FirstAsync());

        await RunAsync(January(30, 10), 1, user: "eve");

        Assert.Equal("eve", await FirstAsync());

        async Task<string?> FirstAsync() =>
            (await AskAsync(28, Latest)).Runs.GetProperty("nodes")[0].GetProperty("user").GetProperty("login").GetString();
    }

    [Fact]
    public async Task Who_hangs_up_while_runs_are_read_leaves_nothing_half_read_behind()
    {
        await RunAsync(January(31, 10), 3);
        using var client = new CancellationTokenSource();
        await using (await TableLock.TakeAsync(app.DataSource, "events"))
        {
            var leaves = Task.Run(() => AskAsync(31, Longest, ct: client.Token));
            await client.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);
        }
        Assert.Equal(1, Count(await AskAsync(31, Longest)));
    }

    static string January(int day, int hour) => FormattableString.Invariant($"2026-01-{day:00}T{hour:00}:00:00Z");

    static int Count((JsonElement Runs, IReadOnlyList<string> Log) answer) => answer.Runs.GetProperty("totalCount").GetInt32();

    static int ReadsOfEvents(IEnumerable<string> log) => log.Count(sql => sql.Contains("FROM events AS", StringComparison.Ordinal));

    async Task<(JsonElement Runs, IReadOnlyList<string> Log)> AskAsync(
        int day, string arguments, string fields = "totalCount nodes { time durationMs user { login lastEventAt } inputs { name value } }",
        string? cacheControl = null, CancellationToken ct = default)
    {
        var range = new { from = January(day, 0), to = January(day, 23) };
        var (data, log) = await SqlLog.OfAsync(() => app.AskAsync(
            $$"""query ($scope: UsageScopeInput!) { usage(scope: $scope) { runs({{arguments}}) { {{fields}} } } }""",
            new { scope = new { range } }, cacheControl, ct));
        return (data.GetProperty("usage").GetProperty("runs"), log);
    }

    Task RunAsync(string time, double dose, double? durationMs = null, string? user = null) => app.LogAsync(new
    {
        id = $"0190c2a4-0000-7000-9000-{Interlocked.Increment(ref ids):000000000000}", time, source = "function", type = "run",
        user, function = "Lab:mix", durationMs, parameters = new { inputs = new { dose } },
    });
}

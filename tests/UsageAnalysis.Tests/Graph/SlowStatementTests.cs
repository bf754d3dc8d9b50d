using System.Net.Http.Json;
using System.Text.Json;
using UsageAnalysis.Data;
using UsageAnalysis.Tests.Commands;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Graph;

/// <summary>Statements of the graph that do not come to an end: a lock on a table holds them.</summary>
public sealed class SlowStatementTests(UsageApp app) : IClassFixture<UsageApp>
{
    [Fact]
    public async Task A_client_that_hangs_up_ends_its_statements()
    {
        await using var held = await TableLock.TakeAsync(app.DataSource, "sessions");
        using var client = new CancellationTokenSource();
        var answer = AskAsync("{ sessions { nodes { id } } latest: sessions(first: 1) { nodes { id } } }", client.Token);
        await UntilWaitingAsync(waiting => waiting == 2);
        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await UntilWaitingAsync(waiting => waiting == 0);
    }

    [Fact]
    public async Task A_dashboard_runs_its_aggregates_in_parallel_on_at_most_four_connections_and_hanging_up_ends_all()
    {
        const string Dashboard =
            """
            {
              usage(scope: { groups: ["chemists"], compare: PREVIOUS_PERIOD }) {
                totals { events users sessions }
                previous { events users sessions }
                series { buckets lines { users } }
                sources: series(by: SOURCE) { lines { events } }
                packages: breakdown(by: [PACKAGE]) { rows { measures { users } } }
                functions: breakdown(by: [FUNCTION]) { rows { measures { events } } }
                users: breakdown(by: [USER]) { rows { measures { events } } }
                types: breakdown(by: [EVENT_TYPE]) { rows { measures { events } } }
                days: breakdown(by: [TIME]) { rows { measures { events } } }
                pairs: breakdown(by: [PACKAGE, USER]) { rows { measures { events } } }
              }
            }
            """;
        await CatalogWriter.SaveAsync(app.DataSource, new Catalog { Groups = [new CatalogGroup("chemists")] }, CancellationToken.None);
        await app.AskAsync(Dashboard);
        // The members of the group: what every aggregate of this scope reads, and no question that the server asks itself.
        await using var held = await TableLock.TakeAsync(app.DataSource, "group_users");
        using var client = new CancellationTokenSource();
        var answer = AskAsync(Dashboard, client.Token);
        var most = await MostWaitingAsync();
        Assert.InRange(most, 2, 4);
        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await UntilWaitingAsync(waiting => waiting == 0);
    }

    [Fact]
    public async Task Events_are_stored_while_questions_hold_every_connection_that_they_may_have()
    {
        Task<HttpResponseMessage>[] answers;
        await using (await TableLock.TakeAsync(app.DataSource, "groups"))
        {
            answers = [.. Enumerable.Range(0, 40).Select(_ => AskAsync("{ groups { nodes { name } } }", CancellationToken.None))];
            await UntilWaitingAsync(waiting => waiting == 32);
            await app.LogAsync(
                new { id = "0190c2a4-0000-7000-8000-000000000001", time = "2026-06-17T11:00:00Z", source = "audit", type = "open" });
        }
        foreach (var response in await Task.WhenAll(answers))
        {
            using var answered = response;
            var body = await answered.Content.ReadFromJsonAsync<JsonElement>();
            Assert.True(body.GetProperty("data").GetProperty("groups").TryGetProperty("nodes", out _), body.ToString());
        }
    }

    // Without the cache, which would answer from memory what was asked before.
    Task<HttpResponseMessage> AskAsync(string query, CancellationToken ct) => app.Http.SendAsync(
        new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query }), Headers = { CacheControl = new() { NoCache = true } },
        }, ct);

    /// <summary>The most statements of questions that were seen to wait, once their number has stopped growing.</summary>
    async Task<long> MostWaitingAsync()
    {
        await UntilWaitingAsync(waiting => waiting > 1);
        long most = 0;
        for (var looks = 0; looks < 100; looks++)
        {
            most = Math.Max(most, await WaitingAsync());
        }
        return most;
    }

    async Task UntilWaitingAsync(Func<long, bool> isWanted)
    {
        long waiting = -1;
        await Eventually.GetAsync(() => $"{waiting} statements wait.", async () => isWanted(waiting = await WaitingAsync()) ? "" : null);
    }

    /// <summary>How many statements of questions wait for the lock.</summary>
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

/// <summary>Statements of the graph that the server stops.</summary>
public sealed class StatementTimeoutTests(StatementTimeoutTests.Impatient app) : IClassFixture<StatementTimeoutTests.Impatient>
{
    public sealed class Impatient : UsageApp
    {
        protected override TimeSpan? StatementTimeout => TimeSpan.FromMilliseconds(200);
    }

    [Theory]
    [InlineData("events", "{ events { nodes { senderId } } }", "events")]
    [InlineData("usage_day_totals", "{ usage { totals { events } } }", "usage.totals")]
    [InlineData("groups", "{ usage(scope: { groups: [\"chemists\"] }) { totals { events } } }", "usage")]
    public async Task A_statement_that_runs_too_long_is_an_error_that_says_what_to_do(string table, string document, string path)
    {
        await using var held = await TableLock.TakeAsync(app.DataSource, table);
        var error = await app.FailAsync(document);
        Assert.Equal(
            "The database needed too long for this part of the answer and was stopped. "
                + "Ask for less: a shorter range, a narrower filter or fewer dimensions.",
            error.GetProperty("message").GetString());
        Assert.Equal("HC0045", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(path, string.Join('.', error.GetProperty("path").EnumerateArray()));
    }
}

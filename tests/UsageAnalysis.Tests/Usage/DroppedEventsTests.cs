using System.Net.Http.Json;
using System.Text.Json;
using CsCheck;
using UsageAnalysis.Analytics;
using UsageAnalysis.Ingest.Retention;
using Xunit;
using static UsageAnalysis.Tests.Analytics.Zones;

namespace UsageAnalysis.Tests.Usage;

/// <summary>What is answered of a time whose single events were dropped by age.</summary>
public sealed class DroppedEventsTests(WorldApp app) : IClassFixture<WorldApp>
{
    static readonly DateTime Floor = At("2026-04-01T00:00:00Z");

    const string Document =
        """
        query ($scope: UsageScopeInput!, $bucket: TimeBucket!, $by: UsageDimension!, $dimensions: [UsageDimension!]!) {
          usage(scope: $scope) {
            totals { ...m } previous { ...m }
            series(bucket: $bucket) { buckets lines { events users newUsers sessions errors } }
            lines: series(bucket: $bucket, by: $by, top: 3) { lines { other events users newUsers sessions errors } }
            breakdown(by: $dimensions, first: 1000) { totalRows rows { share measures { ...m } } }
          }
        }
        fragment m on UsageMeasures { events users newUsers sessions errors duration { count mean max } }
        """;

    const string Rows =
        """
        query ($scope: UsageScopeInput!, $after: String) {
          usage(scope: $scope) {
            scope { from eventsSince }
            events(first: 1000, after: $after) { totalCount nodes { time } pageInfo { hasNextPage } }
          }
        }
        """;

    // One class, one test: dropping cannot be taken back.
    [Fact]
    public async Task What_was_counted_still_answers_what_needs_single_events_says_so_and_lists_tell_where_they_begin()
    {
        var asked = new List<(object Variables, string Before)>();
        await Questions.Any.SampleAsync(async question =>
        {
            object variables = Variables(question);
            var answer = await SendAsync(Document, variables);
            if (!answer.TryGetProperty("errors", out _))
            {
                lock (asked) asked.Add((variables, answer.GetProperty("data").GetRawText()));
            }
        }, iter: 60, threads: 2);
        Assert.True(asked.Count > 40);
        Assert.Equal(JsonValueKind.Null, (await app.AskAsync("{ eventsSince }")).GetProperty("eventsSince").ValueKind);

        await new EventRetention(app.DataSource, new RetentionOptions { MaxAttempts = 1_000, Pause = TimeSpan.Zero }, TimeProvider.System)
            .DropAsync(Floor, _ => { }, default);

        foreach (var (variables, before) in asked)
        {
            Assert.Equal(before, (await app.AskAsync(Document, variables)).GetRawText());
        }
        await ListsBeginAtTheFloorAsync();
        await EveryNodeListsWhatItCountsAsync();
        await WhatIsGoneIsAnErrorAsync();
    }

    // Whole days in UTC, and nothing about entities: rollups alone answer that.
    static object Variables(Question question)
    {
        UsageDimension[] known = [.. question.Dimensions.Where(d => d is not (UsageDimension.Entity or UsageDimension.EntityType))];
        string Name(UsageDimension d) => JsonNamingPolicy.SnakeCaseUpper.ConvertName($"{d}");
        var by = question.By is UsageDimension.Entity or UsageDimension.EntityType ? UsageDimension.Package : question.By;
        return new
        {
            scope = question.Scope with
            {
                Range = new { from = question.Range.From.Date, to = question.Range.To.Date.AddDays(1) },
                Compare = "NONE",
                Entities = null,
                Selection = question.Scope.Selection?.Select(box =>
                    box with { From = box.From?.Date, To = box.To?.Date.AddDays(1) }).ToArray(),
            },
            bucket = "WEEK",
            by = Name(by),
            dimensions = known is [] ? ["PACKAGE"] : known.Select(Name).ToArray(),
        };
    }

    async Task ListsBeginAtTheFloorAsync()
    {
        var kept = app.World.Happenings.Count(h => h.Time >= Floor);
        var scope = new AskedScope(new { from = "2018-01-01T00:07:00Z", to = "2026-07-01T00:00:00Z" }, "UTC", "NONE");
        var usage = (await app.AskAsync(Rows, new { scope })).GetProperty("usage");

        Assert.Equal(Floor, usage.GetProperty("scope").GetProperty("eventsSince").GetDateTime().ToUniversalTime());
        Assert.Equal(kept, usage.GetProperty("events").GetProperty("totalCount").GetInt32());
        Assert.Equal(kept, usage.GetProperty("events").GetProperty("nodes").GetArrayLength());
        var later = scope with { Range = new { from = "2026-04-01T00:00:00Z", to = "2026-07-01T00:00:00Z" } };
        usage = (await app.AskAsync(Rows, new { scope = later })).GetProperty("usage");
        Assert.Equal(JsonValueKind.Null, usage.GetProperty("scope").GetProperty("eventsSince").ValueKind);
        var gone = scope with { Range = new { from = "2018-01-01T00:00:00Z", to = "2026-01-01T00:00:00Z" } };
        usage = (await app.AskAsync(Rows, new { scope = gone })).GetProperty("usage");
        Assert.Equal(0, usage.GetProperty("events").GetProperty("totalCount").GetInt32());

        var root = await app.AskAsync("{ eventsSince events(first: 1000) { totalCount nodes { time } } }");
        Assert.Equal(Floor, root.GetProperty("eventsSince").GetDateTime().ToUniversalTime());
        Assert.Equal(kept, root.GetProperty("events").GetProperty("totalCount").GetInt32());
        Assert.Equal(kept, root.GetProperty("events").GetProperty("nodes").GetArrayLength());
    }

    async Task EveryNodeListsWhatItCountsAsync()
    {
        foreach (var list in new[] { "users", "packages", "functions", "eventTypes", "groups", "errors", "sessions", "entities" })
        {
            var data = await app.AskAsync($"{{ {list}(first: 50) {{ nodes {{ events(first: 1000) {{ totalCount nodes {{ time }} }} }} }} }}");
            foreach (var events in data.GetProperty(list).GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("events")))
            {
                Assert.Equal(events.GetProperty("nodes").GetArrayLength(), events.GetProperty("totalCount").GetInt32());
            }
        }
    }

    async Task WhatIsGoneIsAnErrorAsync()
    {
        object Scope(string from, string to) => new { range = new { from, to } };
        (string Field, object Scope)[] gone =
        [
            ("totals { events }", Scope("2026-03-29T00:31:00Z", "2026-07-01T00:00:00Z")),
            ("series(bucket: MINUTE) { lines { events } }", Scope("2026-03-29T00:00:00Z", "2026-03-30T00:00:00Z")),
            ("breakdown(by: [ENTITY]) { rows { measures { events } } }", Scope("2026-03-29T00:00:00Z", "2026-07-01T00:00:00Z")),
            ("breakdown(by: [USER]) { rows { measures { duration { p95 } } } }", Scope("2026-03-29T00:00:00Z", "2026-07-01T00:00:00Z")),
        ];
        foreach (var (field, scope) in gone)
        {
            var error = await app.FailAsync($"query ($scope: UsageScopeInput!) {{ usage(scope: $scope) {{ {field} }} }}", new { scope });
            Assert.Equal("EVENTS_DROPPED", error.GetProperty("extensions").GetProperty("code").GetString());
            Assert.Contains("Single events before 2026-04-01T00:00:00Z were dropped by age", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        }
        // Where nothing ever happened nothing is missing, and from the floor on everything can be asked.
        foreach (var (field, scope) in gone)
        {
            await app.AskAsync($"query ($scope: UsageScopeInput!) {{ usage(scope: $scope) {{ {field} }} }}", new { scope = Scope("1999-01-01T00:07:00Z", "1999-01-01T09:00:00Z") });
            await app.AskAsync($"query ($scope: UsageScopeInput!) {{ usage(scope: $scope) {{ {field} }} }}", new { scope = Scope("2026-06-16T00:07:00Z", "2026-06-16T09:00:00Z") });
        }
    }

    async Task<JsonElement> SendAsync(string document, object variables)
    {
        using var response = await app.Http.PostAsJsonAsync("/graphql", new { query = document, variables });
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Graph;

/// <summary>What is set about logging: it holds at once, for whom it is set and as long as it says, and everybody can see who set it.</summary>
public sealed class LoggingRuleTests : IAsyncLifetime
{
    readonly UsageApp app = new();
    int number;

    public async Task InitializeAsync()
    {
        await app.InitializeAsync();
        await app.LogAsync(Event("usage", "start", "ann", ["chemists"]), Event("usage", "start", "bob", []), Event("usage", "start", null, [], "Chem"));
    }

    public Task DisposeAsync() => app.DisposeAsync();

    object Event(string source, string type, string? user, string[] groups, string? package = null) => new
    {
        id = new Guid(++number, 0, 0, new byte[8]), time = app.Time.GetUtcNow(), source, type, user, groups, package,
    };

    async Task<JsonElement> SetAsync(string input) => (await app.AskAsync(
        $$"""mutation { setLoggingRule(input: { {{input}}, by: "joe" }) { rule { target inForce changes { what before after } } } }"""))
        .GetProperty("setLoggingRule").GetProperty("rule");

    async Task<string[]> SendAsync(params object[] events)
    {
        using var response = await app.Http.PostAsJsonAsync("/events", events);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return [.. answer.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("status").GetString()!)];
    }

    async Task<long> StoredAsync()
    {
        await using var command = app.DataSource.CreateCommand("select count(*) from events");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    [Fact]
    public async Task Without_a_rule_trackers_send_the_standard_levels_and_all_that_arrives_is_kept()
    {
        Assert.Equal(["stored"], await SendAsync(Event("debug", "tick", "ann", [])));
        var policy = await app.Http.GetFromJsonAsync<JsonElement>("/logging-policy?user=ann");
        Assert.Equal("""["audit","usage","info","warning","error"]""", policy.GetProperty("levels").GetRawText());
        Assert.Equal(("{}", "{}", JsonValueKind.Null),
            (policy.GetProperty("capture").GetRawText(), policy.GetProperty("packages").GetRawText(), policy.GetProperty("until").ValueKind));
        Assert.Equal(app.Time.GetUtcNow(), policy.GetProperty("serverTime").GetDateTimeOffset());
        Assert.False((await app.AskAsync("{ loggingPolicy(user: \"ann\") { isSet } }")).GetProperty("loggingPolicy").GetProperty("isSet").GetBoolean());
    }

    [Fact]
    public async Task What_is_excluded_is_answered_so_and_neither_stored_nor_counted_and_its_neighbours_are()
    {
        await SetAsync("""mode: CUSTOM, levels: ["error", "usage"], types: [{ type: "click", isLogged: false }]""");
        Assert.Equal(
            ["excluded", "stored", "excluded", "stored", "rejected"],
            await SendAsync(
                Event("info", "start", "ann", []), Event("error", "crash", "ann", []), Event("usage", "click", "ann", []),
                Event("function", "run", "ann", []), new { id = "none" }));
        Assert.Equal(5, await StoredAsync());
        Assert.Equal(5, (await app.AskAsync("{ usage(scope: { range: { preset: ALL_TIME } }) { totals { events } } }"))
            .GetProperty("usage").GetProperty("totals").GetProperty("events").GetInt32());

        var input = new { events = new[] { Event("info", "start", "ann", []) } };
        var payload = (await app.AskAsync(
            "mutation ($input: LogEventsInput!) { logEvents(input: $input) { stored excluded results { status reason } } }", new { input }))
            .GetProperty("logEvents");
        Assert.Equal(
            """{"stored":0,"excluded":1,"results":[{"status":"EXCLUDED","reason":"the logging policy excludes info start here"}]}""",
            payload.GetRawText());
    }

    [Fact]
    public async Task Rules_are_for_groups_users_and_packages()
    {
        await SetAsync("""mode: CUSTOM, levels: []""");
        await SetAsync("""mode: STANDARD, group: "chemists" """);
        await SetAsync("""mode: VERBOSE, user: "bob" """);
        await SetAsync("""mode: CUSTOM, package: "Chem", levels: ["info"]""");
        Assert.Equal(
            ["stored", "excluded", "stored", "excluded", "stored", "excluded"],
            await SendAsync(
                Event("usage", "start", "ann", []), Event("debug", "start", "ann", []), Event("debug", "start", "bob", []),
                Event("usage", "start", "joe", []), Event("info", "start", "joe", [], "Chem"), Event("usage", "start", "ann", [], "Chem")));

        var ann = await app.Http.GetFromJsonAsync<JsonElement>("/logging-policy?user=ann");
        Assert.Equal("""{"Chem":{"levels":["info"],"capture":{}}}""", ann.GetProperty("packages").GetRawText());
        var bob = await app.Http.GetFromJsonAsync<JsonElement>("/logging-policy?user=bob");
        Assert.Equal(("{}", """{"rows-selected":true}"""), (bob.GetProperty("packages").GetRawText(), bob.GetProperty("capture").GetRawText()));
    }

    [Fact]
    public async Task A_rule_for_a_while_ends_by_itself_and_the_one_before_it_holds_again()
    {
        await SetAsync("mode: VERBOSE");
        await SetAsync("""mode: CUSTOM, levels: ["error"], reason: "load test", endsAt: "2026-06-17T12:30:00Z" """);
        Assert.Equal(["excluded"], await SendAsync(Event("info", "start", "ann", [])));
        var policy = await app.Http.GetFromJsonAsync<JsonElement>("/logging-policy");
        Assert.Equal("2026-06-17T12:30:00.000Z", policy.GetProperty("until").GetString());

        app.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(["stored"], await SendAsync(Event("debug", "start", "ann", [])));
        var rules = (await app.AskAsync("{ loggingRules { mode inForce reason } }")).GetProperty("loggingRules");
        Assert.Equal(
            """[{"mode":"CUSTOM","inForce":false,"reason":"load test"},{"mode":"VERBOSE","inForce":true,"reason":null}]""", rules.GetRawText());
    }

    [Fact]
    public async Task Each_change_tells_who_made_it_when_and_what_differs()
    {
        var first = await SetAsync("""mode: STANDARD, user: "ann" """);
        Assert.Equal("""{"what":"mode","before":null,"after":"STANDARD"}""", first.GetProperty("changes")[0].GetRawText());
        app.Time.Advance(TimeSpan.FromHours(1));
        var second = await SetAsync(
            """mode: CUSTOM, user: "ann", levels: ["error", "audit", "info", "debug", "warning"], types: [{ type: "click", isLogged: true, selector: ".bar *" }]""");
        Assert.Equal(
            """[{"what":"mode","before":"STANDARD","after":"CUSTOM"},{"what":"usage","before":"logged","after":"not logged"},{"what":"debug","before":"not logged","after":"logged"},{"what":"click","before":null,"after":"logged in .bar *"}]""",
            second.GetProperty("changes").GetRawText());

        var rules = (await app.AskAsync("{ loggingRules { target user { login } setBy setAt inForce changes { what } } }")).GetProperty("loggingRules");
        Assert.Equal(
            """{"target":"USER","user":{"login":"ann"},"setBy":"joe","setAt":"2026-06-17T13:00:00Z","inForce":true,"changes":[{"what":"mode"},{"what":"usage"},{"what":"debug"},{"what":"click"}]}""",
            rules[0].GetRawText());
        Assert.Equal(2, rules.GetArrayLength());
    }

    [Fact]
    public async Task Trackers_get_the_policy_again_only_when_it_has_changed()
    {
        async Task<(HttpStatusCode Status, string Tag)> GetAsync(string? known)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/logging-policy?user=ann");
            if (known is not null) request.Headers.TryAddWithoutValidation("If-None-Match", known);
            using var response = await app.Http.SendAsync(request);
            return (response.StatusCode, response.Headers.ETag!.Tag);
        }
        var (_, tag) = await GetAsync(null);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((HttpStatusCode.NotModified, tag), await GetAsync(tag));
        await SetAsync("mode: VERBOSE");
        var (status, changed) = await GetAsync(tag);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.NotEqual(tag, changed);
    }

    [Theory]
    [InlineData("mode: STANDARD, user: \"nobody\"", "'nobody' in user names nothing known")]
    [InlineData("mode: STANDARD, user: \"ann\", group: \"chemists\"", "names more than one")]
    [InlineData("mode: CUSTOM", "The mode CUSTOM needs levels")]
    [InlineData("mode: VERBOSE, levels: [\"info\"]", "levels are for the mode CUSTOM, and mode is VERBOSE")]
    [InlineData("mode: CUSTOM, levels: [\"loud\"]", "levels has 'loud', but the levels are audit, usage, info, debug, warning, error.")]
    [InlineData("mode: VERBOSE, endsAt: \"2026-06-17T12:00:00Z\", reason: \"x\"", "endsAt is 2026-06-17T12:00:00.0000000Z, which is over")]
    [InlineData("mode: VERBOSE, endsAt: \"2026-06-18T12:00:00Z\"", "A rule that ends needs a reason")]
    [InlineData("mode: CUSTOM, levels: [], types: [{ type: \"a\", isLogged: false, selector: \"b\" }]", "The type 'a' has a selector")]
    [InlineData("mode: CUSTOM, levels: [], types: [{ type: \"a\", isLogged: true }, { type: \"a\", isLogged: false }]", "types has 'a' more than once")]
    public async Task What_cannot_be_set_says_why_and_sets_nothing(string input, string message)
    {
        var error = await app.FailAsync($$"""mutation { setLoggingRule(input: { {{input}}, by: "joe" }) { rule { mode } } }""");
        Assert.Contains(message, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, (await app.AskAsync("{ loggingRules { mode } }")).GetProperty("loggingRules").GetArrayLength());
    }
}

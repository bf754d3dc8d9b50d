using System.Text.Json;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Graph;

/// <summary>A server on which one session was kept by client and server, beside others.</summary>
public sealed class SessionApp : UsageApp
{
    public const string Own = "0190c2a4-0000-7000-8000-0000000000a1";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await LogAsync(
            Event(4, "2026-06-01T10:00:02.5Z", "run", Own, "a1", durationMs: 1500), Event(1, "2026-06-01T10:00:00Z", "open", Own, null),
            Event(2, "2026-06-01T10:00:01Z", "click", Own, "a1"), Event(3, "2026-06-01T10:00:02Z", "query", null, "a1"),
            Event(5, "2026-06-01T10:12:02.5Z", "click", Own, "a2"), Event(6, "2026-06-01T10:12:02.5Z", "run", Own, "a2", fails: true),
            Event(7, "2026-06-01T11:12:02.5Z", "late", null, "a2"),
            // Not of it: another session, another action, another user, too late, no action at all.
            Event(11, "2026-06-01T10:00:02Z", "click", "0190c2a4-0000-7000-8000-0000000000a2", "a1"),
            Event(12, "2026-06-01T10:00:02Z", "query", null, "a3"), Event(13, "2026-06-01T10:00:02Z", "query", null, "a1", "bob"),
            Event(14, "2026-06-01T11:12:02.500001Z", "query", null, "a2"), Event(15, "2026-06-01T10:00:02Z", "query", null, null));
    }

    static object Event(
        int number, string time, string type, string? session, string? action, string user = "ann", double? durationMs = null, bool fails = false) => new
        {
            id = new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]), time, source = "usage", type, user, session, action, durationMs,
            error = fails ? new { message = "broken" } : null,
        };
}

/// <summary>The timeline of a session.</summary>
public sealed class SessionTimelineTests(SessionApp app) : IClassFixture<SessionApp>
{
    async Task<JsonElement> TimelineAsync(string arguments = "") => (await app.AskAsync(
        $$"""
        { sessions(where: { clientId: { eq: "{{SessionApp.Own}}" } }) { nodes { timeline{{arguments}} {
            totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
            entries { position gapMs sameAction ownSession event { id eventType { name } durationMs isError } } } } } }
        """)).GetProperty("sessions").GetProperty("nodes")[0].GetProperty("timeline");

    static string[] Shown(JsonElement timeline) =>
    [
        .. timeline.GetProperty("entries").EnumerateArray().Select(entry =>
            $"{entry.GetProperty("position")} {entry.GetProperty("event").GetProperty("eventType").GetProperty("name")} {entry.GetProperty("gapMs")} "
            + $"{(entry.GetProperty("sameAction").GetBoolean() ? "same" : "new")} {(entry.GetProperty("ownSession").GetBoolean() ? "own" : "server")}"),
    ];

    static readonly string[] All =
    [
        "1 open  new own", "2 click 1000 new own", "3 query 1000 same server", "4 run 500 same own", "5 click 720000 new own", "6 run 0 same own",
        "7 late 3600000 same server",
    ];

    [Fact]
    public async Task Everything_comes_in_order_with_its_gaps_client_and_server_together()
    {
        var timeline = await TimelineAsync();
        Assert.Equal(All, Shown(timeline));
        Assert.Equal(7, timeline.GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task Pages_follow_each_other_and_one_is_found_around_an_event()
    {
        var shown = new List<string>();
        for (var after = ""; ;)
        {
            var page = await TimelineAsync($"(first: 3{after})");
            shown.AddRange(Shown(page));
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean()) break;
            after = $", after: \"{page.GetProperty("pageInfo").GetProperty("endCursor").GetString()}\"";
        }
        Assert.Equal(All, shown);

        var fifth = (await TimelineAsync()).GetProperty("entries")[4].GetProperty("event").GetProperty("id").GetString();
        var around = await TimelineAsync($"(first: 3, around: \"{fifth}\")");
        Assert.Equal(All[3..6], Shown(around));
        Assert.True(around.GetProperty("pageInfo").GetProperty("hasPreviousPage").GetBoolean());
        Assert.Equal(All[..3], Shown(await TimelineAsync($"(first: 3, before: \"{around.GetProperty("pageInfo").GetProperty("startCursor").GetString()}\")")));
        Assert.Equal(All[1..3], Shown(await TimelineAsync($"(first: 2, before: \"{around.GetProperty("pageInfo").GetProperty("startCursor").GetString()}\")")));
        Assert.Equal(All[6..], Shown(await TimelineAsync($"(first: 3, after: \"{around.GetProperty("pageInfo").GetProperty("endCursor").GetString()}\")")));
    }

    [Theory]
    [InlineData("(first: 0)", "first is 0")]
    [InlineData("(around: \"VXNlcjox\")", "not the id of an event")]
    [InlineData("(after: \"MTphYmM=\")", "is not a cursor")]
    [InlineData("(after: \"MTphYmM=\", before: \"MTphYmM=\")", "give one of after, before and around")]
    public async Task What_makes_no_sense_is_refused_in_words(string arguments, string words)
    {
        var error = await app.FailAsync($$"""{ sessions { nodes { timeline{{arguments}} { totalCount } } } }""");
        Assert.Contains(words, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }
}

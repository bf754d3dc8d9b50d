using System.Net.Http.Json;
using System.Text.Json;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Graph;

/// <summary>The door for events, in the graph.</summary>
public sealed class LogEventsTests(UsageApp app) : IClassFixture<UsageApp>
{
    const string Log =
        """
        mutation ($events: [LoggedEventInput!]!) {
          logEvents(input: { events: $events }) { stored duplicates rejected results { position id status reason } }
        }
        """;

    [Fact]
    public async Task Every_record_is_told_its_fate_and_its_place()
    {
        var good = Event("0190c2a4-0000-7000-8000-00000000000a");
        var payload = await LogAsync(
            good,
            Event("nonsense"),
            good,
            Event("0190c2a4-0000-7000-8000-00000000000b", user: "null"),
            Event("0190c2a4-0000-7000-8000-00000000000c", time: "2026-06-17T13:30:00Z"),
            Event("0190c2a4-0000-7000-8000-00000000000d", entities: [new { type = "table", id = "t1", role = "owner" }]),
            Event("0190c2a4-0000-7000-8000-00000000000e"));

        Assert.Equal((2, 1, 4), (Number(payload, "stored"), Number(payload, "duplicates"), Number(payload, "rejected")));
        Assert.Equal(
            [
                "0 0190c2a4-0000-7000-8000-00000000000a STORED ",
                "1  REJECTED id \"nonsense\" is not a uuid such as 0190c2a4-7d3e-7b61-9c55-2f0e8a1b4c6d",
                "2 0190c2a4-0000-7000-8000-00000000000a DUPLICATE ",
                "3 0190c2a4-0000-7000-8000-00000000000b REJECTED "
                    + "user \"null\" is a placeholder, not a login: leave the member out for an anonymous event",
                "4 0190c2a4-0000-7000-8000-00000000000c REJECTED "
                    + "time \"2026-06-17T13:30:00Z\" is more than an hour ahead of the server, where it is 2026-06-17T12:00:00Z",
                "5 0190c2a4-0000-7000-8000-00000000000d REJECTED entities[0].role \"owner\" must be subject, input or output",
                "6 0190c2a4-0000-7000-8000-00000000000e STORED ",
            ],
            payload.GetProperty("results").EnumerateArray().Select(result => string.Join(' ', result.EnumerateObject().Select(member => member.Value.ToString()))));
    }

    [Fact]
    public async Task An_event_counts_at_once_and_as_if_it_had_come_by_the_other_door()
    {
        var logged = Event("0190c2a4-0000-7000-8000-0000000000f0", user: "fay");
        Assert.Equal(1, Number(await LogAsync(logged), "stored"));
        Assert.Equal(1, Number(await LogAsync(logged), "duplicates"));

        using var response = await app.Http.PostAsJsonAsync("/events", new[] { logged });
        Assert.Equal(1, Number(await response.Content.ReadFromJsonAsync<JsonElement>(), "duplicates"));
        var usage = (await app.AskAsync("{ usage(scope: { users: [\"fay\"] }) { totals { events } } }")).GetProperty("usage");
        Assert.Equal(1, Number(usage.GetProperty("totals"), "events"));
    }

    [Fact]
    public async Task Nothing_logs_nothing() => Assert.Equal(
        """{"stored":0,"duplicates":0,"rejected":0,"results":[]}""", (await LogAsync()).GetRawText());

    [Fact]
    public async Task An_event_without_a_required_member_is_refused_with_its_neighbours_because_the_document_is_wrong()
    {
        var error = await app.FailAsync(Log, new { events = new object[] { Event("0190c2a4-0000-7000-8000-0000000000f1"), new { id = "x" } } });
        Assert.Equal("HC0016", error.GetProperty("extensions").GetProperty("code").GetString());
    }

    async Task<JsonElement> LogAsync(params object[] events) => (await app.AskAsync(Log, new { events })).GetProperty("logEvents");

    static Dictionary<string, object> Event(string id, string? user = null, string time = "2026-06-17T10:00:00Z", object[]? entities = null)
    {
        var members = new Dictionary<string, object> { ["id"] = id, ["time"] = time, ["source"] = "audit", ["type"] = "open" };
        if (user is not null)
        {
            members["user"] = user;
        }
        if (entities is not null)
        {
            members["entities"] = entities;
        }
        return members;
    }

    static int Number(JsonElement element, string member) => element.GetProperty(member).GetInt32();
}

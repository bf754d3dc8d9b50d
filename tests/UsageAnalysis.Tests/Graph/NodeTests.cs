using Xunit;

namespace UsageAnalysis.Tests.Graph;

/// <summary>Everything that has an id is found by it again.</summary>
public sealed class NodeTests(Village app) : IClassFixture<Village>
{
    const string All =
        """
        {
          users { nodes { __typename id } }
          groups { nodes { __typename id } }
          packages { nodes { __typename id functions { nodes { __typename id } } } }
          sessions(first: 50) { nodes { __typename id } }
          events(first: 3) { nodes { __typename id eventType { __typename id } entities { __typename id } session { __typename id } } }
        }
        """;

    [Fact]
    public async Task Every_id_leads_back_to_what_had_it()
    {
        var things = ThingsIn(await app.AskAsync(All)).Distinct().ToArray();
        Assert.Equal(
            ["Entity", "Event", "EventType", "Function", "Group", "Package", "Session", "User"],
            things.Select(thing => thing.Type).Distinct().Order());
        foreach (var page in things.Chunk(50))
        {
            var ids = page.Select(thing => thing.Id);
            var data = await app.AskAsync("query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", new { ids });
            Assert.Equal(page, ThingsIn(data));
        }
        var one = await app.AskAsync("query ($id: ID!) { node(id: $id) { __typename id } }", new { id = things[0].Id });
        Assert.Equal([things[0]], ThingsIn(one));
    }

    [Theory]
    [InlineData("User:0")]
    [InlineData("User:999999")]
    [InlineData("User:ann")]
    [InlineData("User:99999999999999999999")]
    [InlineData("Package:-1")]
    [InlineData("Entity:999999")]
    [InlineData("EventType:1.5")]
    [InlineData("Session:1")]
    [InlineData("Session:1:not-a-uuid")]
    [InlineData("Session:-1:0190c2a4-0000-7000-8000-000000000003")]
    [InlineData("Event:1:2")]
    [InlineData("Event:1:9999999999999999999:0190c2a4-0000-7000-8000-000000000003")]
    [InlineData("Event:1:0:0190c2a4-0000-7000-8000-000000000003")]
    [InlineData("Event:1:3155378975999999999:0190c2a4-0000-7000-8000-000000000003")]
    [InlineData("Event:0:\0:x")]
    public async Task A_key_that_nothing_has_finds_nothing(string key)
    {
        var data = await app.AskAsync("query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }", new { id = Encoded(key) });
        Assert.Equal("""{"node":null,"nodes":[null]}""", data.GetRawText());
    }

    [Theory]
    [InlineData("Nosuch:1")]
    [InlineData("user:1")]
    [InlineData("Usage:1")]
    [InlineData("1")]
    [InlineData("User:")]
    public async Task An_id_of_no_type_is_quoted(string key)
    {
        var error = await app.FailAsync("query ($id: ID!) { node(id: $id) { id } }", new { id = Encoded(key) });
        Assert.Equal("INVALID_ID", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Contains($"'{Encoded(key)}'", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    static IEnumerable<(string Type, string Id)> ThingsIn(System.Text.Json.JsonElement element) => element.ValueKind switch
    {
        System.Text.Json.JsonValueKind.Array => element.EnumerateArray().SelectMany(ThingsIn),
        System.Text.Json.JsonValueKind.Object => element.EnumerateObject().SelectMany(member => ThingsIn(member.Value)).Concat(
            element.TryGetProperty("__typename", out var type) ? [(type.GetString()!, element.GetProperty("id").GetString()!)] : []),
        _ => [],
    };

    static string Encoded(string key) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(key));
}

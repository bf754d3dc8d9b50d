using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Graph;

/// <summary>How many SQL statements a document costs: as many as it has levels, however many rows those have.</summary>
public sealed class StatementTests(Village app) : IClassFixture<Village>
{
    [Theory]
    [InlineData(3, "{ packages(first: 50) { nodes { name functions(first: 5) { nodes { name usage { totals { events users } } } } } } }")]
    [InlineData(2, "{ packages { nodes { versions { version } } } }")]
    [InlineData(3, "{ packages { nodes { entities { nodes { name } } users { totalCount } } } }")]
    [InlineData(2, "{ packages { nodes { events(first: 2) { nodes { time } } } } }")]
    [InlineData(3, "{ packages { nodes { activity { nodes { events eventType { name } } } } } }")]
    [InlineData(2, "{ events(first: 40) { nodes { source eventType { name } package { name } function { name } error { signature { message } } } } }")]
    [InlineData(4, "{ events(first: 40) { nodes { user { login } session { clientId } entities { name } touched { role } } } }")]
    [InlineData(2, "{ events(first: 40) { nodes { sameAction { nodes { time } } } } }")]
    [InlineData(4, "{ users { nodes { groups { name } sessions { nodes { eventCount } } usage { totals { events } } } } }")]
    [InlineData(5, "{ users { nodes { usage { events(first: 3) { nodes { time user { login } } totalCount } } } } }")]
    [InlineData(5, "{ groups { nodes { memberCount parents { name } children { name } members { nodes { login } } } } }")]
    [InlineData(3, "{ sessions(first: 25) { nodes { events(first: 2) { nodes { time } } activity { nodes { events } } } } }")]
    [InlineData(3, "{ entities { nodes { events { nodes { time } } activity { nodes { events } } } } }")]
    [InlineData(3, "{ errors { nodes { firstSeenAt lastSeenAt users { nodes { login } } } } }")]
    [InlineData(3, "{ eventTypes { nodes { parameters { nodes { name events(first: 1) { nodes { time } } } } } } }")]
    public async Task A_level_costs_a_statement_not_a_row(int statements, string document)
    {
        // Without the answer cache: with it, a question that was asked before costs less, and one that was not also a look at the version.
        var (_, log) = await SqlLog.OfAsync(() => app.AskAsync(document, cacheControl: "no-cache"));
        Assert.True(statements == log.Count, string.Join("\n\n", log));
    }

    [Theory]
    [InlineData("packages")]
    [InlineData("functions")]
    [InlineData("eventTypes")]
    [InlineData("errors")]
    public async Task The_latest_events_of_a_thing_are_the_latest_of_each_of_its_kinds_of_events(string list)
    {
        foreach (var events in (string[])["events(first: 3)", "usage { events(first: 3)"])
        {
            var (_, log) = await SqlLog.OfAsync(() => app.AskAsync(
                $"{{ {list} {{ nodes {{ {events} {{ nodes {{ time }} }} {(events.StartsWith('u') ? "}" : "")} }} }} }}"));
            Assert.Equal(3, log[^1].Split("JOIN LATERAL").Length);
        }
    }

    [Fact]
    public async Task Nodes_by_their_ids_cost_a_statement_a_type()
    {
        var ids = (await app.AskAsync(
            "{ users { nodes { id } } packages { nodes { id } } events(first: 20) { nodes { id } } sessions { nodes { id } } }"))
            .EnumerateObject().SelectMany(list => list.Value.GetProperty("nodes").EnumerateArray())
            .Select(node => node.GetProperty("id").GetString()).ToArray();
        var (_, log) = await SqlLog.OfAsync(() => app.AskAsync("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids }));
        Assert.Equal(4, log.Count);
    }
}

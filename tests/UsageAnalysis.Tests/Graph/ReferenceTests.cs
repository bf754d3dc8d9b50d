using System.Text.Json;
using Xunit;

namespace UsageAnalysis.Tests.Graph;

/// <summary>Every reference leads in both directions.</summary>
public sealed class ReferenceTests(Village app) : IClassFixture<Village>
{
    const string Draw = "functions(where: { name: { eq: \"draw\" }, package: { name: { eq: \"Chem\" } } })";

    [Theory]
    [InlineData("users(where: { login: { eq: \"ann\" } })", "groups { name }", "Chemists Everybody Modellers")]
    [InlineData("users(where: { login: { eq: \"bob\" } })", "packages { nodes { name } }", "Bio Grid")]
    [InlineData("users(where: { login: { eq: \"ann\" } })", "functions { nodes { name } }", "draw")]
    [InlineData("users(where: { login: { eq: \"ann\" } })", "sessions(first: 1) { nodes { clientId } }", Village.AnnsSession)]
    [InlineData("users(where: { login: { eq: \"ann\" } })", "events(first: 2) { nodes { source } }", "function usage")]
    [InlineData("users(where: { groups: { some: { name: { eq: \"Modellers\" } } } })", "login", "ann bob")]
    [InlineData("groups(where: { name: { eq: \"Everybody\" } })", "members { nodes { login } }", "ann bob")]
    [InlineData("groups(where: { name: { eq: \"Everybody\" } })", "directMembers { nodes { login } }", "")]
    [InlineData("groups(where: { name: { eq: \"Everybody\" } })", "children { name }", "Chemists Modellers")]
    [InlineData("groups(where: { name: { eq: \"Chemists\" } })", "parents { name }", "Everybody")]
    [InlineData("groups(where: { name: { eq: \"Modellers\" } })", "events(first: 2) { nodes { user { login } } }", "bob ann")]
    [InlineData("packages(where: { name: { eq: \"Chem\" } })", "functions(first: 2) { nodes { name } }", "dock draw")]
    [InlineData("packages(where: { name: { eq: \"Chem\" } })", "versions { version }", "2.0.0 1.0.0 0.9.0")]
    [InlineData("packages(where: { name: { eq: \"Chem\" } })", "versions { package { name } }", "Chem Chem Chem")]
    [InlineData("packages(where: { name: { eq: \"Files\" } })", "entities { nodes { key } }", "f1")]
    [InlineData("packages(where: { name: { eq: \"Grid\" } })", "users { nodes { login } }", "ann bob dan eve")]
    [InlineData("packages(where: { name: { eq: \"Bio\" } })", "eventTypes { nodes { name } }", "open")]
    [InlineData("packages(where: { name: { eq: \"Core\" } })", "events { nodes { source } }", "error")]
    [InlineData(Draw, "users { nodes { login } }", "ann")]
    [InlineData(Draw, "inputs { name type }", "smiles string size int")]
    [InlineData(Draw, "outputs { name type }", "ok bool")]
    [InlineData(Draw,
        "parameters { nodes { direction name type } }", "input size number input smiles string output ok boolean")]
    [InlineData(Draw, "eventTypes { nodes { name } }", "run")]
    [InlineData(Draw, "events { nodes { type: source } }", "function")]
    [InlineData("eventTypes(where: { name: { ieq: \"RUN\" } })", "functions { nodes { name } }", "draw")]
    [InlineData("eventTypes(where: { name: { eq: \"tick\" } })", "packages { nodes { name } }", "Grid")]
    [InlineData("eventTypes(where: { name: { eq: \"open\" } })", "users { nodes { login } }", "bob")]
    [InlineData("eventTypes(where: { name: { eq: \"run\" } })", "parameters(where: { direction: { eq: \"output\" } }) { nodes { name } }", "ok")]
    [InlineData("eventTypes(where: { name: { eq: \"run\" } })",
        "parameters(first: 1) { nodes { function { name } eventType { name } package { name } } }", "draw run Chem")]
    [InlineData("eventTypes(where: { name: { eq: \"run\" } })", "parameters { nodes { events { nodes { source } } } }", "function function function")]
    [InlineData("eventTypes(where: { name: { eq: \"open\" } })", "events { nodes { user { login } } }", "bob")]
    [InlineData("entities(where: { key: { eq: \"t1\" } })", "events { nodes { source } }", "function")]
    [InlineData("entities(where: { key: { eq: \"t1\" } })", "users { nodes { login } }", "ann")]
    [InlineData("entities(order: [{ key: ASC }])", "package { name }", "Files")]
    [InlineData("entities(where: { package: { name: { eq: \"Files\" } } })", "name", "compounds.csv")]
    [InlineData("errors", "message", "no such column")]
    [InlineData("errors", "packages { nodes { name } }", "Core")]
    [InlineData("errors", "functions { nodes { name } }", "")]
    [InlineData("errors", "users { nodes { login } }", "")]
    [InlineData("errors", "firstSeenAt lastSeenAt", "2026-06-17T09:45:00Z 2026-06-17T09:45:00Z")]
    [InlineData("errors", "events { nodes { error { signature { message } } } }", "no such column")]
    [InlineData("sessions(where: { client: { eq: \"web\" } })", "events { nodes { source } }", "function")]
    [InlineData("sessions(where: { client: { eq: \"web\" } })", "activity { nodes { function { name } events } }", "draw 1")]
    [InlineData("events(where: { source: { eq: \"function\" } })", "touched { role entity { key } }", "input t1 output t1 subject f1")]
    [InlineData("events(where: { source: { eq: \"function\" } })", "entities { key }", "t1 f1")]
    [InlineData("events(where: { source: { eq: \"function\" } })", "sameAction { nodes { source } }", "function")]
    [InlineData("events(where: { source: { eq: \"audit\" } })", "sameAction { nodes { source } }", "")]
    [InlineData("events(first: 1, where: { source: { eq: \"usage\" } })", "events(first: 3) { totalCount nodes { source } }", "37 usage usage usage")]
    public async Task A_thing_leads_to_what_it_belongs_with(string list, string field, string values)
    {
        var data = await app.AskAsync($"{{ {list} {{ nodes {{ {field} }} }} }}");
        Assert.Equal(values, string.Join(' ', Leaves(data)));
    }

    [Theory]
    [InlineData("users(where: { login: { eq: \"ann\" } })", "run 1 tick 8")]
    [InlineData("groups(where: { name: { eq: \"Everybody\" } })", "open 1 run 1 tick 8 tick 7")]
    [InlineData("packages(where: { name: { eq: \"Grid\" } })", "tick 8 tick 7 tick 7 tick 7 tick 8")]
    [InlineData("functions(where: { name: { eq: \"draw\" } })", "run 1")]
    [InlineData("eventTypes(where: { name: { eq: \"open\" } })", "open 1")]
    [InlineData("entities(where: { key: { eq: \"t1\" } })", "run 1")]
    [InlineData("errors", "unhandled 1")]
    [InlineData("events(first: 1, where: { source: { eq: \"audit\" } })", "open 1")]
    public async Task Activity_tells_who_did_what_how_often(string list, string expected)
    {
        var data = await app.AskAsync($"{{ {list} {{ nodes {{ activity {{ nodes {{ eventType {{ name }} events }} }} }} }} }}");
        Assert.Equal(Pairs(expected.Split(' ')), Pairs(Leaves(data)));
    }

    [Fact]
    public async Task Activity_tells_the_first_and_the_last_time_and_can_be_narrowed()
    {
        var data = await app.AskAsync(
            """
            {
              packages(where: { name: { eq: "Grid" } }) {
                nodes {
                  activity(where: { user: { login: { eq: "bob" } }, source: { eq: "usage" } }, order: [{ events: DESC }]) {
                    totalCount nodes { user { login } firstEventAt lastEventAt errors error { message } }
                  }
                }
              }
            }
            """);
        Assert.Equal(
            """
            {"totalCount":1,"nodes":[{"user":{"login":"bob"},"firstEventAt":"2026-06-10T12:00:00Z","lastEventAt":"2026-06-13T12:00:00Z","errors":0,"error":null}]}
            """,
            data.GetProperty("packages").GetProperty("nodes")[0].GetProperty("activity").GetRawText());
    }

    [Theory]
    [InlineData("{ some: { name: { eq: \"smiles\" }, value: { eq: \"CCO\" } } }", 1)]
    [InlineData("{ some: { name: { eq: \"smiles\" }, value: { eq: \"3\" } } }", 0)]
    [InlineData("{ some: { name: { eq: \"size\" }, number: { gt: 2, lte: 3 } } }", 1)]
    [InlineData("{ some: { name: { eq: \"size\" }, number: { gt: 3 } } }", 0)]
    [InlineData("{ some: { direction: { eq: \"output\" }, value: { eq: \"true\" } } }", 1)]
    [InlineData("{ some: { value: { icontains: \"cc\" } } }", 1)]
    [InlineData("{ none: { name: { eq: \"smiles\" } } }", 39)]
    [InlineData("{ any: true }", 1)]
    public async Task Events_are_found_by_the_values_of_their_parameters(string parameters, int events)
    {
        var data = await app.AskAsync($"{{ events(first: 50, where: {{ parameters: {parameters} }}) {{ totalCount nodes {{ id }} }} }}");
        var page = data.GetProperty("events");
        Assert.Equal((events, events), (page.GetProperty("totalCount").GetInt32(), page.GetProperty("nodes").GetArrayLength()));
    }

    [Theory]
    [InlineData("users(first: 50)")]
    [InlineData("groups(first: 50)")]
    [InlineData("packages(first: 50)")]
    [InlineData("functions(first: 50)")]
    [InlineData("eventTypes(first: 50)")]
    [InlineData("sessions(first: 50)")]
    [InlineData("entities(first: 50)")]
    [InlineData("errors(first: 50)")]
    public async Task Every_list_of_events_has_as_many_rows_as_its_count_says(string list)
    {
        var data = await app.AskAsync($"{{ {list} {{ nodes {{ events(first: 100) {{ totalCount nodes {{ id }} }} }} }} }}");
        foreach (var node in data.EnumerateObject().Single().Value.GetProperty("nodes").EnumerateArray())
        {
            var events = node.GetProperty("events");
            Assert.Equal(events.GetProperty("totalCount").GetInt32(), events.GetProperty("nodes").GetArrayLength());
        }
    }

    static IEnumerable<string> Pairs(IEnumerable<string> values) => values.Chunk(2).Select(pair => string.Join(' ', pair)).Order();

    static IEnumerable<string> Leaves(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Leaves(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Leaves),
        JsonValueKind.Null => [],
        _ => [value.ToString()],
    };
}

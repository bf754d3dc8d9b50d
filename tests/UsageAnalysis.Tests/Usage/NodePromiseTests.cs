using System.Net.Http.Json;
using System.Text.Json;
using CsCheck;
using UsageAnalysis.Data;
using UsageAnalysis.Graph.Events;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Usage;

/// <summary>Usage under many nodes at once: each node's answer is that of its own events, and all of them cost as many statements as one.</summary>
public sealed class NodePromiseTests(WorldApp app) : IClassFixture<WorldApp>
{
    /// <summary>Nodes of a type: their keys and names in the database, and which events belong to a name.</summary>
    sealed record Nodes(string Type, string Sql, Func<Happening, World, string, bool> Has);

    static readonly Nodes[] All =
    [
        new("Package", "select id::text, name from packages", (e, _, name) => e.CountsFor == name),
        new("Function", "select f.id::text, p.name || ':' || f.name from functions f join packages p on p.id = f.package_id",
            (e, _, name) => e.QualifiedFunction == name),
        new("User", "select id::text, login from users where id <> 0", (e, _, name) => e.User == name),
        new("Group", "select id::text, name from groups", (e, world, name) => e.User is not null && world.GroupsOf(e.User).Contains(name)),
        new("EventType", "select id::text, source || '/' || name from event_names", (e, _, name) => $"{e.Source}/{e.Type}" == name),
        new("Entity", "select id::text, type || '/' || key from entities", (e, _, name) => e.Entities.Any(touch => touch.Entity == name)),
        new("Error", "select id::text, message from errors", (e, _, name) => e.Error == name),
        new("Session", "select user_id || ':' || s.id, login || '/' || s.id from sessions s join users u on u.id = s.user_id",
            (e, _, name) => $"{e.User}/{e.Session}" == name),
    ];

    [Fact]
    public Task Every_number_of_a_node_is_that_of_its_own_events() =>
        Gen.Select(World.AnyOf(All), Questions.Any).SampleAsync(async (nodes, question) =>
        {
            var known = await KnownAsync(nodes.Sql);
            await CheckAsync(nodes.Type, known.Select(node => NodeId.Encode(nodes.Type, node.Key)).ToArray(), question,
                (i, e) => nodes.Has(e, app.World, known[i].Name));
        }, iter: 60, threads: 2);

    [Fact]
    public Task An_event_has_the_usage_of_its_kind() => Questions.Any.SampleAsync(async question =>
    {
        var events = app.World.Happenings.Take(20).ToArray();
        await CheckAsync("Event", await IdsAsync(events), question, (i, e) => e.Kind == events[i].Kind);
    }, iter: 15, threads: 2);

    [Fact]
    public Task A_parameter_has_the_usage_of_the_events_that_carry_it() => Questions.Any.SampleAsync(async question =>
    {
        var known = await KnownAsync(
            """
            select p.id::text, t.source || '/' || t.name || '/' || a.name || '/' || case when f.id is null then '' else a.name || ':' || f.name end
              || '/' || coalesce(e.message, '') || '|' || case p.direction when 'other' then 'other' else p.direction || 's' end || '/' || p.name
            from event_parameters p join event_types t on t.id = p.event_type_id join packages a on a.id = t.package_id
            left join functions f on f.id = t.function_id left join errors e on e.id = t.error_id order by p.id limit 25
            """);
        await CheckAsync("EventParameter", [.. known.Select(p => NodeId.Encode("EventParameter", p.Key))], question, (i, e) =>
            known[i].Name.Split('|') is [var kind, var name] && e.Kind == kind && e.Parameters.Contains(name));
    }, iter: 10, threads: 2);

    [Theory]
    [InlineData("totals { events users newUsers sessions errors errorRate duration { mean } }", 1)]
    [InlineData("previous { events users }", 1)]
    [InlineData("series { lines { events } }", 1)]
    [InlineData("series(by: USER) { lines { events } }", 2)]
    [InlineData("breakdown(by: [USER, SOURCE], where: { events: { gt: 1 } }) { rows { measures { users } } }", 1)]
    [InlineData("breakdown(by: [USER]) { rows { previous { users } share } other { users } }", 4)]
    [InlineData("cells(y: GROUP, color: SOURCE) { events }", 3)]
    [InlineData("again: totals { events } totals { events } previous { events } series { lines { events } }", 3)]
    public async Task Fifty_nodes_are_answered_by_as_many_statements_as_one(string asked, int statements)
    {
        var ids = await IdsAsync(app.World.Happenings.DistinctBy(e => e.Kind).Take(50));
        var document =
            $$"""
            query ($ids: [ID!]!) {
              nodes(ids: $ids) {
                ... on Event { usage(scope: { range: { preset: ALL_TIME }, compare: PREVIOUS_PERIOD, packages: ["Chem", "Core"] }) { {{asked}} } }
              }
            }
            """;

        // Some of these share a statement, which the answer cache would not ask again.
        var (data, log) = await SqlLog.OfAsync(() => app.AskAsync(document, new { ids }, cacheControl: "no-cache"));

        Assert.Equal(50, data.GetProperty("nodes").GetArrayLength());
        Assert.Equal(statements, log.Count(sql => sql.StartsWith("-- Usage", StringComparison.Ordinal)));
        // The scope is resolved once: when the first event was, and which packages are meant.
        Assert.Single(log, sql => sql.StartsWith("select min(bucket)", StringComparison.Ordinal));
        Assert.Single(log, sql => sql.Contains("from packages where name = any", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_usage_of_all_functions_of_all_packages_is_one_statement()
    {
        var (data, log) = await SqlLog.OfAsync(() => app.AskAsync(
            "{ packages(first: 50) { nodes { name functions(first: 5) { nodes { name usage { totals { events users } } } } } } }"));

        Assert.True(data.GetProperty("packages").GetProperty("nodes").EnumerateArray()
            .Count(package => package.GetProperty("functions").GetProperty("nodes").GetArrayLength() > 0) > 1);
        Assert.Single(log, sql => sql.StartsWith("-- Usage", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_scope_or_question_that_makes_no_sense_fails_its_own_fields_alone()
    {
        var ids = (await KnownAsync("select id::text, login from users where id <> 0")).Select(user => NodeId.Encode("User", user.Key));
        using var response = await app.Http.PostAsJsonAsync("/graphql", new
        {
            query =
                """
                query ($ids: [ID!]!) {
                  nodes(ids: $ids) { ... on User {
                    usage(scope: { range: { preset: LAST_30_DAYS } }) { totals { events } }
                    lost: usage(scope: { packages: ["Nosuch"] }) { previous { events } }
                  } }
                  usage { previous { events } }
                }
                """,
            variables = new { ids },
        });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.All(answer.GetProperty("errors").EnumerateArray(), error =>
        {
            Assert.Equal("UNKNOWN_SCOPE_ENTRY", error.GetProperty("extensions").GetProperty("code").GetString());
            Assert.Equal("lost", error.GetProperty("path")[2].GetString());
        });
        Assert.Equal(JsonValueKind.Object, answer.GetProperty("data").GetProperty("usage").ValueKind);
    }

    async Task CheckAsync(string type, string[] ids, Question question, Func<int, Happening, bool> isOf)
    {
        var (_, variables) = question.Ask();
        variables["ids"] = ids;
        var data = await app.AskAsync(
            $"query ($ids: [ID!]!, {Question.Variables}) {{ nodes(ids: $ids) {{ ... on {type} {{ usage(scope: $scope) {{ ...everything }} }} }} }} {Question.Fields}",
            variables);
        foreach (var (i, node) in data.GetProperty("nodes").EnumerateArray().Index())
        {
            AnswerCheck.Everything(app.World, question, node.GetProperty("usage"), e => isOf(i, e));
        }
    }

    async Task<string[]> IdsAsync(IEnumerable<Happening> events)
    {
        var users = (await KnownAsync("select id::text, login from users")).ToDictionary(user => user.Name, user => int.Parse(user.Key, null));
        return [.. events.Select(e => EventKey.Encode(
            new Event { UserId = users[e.User ?? ""], EventTypeId = 0, Time = e.Time, Id = e.Id, IsError = e.IsError }))];
    }

    async Task<List<(string Key, string Name)>> KnownAsync(string sql)
    {
        await using var command = app.DataSource.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var known = new List<(string, string)>();
        while (await reader.ReadAsync())
        {
            known.Add((reader.GetString(0), reader.GetString(1)));
        }
        return known;
    }
}

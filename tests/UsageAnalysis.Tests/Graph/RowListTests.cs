using Xunit;

namespace UsageAnalysis.Tests.Graph;

/// <summary>Lists, page by page.</summary>
public sealed class RowListTests(Village app) : IClassFixture<Village>
{
    [Theory]
    [InlineData("users", 5, "[{ login: ASC }]")]
    [InlineData("users", 5, "[{ name: ASC }]")]
    [InlineData("users", 5, "[{ name: DESC }]")]
    [InlineData("users", 5, "[{ registeredAt: DESC }]")]
    [InlineData("users", 5, "[{ registeredAt: ASC }, { lastEventAt: DESC }]")]
    [InlineData("users", 5, "[{ firstEventAt: ASC }]")]
    [InlineData("groups", 4, "[{ name: DESC }]")]
    [InlineData("packages", 6, "[{ category: ASC }]")]
    [InlineData("packages", 6, "[{ category: DESC }, { name: ASC }]")]
    [InlineData("functions", 9, "[{ name: ASC }]")]
    [InlineData("functions", 9, "[{ kind: DESC }, { name: ASC }]")]
    [InlineData("functions", 9, "[{ package: { category: DESC } }]")]
    [InlineData("functions", 9, "[{ package: { name: DESC } }, { kind: ASC }]")]
    [InlineData("sessions", 25, "[{ startedAt: DESC }]")]
    [InlineData("sessions", 25, "[{ eventCount: ASC }]")]
    [InlineData("sessions", 25, "[{ errorCount: DESC }, { lastEventAt: ASC }]")]
    [InlineData("events", 40, "[{ time: ASC }]")]
    [InlineData("events", 40, "[{ durationMs: ASC }]")]
    [InlineData("events", 40, "[{ durationMs: DESC }]")]
    [InlineData("events", 40, "[{ durationMs: DESC }, { time: ASC }]")]
    public async Task Pages_in_both_directions_give_every_row_once_though_keys_are_tied(string list, int rows, string order)
    {
        var whole = await PagesAsync(list, order, 50, backwards: false);

        Assert.Equal(rows, whole.Distinct().Count());
        Assert.Equal(whole, await PagesAsync(list, order, 3, backwards: false));
        Assert.Equal(whole, await PagesAsync(list, order, 4, backwards: true));
    }

    [Theory]
    [InlineData("users { nodes { login } }", "ann bob dan eve zoe")]
    [InlineData("groups { nodes { name } }", "Chemists Empty Everybody Modellers")]
    [InlineData("packages { nodes { name } }", "Bio Chem Core Files Grid Unused")]
    [InlineData("functions { nodes { name } }", "dock dock dock draw draw draw open open open")]
    [InlineData("sessions(first: 1) { nodes { clientId } }", Village.AnnsSession)]
    [InlineData("events(first: 3) { nodes { source } }", "audit error function")]
    public async Task Without_an_order_lists_go_by_name_or_begin_with_the_latest(string list, string values)
    {
        var data = await app.AskAsync($"{{ {list} }}");
        var nodes = data.EnumerateObject().Single().Value.GetProperty("nodes").EnumerateArray();
        Assert.Equal(values, string.Join(' ', nodes.Select(node => node.EnumerateObject().Single().Value.GetString())));
    }

    [Theory]
    [InlineData("users", "{ login: { startsWith: \"a\" } }", 1)]
    [InlineData("users", "{ name: { eq: null } }", 2)]
    [InlineData("users", "{ or: [{ name: { eq: \"Bob\" } }, { registeredAt: { lt: \"2026-06-01T00:00:00Z\" } }] }", 2)]
    [InlineData("groups", "{ name: { in: [\"Empty\", \"Chemists\", \"Nosuch\"] } }", 2)]
    [InlineData("packages", "{ category: { neq: \"Science\" } }", 4)]
    [InlineData("functions", "{ tags: { some: { eq: \"render\" } }, package: { category: { eq: \"Science\" } } }", 2)]
    [InlineData("functions", "{ tags: { any: false } }", 6)]
    [InlineData("sessions", "{ user: { login: { eq: \"ann\" } }, client: { eq: \"web\" } }", 1)]
    [InlineData("sessions", "{ eventCount: { gte: 2 } }", 0)]
    [InlineData("events", "{ user: { login: { eq: \"ann\" } }, source: { eq: \"function\" } }", 1)]
    [InlineData("events", "{ entities: { some: { role: { eq: \"output\" }, entity: { key: { eq: \"t1\" } } } } }", 1)]
    [InlineData("events", "{ entities: { any: false } }", 39)]
    [InlineData("events", "{ package: { name: { eq: \"Core\" } } }", 1)]
    [InlineData("events", "{ function: { name: { eq: \"draw\" } } }", 1)]
    [InlineData("events", "{ isError: { eq: true } }", 1)]
    [InlineData("events", "{ error: { icontains: \"COLUMN\" } }", 1)]
    [InlineData("events", "{ durationMs: { gt: 2 } }", 1)]
    [InlineData("events", "{ durationMs: { eq: null } }", 12)]
    [InlineData("events", "{ time: { gte: \"2026-06-13T12:00:00Z\", lt: \"2026-06-17T09:45:00Z\" } }", 10)]
    [InlineData("events", "{ senderId: { eq: \"0190c2a4-0000-7000-8000-000000000003\" } }", 1)]
    public async Task A_filter_lets_through_what_fits_and_counts_it(string list, string where, int rows)
    {
        var page = (await app.AskAsync($"{{ {list}(first: 50, where: {where}) {{ totalCount nodes {{ id }} }} }}")).GetProperty(list);
        Assert.Equal((rows, rows), (page.GetProperty("totalCount").GetInt32(), page.GetProperty("nodes").GetArrayLength()));
    }

    [Fact]
    public async Task A_scope_and_a_filter_narrow_the_rows_together()
    {
        var page = (await app.AskAsync(
            """
            {
              usage(scope: { users: ["ann"] }) {
                events(where: { durationMs: { gte: 2 } }, order: [{ durationMs: DESC }]) { totalCount nodes { durationMs } }
              }
            }
            """))
            .GetProperty("usage").GetProperty("events");
        var durations = page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("durationMs").GetDouble()).ToArray();
        Assert.Equal([12.5, 2, 2], durations);
        Assert.Equal(3, page.GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task The_functions_of_a_package_are_a_list_of_their_own()
    {
        var data = await app.AskAsync(
            """
            {
              packages(where: { name: { eq: "Bio" } }) { nodes { functions(first: 2) { totalCount nodes { name } pageInfo { hasNextPage } } } }
            }
            """);
        var functions = data.GetProperty("packages").GetProperty("nodes")[0].GetProperty("functions");
        Assert.Equal("""{"totalCount":3,"nodes":[{"name":"dock"},{"name":"draw"}],"pageInfo":{"hasNextPage":true}}""", functions.GetRawText());
    }

    [Fact]
    public async Task A_cursor_of_another_order_or_list_is_quoted()
    {
        var groups = (await app.AskAsync("{ groups(first: 1) { pageInfo { endCursor } } }")).GetProperty("groups");
        var cursor = groups.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        // Packages have the very same keys: a name, then a number.
        foreach (var field in new[] { "groups(order: [{ name: DESC }], ", "packages(", "users(order: [{ name: ASC }], ", "events(" })
        {
            var error = await app.FailAsync($"{{ {field}after: \"{cursor}\") {{ totalCount nodes {{ id }} }} }}");
            Assert.Equal("HC0078", error.GetProperty("extensions").GetProperty("code").GetString());
            Assert.Contains($"'{cursor}'", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        }
    }

    /// <summary>Ids in the order of the list, though it was read from its end.</summary>
    async Task<List<string>> PagesAsync(string list, string order, int size, bool backwards)
    {
        var ids = new List<string>();
        for (string? cursor = null; ;)
        {
            var page = backwards ? $"last: {size}, before: $cursor" : $"first: {size}, after: $cursor";
            var connection = (await app.AskAsync(
                $$"""
                query ($cursor: String) {
                  {{list}}({{page}}, order: {{order}}) {
                    totalCount edges { node { id } } pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
                  }
                }
                """,
                new { cursor })).GetProperty(list);
            var rows = connection.GetProperty("edges").EnumerateArray().Select(edge => edge.GetProperty("node").GetProperty("id").GetString()!);
            ids.InsertRange(backwards ? 0 : ids.Count, rows);
            var info = connection.GetProperty("pageInfo");
            if (!info.GetProperty(backwards ? "hasPreviousPage" : "hasNextPage").GetBoolean())
            {
                Assert.Equal(connection.GetProperty("totalCount").GetInt32(), ids.Count);
                return ids;
            }
            cursor = info.GetProperty(backwards ? "startCursor" : "endCursor").GetString();
        }
    }
}

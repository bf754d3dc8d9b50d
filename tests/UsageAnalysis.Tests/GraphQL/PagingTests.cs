using System.Text.Json;
using System.Text;
using Xunit;

namespace UsageAnalysis.Tests.GraphQL;

public sealed class PagingTests(LibraryDatabase database) : IClassFixture<LibraryDatabase>
{
    const string Page = """
        query Page($first: Int, $after: String, $last: Int, $before: String, $order: [BookSortInput!]) {
          books(first: $first, after: $after, last: $last, before: $before, order: $order) {
            edges { cursor node { title } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
          }
        }
        """;

    [Theory]
    [InlineData("[]")]
    [InlineData("""[{"title":"ASC"}]""")]
    [InlineData("""[{"published":"DESC"}]""")]
    [InlineData("""[{"pages":"ASC"}]""")]
    [InlineData("""[{"pages":"DESC"}]""")]
    [InlineData("""[{"subtitle":"ASC"},{"pages":"DESC"}]""")]
    [InlineData("""[{"author":{"name":"DESC"}},{"pages":"ASC"},{"published":"DESC"}]""")]
    public async Task Pages_forwards_and_backwards_join_to_the_whole_order(string order)
    {
        await using var room = await Room.StartAsync(database.AddShelf);
        var keys = JsonSerializer.Deserialize<JsonElement>(order);
        var whole = Titles(await PageAsync(room, new { first = 100, order = keys }));
        Assert.Equal(30, whole.Distinct().Count());

        Assert.Equal(whole, await WalkAsync(room, "endCursor", "hasNextPage", at => new { first = 7, after = at, order = keys }, (all, page) => [.. all, .. page]));
        Assert.Equal(whole,
            await WalkAsync(room, "startCursor", "hasPreviousPage", at => new { last = 7, before = at, order = keys }, (all, page) => [.. page, .. all]));
    }

    [Fact]
    public async Task Nulls_stand_as_in_PostgreSQL()
    {
        await using var room = await Room.StartAsync(database.AddShelf);
        var ascending = await room.DataAsync("{ books(first: 100, order: [{ pages: ASC }]) { nodes { pages } } }");
        Assert.EndsWith("{\"pages\":null}]}}", ascending);
        var descending = await room.DataAsync("{ books(first: 100, order: [{ pages: DESC }]) { nodes { pages } } }");
        Assert.StartsWith("""{"books":{"nodes":[{"pages":null}""", descending);
    }

    [Fact]
    public async Task One_way_orders_seek_by_a_row_comparison_and_values_are_parameters()
    {
        await using var room = await Room.StartAsync(database.AddShelf);
        var end = (await PageAsync(room, new { first = 3 })).GetProperty("pageInfo").GetProperty("endCursor").GetString();
        database.Statements.Clear();
        await PageAsync(room, new { first = 3, after = end });
        var statement = Assert.Single(database.Statements);
        Assert.Matches(@"WHERE \(b\.""Published"", b\.""Id""\) < \(@\w+, @\w+\)", statement);
        Assert.DoesNotContain("2020", statement);
    }

    [Fact]
    public async Task The_count_is_asked_for_only_when_it_is_selected()
    {
        await using var room = await Room.StartAsync(database.AddShelf);
        database.Statements.Clear();
        Assert.Equal("""{"books":{"totalCount":30}}""", await room.DataAsync("{ books { totalCount } }"));
        Assert.Contains("count(*)", Assert.Single(database.Statements));
        database.Statements.Clear();
        await room.DataAsync("{ books { nodes { title } } }");
        Assert.DoesNotContain("count(*)", Assert.Single(database.Statements));
    }

    [Fact]
    public async Task A_count_that_the_resolver_knows_serves_unfiltered_connections()
    {
        await using var room = await Room.StartAsync(database.AddShelf);
        Assert.Equal("""{"authors":{"totalCount":4711}}""", await room.DataAsync("{ authors { totalCount } }"));
        Assert.Equal("""{"authors":{"totalCount":1}}""", await room.DataAsync("""{ authors(where: { name: { eq: "Ann" } }) { totalCount } }"""));
    }

    [Fact]
    public async Task Parallel_fields_never_share_a_context()
    {
        await using var room = await Room.StartAsync(database.AddShelf);
        var fields = string.Join(' ', Enumerable.Range(0, 20).Select(i => $"f{i}: books(first: {i + 1}) {{ totalCount nodes {{ title author {{ name }} }} }}"));
        var data = await room.DataAsync($"{{ {fields} }}");
        Assert.Contains("\"f19\":{\"totalCount\":30", data);
    }

    [Theory]
    [InlineData("first: 101", "HC0051", "101")]
    [InlineData("first: -1", "HC0079", "-1")]
    [InlineData("first: 1, last: 1", "HC0052", "first")]
    [InlineData("after: \"nonsense\"", "HC0078", "nonsense")]
    [InlineData("after: \"\"", "HC0078", "empty")]
    public async Task Bad_paging_arguments_are_named(string arguments, string code, string quoted)
    {
        await using var room = await Room.StartAsync(database.AddShelf);
        var error = await room.ErrorAsync($"{{ books({arguments}) {{ nodes {{ title }} }} }}");
        Assert.Equal(code, error.Code);
        Assert.Contains(quoted, error.Message);
    }

    [Fact]
    public async Task Foreign_cut_and_forged_cursors_are_refused()
    {
        await using var room = await Room.StartAsync(database.AddShelf);
        var end = (await PageAsync(room, new { first = 3 })).GetProperty("pageInfo").GetProperty("endCursor").GetString()!;
        var parts = JsonSerializer.Deserialize<object[]>(Convert.FromBase64String(end))!;
        string[] bad =
        [
            end[..^4], end[..^1], end + "AAAA", Forge([parts[0]]), Forge([parts[0], 5, 5]), Forge([parts[0], parts[1], "x"]),
            Forge([parts[0], parts[1], null]), Forge(["00000000", parts[1], parts[2]]), Forge([]),
        ];
        foreach (var cursor in bad)
            Assert.Equal("HC0078", (await room.ErrorAsync(Page, new { after = cursor })).Code);
        Assert.Equal("HC0078", (await room.ErrorAsync(Page, new { after = end, order = new[] { new { title = "ASC" } } })).Code);

        static string Forge(object?[] values) => Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(values)));
    }

    static async Task<List<string>> WalkAsync(
        Room room, string cursor, string more, Func<string?, object> variables, Func<List<string>, List<string>, List<string>> join)
    {
        List<string> all = [];
        string? at = null;
        for (var pages = 0; pages < 10; pages++)
        {
            var page = await PageAsync(room, variables(at));
            all = join(all, Titles(page));
            var info = page.GetProperty("pageInfo");
            if (!info.GetProperty(more).GetBoolean()) return all;
            at = info.GetProperty(cursor).GetString();
        }
        return all;
    }

    static async Task<JsonElement> PageAsync(Room room, object variables) =>
        JsonSerializer.Deserialize<JsonElement>(await room.DataAsync(Page, variables)).GetProperty("books");

    static List<string> Titles(JsonElement page) =>
        [.. page.GetProperty("edges").EnumerateArray().Select(e => e.GetProperty("node").GetProperty("title").GetString()!)];
}

using System.Text.Json;
using Xunit;

namespace UsageAnalysis.Tests.GraphQL;

/// <summary>Connections below a list: a page for each of its objects, in one statement.</summary>
public sealed class RelatedTests(LibraryDatabase database) : IClassFixture<LibraryDatabase>
{
    public static TheoryData<string, Func<IEnumerable<BookRecord>, IEnumerable<BookRecord>>> Pages => new()
    {
        { "", books => books.OrderByDescending(b => b.Published).ThenByDescending(b => b.Id) },
        { "first: 3", books => books.OrderByDescending(b => b.Published).ThenByDescending(b => b.Id).Take(3) },
        { "last: 2", books => books.OrderByDescending(b => b.Published).ThenByDescending(b => b.Id).TakeLast(2) },
        { "first: 4, order: [{ title: ASC }]", books => books.OrderBy(b => b.Title).Take(4) },
        { "first: 3, order: [{ author: { name: DESC } }, { title: DESC }]", books => books.OrderByDescending(b => b.Title).Take(3) },
        {
            "first: 2, where: { kind: { neq: NOVEL } }, order: [{ title: ASC }]",
            books => books.Where(b => b.Kind != BookKind.Novel).OrderBy(b => b.Title).Take(2)
        },
        { "where: { title: { eq: \"Book 001\" } }", books => books.Where(b => b.Id == 1) },
        { "first: 0", books => [] },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_object_of_a_list_gets_its_own_page(string page, Func<IEnumerable<BookRecord>, IEnumerable<BookRecord>> expected)
    {
        await using var room = await Room.StartAsync(database.AddShelf);
        var arguments = page.Length == 0 ? "" : $"({page})";
        var data = await AskAsync(room, $"{{ authors {{ nodes {{ name books{arguments} {{ nodes {{ title }} }} }} }} }}");
        Assert.Equal(
            Shelf.Authors().OrderBy(a => a.Id).Select(a => $"{a.Name}: {string.Join(' ', expected(a.Books).Select(b => b.Title))}"),
            Authors(data).Select(a => $"{a.GetProperty("name")}: {string.Join(' ', Titles(a.GetProperty("books")))}"));
    }

    [Fact]
    public async Task One_statement_brings_the_pages_of_a_level_and_one_more_their_counts()
    {
        await using var room = await Room.StartAsync(database.AddShelf);
        database.Statements.Clear();
        await room.DataAsync("{ authors { nodes { books(first: 2) { nodes { title } } } } }");
        Assert.Equal(2, database.Statements.Count);
        database.Statements.Clear();
        await room.DataAsync("{ authors { nodes { books(first: 2) { totalCount nodes { title } } books(first: 2) { pageInfo { endCursor } } } } }");
        Assert.Equal(3, database.Statements.Count);
        database.Statements.Clear();
        await room.DataAsync("{ authors { nodes { a: books { totalCount } b: books(first: 1) { nodes { author { books { nodes { title } } } } } } } }");
        Assert.Equal(5, database.Statements.Count);
    }

    [Fact]
    public async Task A_page_is_a_lateral_join_which_stops_at_its_size_and_keeps_its_order()
    {
        await using var room = await Room.StartAsync(database.AddShelf);
        database.Statements.Clear();
        await room.DataAsync("{ authors { nodes { books(first: 2) { nodes { title } } others(first: 2) { nodes { title } } } } }");
        var pages = database.Statements.Where(statement => statement.Contains("BookRecord", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, pages.Length);
        Assert.All(pages, statement => Assert.Contains("LATERAL", statement, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_fields_of_one_object_that_ask_differently_are_answered_differently()
    {
        await using var room = await Room.StartAsync(database.AddShelf);
        Assert.Equal(
            """{"authors":{"nodes":[{"a":{"totalCount":10},"b":{"nodes":[{"title":"Book 003"}]}}]}}""",
            await room.DataAsync("""
                { authors(first: 1) { nodes { a: books { totalCount } b: books(first: 1, order: [{ title: ASC }]) { nodes { title } } } } }
                """));
    }

    [Fact]
    public async Task Cursors_page_on_below_a_single_object()
    {
        await using var room = await Room.StartAsync(database.AddShelf);
        const string document = """
            query ($after: String) {
              authors(where: { name: { eq: "Bob" } }) {
                nodes { books(first: 3, after: $after, order: [{ pages: ASC }]) { nodes { title } pageInfo { endCursor hasNextPage hasPreviousPage } } }
              }
            }
            """;
        List<string> titles = [];
        string? after = null;
        for (var more = true; more;)
        {
            var books = Authors(await AskAsync(room, document, new { after })).Single().GetProperty("books");
            var info = books.GetProperty("pageInfo");
            Assert.Equal(after is not null, info.GetProperty("hasPreviousPage").GetBoolean());
            titles.AddRange(Titles(books));
            (after, more) = (info.GetProperty("endCursor").GetString(), info.GetProperty("hasNextPage").GetBoolean());
        }
        var expected = Shelf.Authors().Single(a => a.Name == "Bob").Books.OrderBy(b => b.Pages is null).ThenBy(b => b.Pages).ThenBy(b => b.Id);
        Assert.Equal(expected.Select(b => b.Title), titles);
    }

    [Fact]
    public async Task Counts_heed_the_filter_and_use_what_is_known_without_one()
    {
        await using var room = await Room.StartAsync(database.AddShelf);
        Assert.Equal(
            """{"authors":{"nodes":[{"books":{"totalCount":3},"others":{"totalCount":4721}},{"books":{"totalCount":3},"others":{"totalCount":4721}},{"books":{"totalCount":3},"others":{"totalCount":4721}}]}}""",
            await room.DataAsync("{ authors { nodes { books(where: { title: { contains: \"Book 00\" } }) { totalCount } others { totalCount } } } }"));
        Assert.Equal(
            """{"authors":{"nodes":[{"others":{"totalCount":6,"nodes":[{"title":"Book 001"}]}},{"others":{"totalCount":6,"nodes":[{"title":"Book 002"}]}},{"others":{"totalCount":6,"nodes":[{"title":"Book 001"}]}}]}}""",
            await room.DataAsync(
                """{ authors { nodes { others(first: 1, order: [{ title: ASC }], where: { title: { contains: "Book 00" } }) { totalCount nodes { title } } } } }"""));
    }

    [Fact]
    public async Task Bad_arguments_below_a_list_are_named()
    {
        await using var room = await Room.StartAsync(database.AddShelf);
        Assert.Equal("HC0051", (await room.ErrorAsync("{ authors { nodes { books(first: 51) { totalCount } } } }")).Code);
        Assert.Equal("HC0078", (await room.ErrorAsync("{ authors { nodes { books(after: \"x\") { totalCount } } } }")).Code);
    }

    static async Task<JsonElement> AskAsync(Room room, string document, object? variables = null) =>
        JsonSerializer.Deserialize<JsonElement>(await room.DataAsync(document, variables));

    static JsonElement[] Authors(JsonElement data) => [.. data.GetProperty("authors").GetProperty("nodes").EnumerateArray()];

    static IEnumerable<string> Titles(JsonElement books) => books.GetProperty("nodes").EnumerateArray().Select(b => b.GetProperty("title").GetString()!);
}

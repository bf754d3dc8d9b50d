using System.Text.Json;
using UsageAnalysis.GraphQL.Conventions;
using Xunit;

namespace UsageAnalysis.Tests.GraphQL;

public sealed class FilterTests(LibraryDatabase database) : IClassFixture<LibraryDatabase>
{
    const string Ask = """
        query Ask($where: BookFilterInput) {
          books(first: 100, where: $where, order: [{ title: ASC }]) { totalCount nodes { title } }
        }
        """;

    public static TheoryData<string, Func<BookRecord, bool>> Filters => new()
    {
        { """{"title":{"eq":"Book 007"}}""", b => b.Id == 7 },
        { """{"title":{"neq":"Book 007"}}""", b => b.Id != 7 },
        { """{"subtitle":{"eq":null}}""", b => b.Subtitle is null },
        { """{"subtitle":{"neq":null}}""", b => b.Subtitle is not null },
        { """{"subtitle":{"neq":"100%_1"}}""", b => b.Subtitle != "100%_1" },
        { """{"subtitle":{"contains":"%_1"}}""", b => b.Subtitle?.Contains("%_1") == true },
        { """{"subtitle":{"icontains":"%_1"}}""", b => b.Subtitle?.Contains("%_1") == true },
        { """{"subtitle":{"icontains":"0_"}}""", _ => false },
        { """{"title":{"contains":"book"}}""", _ => false },
        { """{"title":{"icontains":"bOOk 01"}}""", b => b.Title.StartsWith("Book 01", StringComparison.Ordinal) },
        { """{"title":{"ieq":"BOOK 011"}}""", b => b.Id == 11 },
        { """{"title":{"startsWith":"Book 00","nendsWith":"9"}}""", b => b.Id < 9 },
        { """{"title":{"or":[{"endsWith":"1"},{"endsWith":"2"}]}}""", b => b.Id % 10 is 1 or 2 },
        { """{"kind":{"eq":"SHORT_STORY"}}""", b => b.Kind == BookKind.ShortStory },
        { """{"kind":{"in":["NOVEL","NON_FICTION"]}}""", b => b.Kind != BookKind.ShortStory },
        { """{"pages":{"in":[10,null]}}""", b => b.Pages is 10 or null },
        { """{"pages":{"gte":20,"lt":50}}""", b => b.Pages is >= 20 and < 50 },
        { """{"published":{"gte":"2020-01-05T00:00:00Z"}}""", b => b.Published >= Shelf.Epoch.AddDays(4) },
        { """{"published":{"lt":"2020-01-05T02:00:00+02:00"}}""", b => b.Published < Shelf.Epoch.AddDays(4) },
        { """{"isbn":{"eq":"00000005-0000-0000-0000-000000000000"}}""", b => b.Id == 5 },
        { """{"authorName":{"eq":"Bob"}}""", b => b.Author.Name == "Bob" },
        { """{"author":{"name":{"in":["Ann","Bob"]}}}""", b => b.Author.Name is "Ann" or "Bob" },
        { """{"author":{"books":{"some":{"title":{"eq":"Book 001"}}}}}""", b => b.AuthorId == 2 },
        { """{"author":{"books":{"none":{"title":{"eq":"Book 001"}}}}}""", b => b.AuthorId != 2 },
        { """{"author":{"books":{"all":{"kind":{"eq":"NOVEL"}}}}}""", b => b.AuthorId == 1 },
        { """{"tags":{"any":true}}""", b => b.Tags.Length > 0 },
        { """{"tags":{"any":false}}""", b => b.Tags.Length == 0 },
        { """{"tags":{"some":{"eq":"rare"}}}""", b => b.Tags.Contains("rare") },
        {
            """{"or":[{"title":{"eq":"Book 001"}},{"pages":{"gt":55},"kind":{"neq":"NOVEL"}}]}""",
            b => b.Id == 1 || (b.Pages > 55 && b.Kind != BookKind.Novel)
        },
        { """{"and":[{"pages":{"gt":10}},{"pages":{"lt":30}}],"title":{"neq":"Book 002"}}""", b => b.Pages is > 10 and < 30 && b.Id != 2 },
        { "{}", _ => true },
        { """{"or":[]}""", _ => true },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Filters_mean_what_they_say(string where, Func<BookRecord, bool> expected)
    {
        await using var room = await Room.StartAsync(database.AddShelf);
        var books = JsonSerializer.Deserialize<JsonElement>(
            await room.DataAsync(Ask, new { where = JsonSerializer.Deserialize<JsonElement>(where) })).GetProperty("books");
        var titles = Shelf.Authors().SelectMany(a => a.Books).Where(expected).Select(b => b.Title).Order(StringComparer.Ordinal);
        Assert.Equal(titles, books.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("title").GetString()!));
    }

    [Fact]
    public async Task Ids_are_filtered_as_node_ids()
    {
        await using var room = await Room.StartAsync(database.AddShelf);
        var id = NodeId.Encode("Book", 3);
        Assert.Contains("Book 003", await room.DataAsync($$"""{ books(where: { id: { in: ["{{id}}"] } }) { nodes { title } } }"""));
        var foreign = NodeId.Encode("Author", 3);
        var (message, code) = await room.ErrorAsync($$"""{ books(where: { id: { eq: "{{foreign}}" } }) { nodes { title } } }""");
        Assert.Equal("INVALID_ID", code);
        Assert.Contains("is not the id of a Book", message);
    }

    [Fact]
    public async Task Values_are_parameters_never_constants()
    {
        await using var room = await Room.StartAsync(database.AddShelf);
        database.Statements.Clear();
        await room.DataAsync("""
            { books(where: { title: { in: ["x'; drop", "zz"] }, pages: { gt: 4242 }, kind: { eq: NOVEL }, subtitle: { icontains: "qq" } }) {
                nodes { title } } }
            """);
        var statement = Assert.Single(database.Statements);
        Assert.Contains("= ANY (@", statement);
        Assert.Contains("ILIKE @", statement);
        foreach (var value in new[] { "drop", "4242", "qq" }) Assert.DoesNotContain(value, statement);
    }

    [Fact]
    public async Task A_filter_has_a_budget()
    {
        await using var room = await Room.StartAsync(database.AddShelf);
        var many = Enumerable.Range(0, 101).Select(_ => new { title = new { eq = "x" } }).ToArray();
        Assert.Equal("FILTER_TOO_LARGE", await CodeAsync(new { or = many }));
        var long501 = Enumerable.Repeat("x", 501).ToArray();
        Assert.Equal("FILTER_TOO_LARGE", await CodeAsync(new { title = new { @in = long501, nin = long501 } }));
        var deep = Enumerable.Range(0, 21).Aggregate("""{ title: { eq: "x" } }""", (inner, _) => $"{{ and: [{inner}] }}");
        Assert.Equal("FILTER_TOO_LARGE", (await room.ErrorAsync($"{{ books(where: {deep}) {{ totalCount }} }}")).Code);
        var thousand = Enumerable.Range(0, 1000).Select(i => $"Book {i:000}").ToArray();
        Assert.Contains("\"totalCount\":30", await room.DataAsync(Ask, new { where = new { title = new { @in = thousand } } }));
        var hundred = Enumerable.Range(0, 100).Select(i => new { title = new { eq = $"Book {i:000}" } }).ToArray();
        Assert.Contains("\"totalCount\":30", await room.DataAsync(Ask, new { where = new { or = hundred } }));

        async Task<string> CodeAsync(object where) => (await room.ErrorAsync(Ask, new { where })).Code;
    }

    [Theory]
    [InlineData("pages: { gt: null }", "INVALID_FILTER")]
    [InlineData("title: { contains: null }", "INVALID_FILTER")]
    [InlineData("title: { in: null }", "INVALID_FILTER")]
    [InlineData("title: null", "INVALID_FILTER")]
    [InlineData("tags: { any: null }", "INVALID_FILTER")]
    [InlineData("title: { eq: \"\\u0000\" }", "INVALID_FILTER")]
    [InlineData("id: { eq: \"?\" }", "INVALID_ID")]
    public async Task Filters_that_mean_nothing_are_refused(string where, string code)
    {
        await using var room = await Room.StartAsync(database.AddShelf);
        Assert.Equal(code, (await room.ErrorAsync($"{{ books(where: {{ {where} }}) {{ totalCount }} }}")).Code);
    }

    [Theory]
    [InlineData("", 30)]
    [InlineData("(where: null)", 30)]
    [InlineData("(where: {})", 30)]
    [InlineData("""(where: { or: [{ title: { eq: "Book 001" } }, { tags: { some: { eq: "rare" } } }] })""", 7)]
    public async Task An_argument_that_is_no_connections_filters_alike(string arguments, int books)
    {
        await using var room = await Room.StartAsync(database.AddShelf);
        Assert.Equal($$"""{"countBooks":{{books}}}""", await room.DataAsync($"{{ countBooks{arguments} }}"));
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace UsageAnalysis.Tests.GraphQL;

public sealed class CostTests
{
    public static TheoryData<string, object?, int, int> Prices => new()
    {
        // Field cost, then type cost; the root is one object.
        { "{ __typename }", null, 0, 1 },
        { "{ echo }", null, 0, 1 },
        { "{ totals { books } }", null, 1, 2 },
        { "{ books { totalCount } }", null, 10, 2 },
        { "{ books { nodes { title } } }", null, 10 + 1, 1 + 1 + 10 },
        { "{ books(first: 5) { nodes { title } } }", null, 11, 2 + 5 },
        { "{ books(first: 0) { nodes { title } } }", null, 11, 2 },
        { "{ books(last: 7) { edges { node { title } } } }", null, 10 + 1 + 7, 2 + 7 + 7 },
        { "{ books(first: 5) { nodes { author { name } } } }", null, 11 + 5, 2 + 5 + 5 },
        { "{ books(first: 5) { nodes { author { books(first: 2) { nodes { title } } } } } }", null, 11 + (5 * (1 + 10 + 1)), 2 + (5 * (1 + 1 + 1 + 2)) },
        { "{ books(first: 5) { nodes { title } pageInfo { endCursor } } }", null, 12, 3 + 5 },
        // More than the most is priced as the most; the field refuses it.
        { "query($n: Int) { books(first: $n) { nodes { title } } }", new { n = 5_000 }, 11, 2 + 100 },
        { "query($n: Int) { books(first: $n) { nodes { title } } }", new { n = 3 }, 11, 2 + 3 },
        { "query($n: Int) { books(first: $n) { nodes { title } } }", null, 11, 2 + 10 },
        { "query($n: Int = 4) { books(first: $n) { nodes { title } } }", null, 11, 2 + 4 },
        // Filters are priced by what they hold, an absent or null one not at all.
        { "query($w: BookFilterInput) { books(where: $w) { totalCount } }", null, 10, 2 },
        { "query($w: BookFilterInput) { books(where: $w) { totalCount } }", new { w = (object?)null }, 10, 2 },
        { "query($w: BookFilterInput) { books(where: $w) { totalCount } }", new { w = new { title = new { eq = "x" } } }, 10 + 10 + 10, 2 },
        { "{ books(where: { title: { contains: \"x\" } }) { totalCount } }", null, 10 + 10 + 20, 2 },
        { "{ books(where: { or: [{ title: { eq: \"x\" } }, { author: { name: { in: [\"x\", \"y\"] } }, pages: { gt: 1, lt: 3 } }] }) { totalCount } }", null, 10 + 10 + 40, 2 },
        { "{ books(where: { tags: { some: { or: [{ eq: \"x\" }, { nstartsWith: \"y\" }] } } }) { totalCount } }", null, 10 + 10 + 30, 2 },
        { "{ books(order: [{ title: ASC }, { pages: DESC }]) { totalCount } }", null, 20, 2 },
        // Fields of one response name are executed once.
        { "{ totals { books } totals { span } }", null, 1, 2 },
        { "{ ...A ...B } fragment A on Query { totals { books } } fragment B on Query { totals { books span } }", null, 1, 2 },
        { "{ a: totals { books } b: totals { books } }", null, 2, 3 },
        // What is skipped costs nothing.
        { "{ books @skip(if: true) { totalCount } totals { books } }", null, 1, 2 },
        { "query($yes: Boolean!) { ... @include(if: $yes) { books { totalCount } } totals { books } }", new { yes = false }, 1, 2 },
        { "query($yes: Boolean!) { ... @include(if: $yes) { books { totalCount } } totals { books } }", new { yes = true }, 11, 3 },
        // Of an interface, the dearest type counts: the author here, with his books.
        { "{ node(id: \"Qm9vazo3\") { id ... on Book { author { name } } ... on Author { books(first: 3) { nodes { title } } } } }", null, 10 + 11, 2 + 1 + 3 },
        { "{ node(id: \"Qm9vazo3\") { ...N } } fragment N on Node { id ... on Book { author { name } } }", null, 10 + 1, 2 + 1 },
        { "{ nodes(ids: [\"Qm9vazo3\"]) { ... on Book { author { name } } } }", null, 10 + 50, 1 + 50 + 50 },
        { "mutation { borrow(input: { bookId: 1, notes: [] }) { messages } }", null, 1, 2 },
        { "query A { echo } query B { books { totalCount } }", "B", 10, 2 },
    };

    [Theory]
    [MemberData(nameof(Prices))]
    public async Task A_request_is_priced_by_what_it_asks(string query, object? variables, int fieldCost, int typeCost)
    {
        await using var room = await Room.InMemoryAsync();
        var answer = await SendAsync(room, "validate", variables is string operationName ? new { query, operationName } : new { query, variables });
        Assert.Equal($$$$"""{"extensions":{"operationCost":{"fieldCost":{{{{fieldCost}}}},"typeCost":{{{{typeCost}}}}}}}""", answer.GetRawText());
    }

    [Fact]
    public async Task The_report_lies_beside_the_answer()
    {
        await using var room = await Room.InMemoryAsync();
        var answer = await SendAsync(room, "report", new { query = "{ totals { books } }" });
        Assert.Equal("""{"data":{"totals":{"books":0}},"extensions":{"operationCost":{"fieldCost":1,"typeCost":2}}}""", answer.GetRawText());
        Assert.False((await room.AskAsync("{ totals { books } }")).TryGetProperty("extensions", out _));
    }

    [Fact]
    public async Task An_unknown_wish_is_quoted()
    {
        await using var room = await Room.InMemoryAsync();
        using var request = Request("yes", new { query = "{ echo }" });
        using var answer = await room.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("'yes'", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task What_costs_too_much_is_refused_with_the_sums_and_known_documents_too()
    {
        await using var room = await Room.InMemoryAsync(options => (options.Limits.MaxFieldCost, options.Limits.MaxTypeCost) = (40, 60));
        const string document = "query($n: Int, $w: BookFilterInput) { books(first: $n, where: $w) { nodes { title author { name } } } }";
        Assert.Contains("Book", await room.DataAsync(document, new { n = 5 }));
        for (var i = 0; i < 2; i++)
        {
            var error = (await room.AskAsync(document, new { n = 29, w = new { pages = new { gt = 1 } } })).GetProperty("errors")[0];
            Assert.Equal("""{"code":"HC0047","fieldCost":60,"maxFieldCost":40}""", error.GetProperty("extensions").GetRawText());
            Assert.Contains("Book", await room.DataAsync(document, new { n = 29 }));
            error = (await room.AskAsync(document, new { n = 30 })).GetProperty("errors")[1];
            Assert.Equal("""{"code":"HC0047","typeCost":62,"maxTypeCost":60}""", error.GetProperty("extensions").GetRawText());
        }
    }

    [Fact]
    public async Task A_price_beyond_all_numbers_is_still_a_number()
    {
        await using var room = await Room.InMemoryAsync();
        var levels = string.Concat(Enumerable.Repeat("nodes { author { books(first: 50) { ", 9));
        var answer = await SendAsync(room, "validate", new { query = $"{{ books(first: 50) {{ {levels} totalCount {new string('}', 27)} }} }}" });
        Assert.Equal("HC0047", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(1e15, answer.GetProperty("extensions").GetProperty("operationCost").GetProperty("fieldCost").GetDouble());
    }

    static async Task<JsonElement> SendAsync(Room room, string wish, object body)
    {
        using var request = Request(wish, body);
        using var answer = await room.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    static HttpRequestMessage Request(string wish, object body) =>
        new(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(body), Headers = { { "GraphQL-Cost", wish } } };
}

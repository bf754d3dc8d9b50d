using UsageAnalysis.GraphQL.Conventions;
using Xunit;

namespace UsageAnalysis.Tests.GraphQL;

public sealed class ResolverTests
{
    [Fact]
    public async Task Nodes_are_found_by_their_ids_and_unknown_ones_are_null()
    {
        await using var room = await Room.InMemoryAsync();
        var (book, author, none) = (NodeId.Encode("Book", 7), NodeId.Encode("Author", 1), NodeId.Encode("Book", 999));
        Assert.Equal("""{"node":{"__typename":"Book","id":"Qm9vazo3","title":"Book 007"}}""",
            await room.DataAsync($$"""{ node(id: "{{book}}") { __typename id ... on Book { title } } }"""));
        Assert.Equal("""{"nodes":[{"__typename":"Author"},null,{"__typename":"Book"}]}""",
            await room.DataAsync($$"""{ nodes(ids: ["{{author}}", "{{none}}", "{{book}}"]) { __typename } }"""));
        Assert.Equal("""{"node":null}""", await room.DataAsync($$"""{ node(id: "{{NodeId.Encode("Book", "x")}}") { id } }"""));
        foreach (var bad in new[] { "", "?", "Qm9vaw==", "Qm9vazo=", NodeId.Encode("Shelf", 1) })
            Assert.Equal("INVALID_ID", (await room.ErrorAsync($$"""{ node(id: "{{bad}}") { id } }""")).Code);
    }

    [Fact]
    public async Task Keys_of_a_level_are_loaded_at_once()
    {
        await using var room = await Room.InMemoryAsync();
        await room.DataAsync("{ a: books(first: 50) { nodes { author { name } } } b: books(first: 50) { nodes { author { name id } } } }");
        Assert.Equal([3], room.Counter.Batches);
    }

    [Fact]
    public async Task The_selection_sees_through_aliases_fragments_and_conditions()
    {
        await using var room = await Room.InMemoryAsync();
        const string document = """
            query($no: Boolean!) {
              alias: totals { renamed: span }
              fragment: totals { ...S }
              skipped: totals { books span @include(if: $no) }
              merged: totals { books } merged: totals { span }
            }
            fragment S on Totals { ... on Totals { span @skip(if: $no) } }
            """;
        Assert.Equal("""{"alias":{"renamed":"PT1H30M"},"fragment":{"span":"PT1H30M"},"skipped":{"books":0},"merged":{"books":0,"span":"PT1H30M"}}""",
            await room.DataAsync(document, new { no = false }));
    }

    [Theory]
    [InlineData("{}", "10 ShortStory   ")]
    [InlineData("{ top: 3, kind: NOVEL, kinds: [NOVEL, NON_FICTION], range: { preset: \"P\" }, groups: [\"g\", 5] }", "3 Novel Novel+NonFiction P g+5")]
    [InlineData("{ kinds: NOVEL, range: { from: \"2021-02-03T04:05:06Z\" }, groups: null }", "10 ShortStory Novel 2021 ")]
    public async Task Inputs_become_records_with_their_defaults(string input, string expected)
    {
        await using var room = await Room.InMemoryAsync();
        Assert.Equal($$"""{"describe":"{{expected}}"}""", await room.DataAsync($"{{ describe(input: {input}) }}"));
    }

    [Fact]
    public async Task Inputs_in_variables_mean_the_same()
    {
        await using var room = await Room.InMemoryAsync();
        var input = new { kinds = new[] { "NOVEL" }, range = new { from = "2021-02-03T04:05:06.1234567+02:00" }, groups = new[] { "g" }, top = 4 };
        Assert.Equal("""{"describe":"4 ShortStory Novel 2021 g"}""", await room.DataAsync("query($i: CountInput!) { describe(input: $i) }", new { i = input }));
    }

    [Theory]
    [InlineData("{ describe(input: { range: { } }) }", "exactly one")]
    [InlineData("{ describe(input: { range: { preset: \"P\", from: \"2021-02-03T04:05:06Z\" } }) }", "exactly one")]
    [InlineData("{ echo(at: \"2021-02-03\") }", "2021-02-03")]
    [InlineData("{ echo(at: \"2021-02-03T04:05:06\") }", "2021-02-03T04:05:06")]
    [InlineData("{ echo(at: \"2021-02-30T04:05:06Z\") }", "2021-02-30")]
    [InlineData("{ echo(kind: POEM) }", "POEM")]
    [InlineData("{ books(where: { isbn: { eq: \"5\" } }) { totalCount } }", "5")]
    public async Task Bad_values_are_quoted(string document, string quoted)
    {
        await using var room = await Room.InMemoryAsync();
        Assert.Contains(quoted, (await room.ErrorAsync(document)).Message);
    }

    [Fact]
    public async Task Errors_for_the_caller_are_shown_and_all_others_hidden()
    {
        await using var room = await Room.InMemoryAsync();
        Assert.Equal(("'x' is not allowed.", "NOT_ALLOWED"), await room.ErrorAsync("{ fail(politely: true) }"));
        var answer = await room.AskAsync("{ fail(politely: false) }");
        var error = answer.GetProperty("errors")[0];
        Assert.Equal("Unexpected Execution Error", error.GetProperty("message").GetString());
        Assert.Equal("fail", error.GetProperty("path")[0].GetString());
        Assert.Equal(12, error.GetProperty("extensions").GetProperty("errorId").GetString()!.Length);
        Assert.DoesNotContain("secret", answer.GetRawText());
        Assert.DoesNotContain("Exception", answer.GetRawText());
    }

    [Fact]
    public async Task A_mutation_returns_its_payload()
    {
        await using var room = await Room.InMemoryAsync();
        Assert.Equal("""{"borrow":{"book":{"title":"Book 003"},"messages":["a: [1,2.5,null,{\"b\":true}]","c: "]}}""", await room.DataAsync(
            """mutation { borrow(input: { bookId: 1, notes: [{ text: "a", data: [1, 2.5, null, { b: true }] }, { text: "c" }] }) { book { title } messages } }"""));
    }
}

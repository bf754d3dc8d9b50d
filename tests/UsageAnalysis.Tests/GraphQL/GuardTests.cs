using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using Xunit;

namespace UsageAnalysis.Tests.GraphQL;

public sealed class GuardTests
{
    // Other tests run in the same process at the same time: the benchmark "attacks" measures milliseconds.
    static readonly TimeSpan Most = TimeSpan.FromSeconds(2);

    public static TheoryData<string, string, string> Attacks => new()
    {
        { "fragment bomb at the root", Bomb(26, "Query", "__typename"), "DOCUMENT_TOO_LARGE" },
        { "fragment bomb below", Bomb(24, "Book", "title").Replace("{ ...F0 }", "{ books { nodes { ...F0 } } }"), "DOCUMENT_TOO_LARGE" },
        { "unused fragment bomb", Bomb(24, "Book", "title").Replace("{ ...F0 }", "{ __typename }"), "DOCUMENT_TOO_LARGE" },
        { "repeated field", $"{{ {Repeat("__typename ", 16_000)} }}", "DOCUMENT_TOO_LARGE" },
        { "repeated field below", $"{{ books {{ {Repeat("x ", 10_000)} }} }}", "DOCUMENT_TOO_LARGE" },
        { "unknown fields", $"{{ books {{ {string.Join(' ', Enumerable.Range(0, 5_000).Select(i => $"u{i}"))} }} }}",
            "DOCUMENT_TOO_LARGE" },
        { "aliases", $"{{ {string.Join(' ', Enumerable.Range(0, 4_000).Select(i => $"a{i}:x"))} }}", "DOCUMENT_TOO_LARGE" },
        { "aliases in a fragment", $"{{ ...F }} fragment F on Query {{ {string.Join(' ', Enumerable.Range(0, 31).Select(i => $"a{i}: __typename"))} }}", "DOCUMENT_TOO_LARGE" },
        { "directives", $"{{ __typename {Repeat("@a ", 5_000)} }}", "DOCUMENT_TOO_LARGE" },
        { "nesting", Repeat("{a", 8_000), "DOCUMENT_TOO_LARGE" },
        { "nested lists", $"{{ nodes(ids: {Repeat("[", 15_000)}", "DOCUMENT_TOO_LARGE" },
        { "nested objects", $"{{ books(where: {Repeat("{a:", 8_000)}", "DOCUMENT_TOO_LARGE" },
        { "nested list types", $"query($a: {Repeat("[", 15_000)}", "DOCUMENT_TOO_LARGE" },
        { "long list", $"{{ nodes(ids: [{Repeat("1 ", 1_001)}]) {{ id }} }}", "LIST_TOO_LONG" },
        { "fragment cycle", "{ ...A } fragment A on Query { ...B ...B } fragment B on Query { ...A ...A }", "NO_FRAGMENT_CYCLES" },
        { "deep fragments", "{ ...F0 } " + Chain(60), "DOCUMENT_TOO_LARGE" },
        { "broken", "{ books(", "HC0014" },
        { "many fragments", $"{{ {string.Join(' ', Enumerable.Range(0, 101).Select(i => $"...F{i}"))} }} "
            + string.Join(' ', Enumerable.Range(0, 101).Select(i => $"fragment F{i} on Query {{ a{i}: __typename }}")), "DOCUMENT_TOO_LARGE" },
        { "repeated fields below the number of nodes", $"{{ books {{ {Repeat("totalCount ", 990)} }} }}", "HC0107" },
        { "repeated objects", $"{{ books {{ {Repeat("nodes { title } ", 450)} }} }}", "HC0107" },
        { "repeated objects of many names", $"{{ books {{ {string.Join(' ', Enumerable.Range(0, 54)
            .Select(i => $"nodes {{ {string.Join(' ', Enumerable.Range(0, 17).Select(j => $"a{i}_{j}: title"))} }}"))} }} }}", "HC0107" },
        { "repeated nested objects", $"{{ books {{ {Repeat("nodes { author { books { nodes { author { name } } } } } ", 140)} }} }}", "HC0107" },
        { "repeated fields in fragments", Fragments(45, i => Repeat("totalCount ", 18)), "HC0107" },
        { "fragments in repeated objects", $"{{ books {{ {Repeat($"nodes {{ {string.Join(' ', Enumerable.Range(0, 30).Select(i => $"...F{i}"))} }} ", 15)} }} }} "
            + string.Join(' ', Enumerable.Range(0, 30).Select(i => $"fragment F{i} on Book {{ a{i}: title }}")), "HC0107" },
        { "different fields of one name", $"{{ books {{ {string.Join(' ', Enumerable.Range(0, 300).Select(i => i % 2 == 0 ? "x: totalCount" : "x: nodes { title }"))} }} }}", "" },
        { "unknown fields below the number of nodes", $"{{ books {{ {string.Join(' ', Enumerable.Range(0, 950).Select(i => $"unknownField{i}"))} }} }}",
            "FIELDS_ON_CORRECT_TYPE" },
        { "long name", $"{{ books {{ {new string('x', 30_000)} }} }}", "DOCUMENT_TOO_LARGE" },
        { "long argument name", $"{{ books({new string('x', 30_000)}: 1) {{ totalCount }} }}", "DOCUMENT_TOO_LARGE" },
        { "arguments", $"{{ books({Repeat("a: 1 ", 5_000)}) {{ totalCount }} }}", "DOCUMENT_TOO_LARGE" },
        { "unknown members of an object", $"{{ books(where: {{ {string.Join(' ', Enumerable.Range(0, 900).Select(i => $"unknownMember{i}: 1"))} }}) {{ totalCount }} }}", "" },
        { "members of an object", $"{{ books(where: {{ {Repeat("a: 1 ", 5_000)} }}) {{ totalCount }} }}", "LIST_TOO_LONG" },
        { "variables", $"query({string.Join(' ', Enumerable.Range(0, 2_000).Select(i => $"$v{i}: Int"))}) {{ __typename }}", "DOCUMENT_TOO_LARGE" },
        { "operations", string.Join(' ', Enumerable.Range(0, 900).Select(i => $"query A{i} {{ __typename }}")), "" },
        { "a value of one row for each of many aliases", $"{{ books(first: 100) {{ nodes {{ {string.Join(' ', Enumerable.Range(0, 950).Select(i => $"a{i}: title"))} }} }} }}", "ANSWER_TOO_LARGE" },
        { "no operation", "fragment A on Query { __typename }", "" },
        { "type definition", "type A { a: Int }", "INVALID_REQUEST" },
    };

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task Hostile_documents_are_refused_at_once(string name, string document, string code)
    {
        await using var room = await Room.InMemoryAsync();
        await room.AskAsync("{ books { nodes { title } } }");
        await room.AskAsync("{ unknown }");

        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var error = await room.ErrorAsync(document);
        var cost = Process.GetCurrentProcess().TotalProcessorTime - before;

        if (code.Length > 0) Assert.Equal((name, code), (name, error.Code));
        Assert.InRange(error.Message.Length, 1, 1_000);
        Assert.True(cost < Most, $"{name} took {cost.TotalMilliseconds} ms of CPU");
    }

    public static TheoryData<string> Largest =>
    [
        $"{{ books {{ {Repeat("totalCount ", 316)} }} }}",
        $"{{ books {{ {Repeat("nodes { title } ", 150)} }} }}",
        $"{{ books(first: 1) {{ {Repeat("nodes { author { books(first: 1) { nodes { author { name } } } } } ", 70)} }} }}",
        $"{{ books {{ {string.Join(' ', Enumerable.Range(0, 990).Select(i => $"a{i}: totalCount"))} }} }}",
        Fragments(99, i => $"a{i}: totalCount b{i}: totalCount"),
        Fragments(10, _ => string.Join(' ', Enumerable.Range(0, 10).Select(i => $"a{i}: totalCount"))),
    ];

    [Theory]
    [MemberData(nameof(Largest))]
    public async Task The_largest_allowed_documents_are_cheap(string document)
    {
        await using var room = await Room.InMemoryAsync();
        await room.AskAsync("{ ...F a: books { nodes { title } } } fragment F on Query { a: books { nodes { title author { name } } } }");
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        await room.DataAsync(document);
        var cost = Process.GetCurrentProcess().TotalProcessorTime - before;
        Assert.True(cost < Most, $"{cost.TotalMilliseconds} ms of CPU");
    }

    [Fact]
    public async Task An_answer_has_at_most_ten_errors_and_says_so()
    {
        await using var room = await Room.InMemoryAsync();
        var answer = await room.AskAsync($"{{ books {{ {string.Join(' ', Enumerable.Range(0, 50).Select(i => $"u{i}"))} }} }}");
        var errors = answer.GetProperty("errors");
        Assert.Equal(10, errors.GetArrayLength());
        Assert.Equal("MORE_ERRORS", errors[9].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Contains("u8", errors[8].GetProperty("message").GetString());
    }

    [Fact]
    public async Task Fewer_errors_are_all_shown()
    {
        await using var room = await Room.InMemoryAsync();
        var answer = await room.AskAsync($"{{ books {{ {string.Join(' ', Enumerable.Range(0, 9).Select(i => $"u{i}"))} }} }}");
        Assert.Equal(9, answer.GetProperty("errors").GetArrayLength());
    }

    [Fact]
    public async Task Variables_are_limited_in_number_and_depth_and_the_operation_name_in_length()
    {
        await using var room = await Room.InMemoryAsync();
        const string document = "query($where: BookFilterInput) { books(where: $where) { totalCount } }";
        object where = new { title = new { eq = "x" } };
        for (var i = 0; i < 22; i++) where = new { and = new[] { where } };
        Assert.Equal("DOCUMENT_TOO_LARGE", (await room.ErrorAsync(document, new { where })).Code);
        var many = Enumerable.Range(0, 101).ToDictionary(i => $"v{i}", i => i);
        Assert.Equal("DOCUMENT_TOO_LARGE", (await room.ErrorAsync(document, many)).Code);
        using var answer = await room.Client.PostAsJsonAsync("/graphql", new { query = "query A { __typename }", operationName = new string('A', 101) });
        Assert.Contains("DOCUMENT_TOO_LARGE", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Lists_in_variables_are_limited_and_mutations_may_carry_more()
    {
        await using var room = await Room.InMemoryAsync();
        var ids = Enumerable.Repeat("x", 1_001).ToArray();
        Assert.Equal("LIST_TOO_LONG", (await room.ErrorAsync("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids })).Code);
        var input = new { bookId = "1", notes = Enumerable.Repeat(new { text = "n", data = new { a = 1 } }, 5_000) };
        var data = await room.DataAsync("mutation($input: BorrowInput!) { borrow(input: $input) { book { title } messages } }",
            new { input });
        Assert.Contains("""n: {\"a\":1}""", data);
    }

    [Fact]
    public async Task At_most_fifty_nodes_are_fetched_at_once()
    {
        await using var room = await Room.InMemoryAsync();
        var ids = string.Join(' ', Enumerable.Repeat("\"x\"", 51));
        Assert.Equal("HC0076", (await room.ErrorAsync($"{{ nodes(ids: [{ids}]) {{ id }} }}")).Code);
    }

    [Fact]
    public async Task A_request_that_runs_too_long_is_stopped()
    {
        await using var room = await Room.InMemoryAsync(options => options.Limits.Timeout = TimeSpan.FromMilliseconds(50));
        Assert.Equal("HC0045", (await room.ErrorAsync("{ slow }")).Code);
    }

    [Fact]
    public async Task A_known_document_is_still_checked_against_its_variables()
    {
        await using var room = await Room.InMemoryAsync();
        const string document = "query($first: Int) { books(first: $first) { nodes { title } } }";
        Assert.Contains("Book", await room.DataAsync(document, new { first = 1 }));
        Assert.Equal("HC0051", (await room.ErrorAsync(document, new { first = 5_000 })).Code);
        Assert.Equal("HC0016", (await room.ErrorAsync(document, new { first = "many" })).Code);
    }

    [Fact]
    public async Task A_variable_that_is_missing_or_null_says_so()
    {
        await using var room = await Room.InMemoryAsync();
        const string document = "query($id: ID!) { node(id: $id) { id } }";
        Assert.Equal("HC0018", (await room.ErrorAsync(document)).Code);
        Assert.Equal("HC0018", (await room.ErrorAsync(document, new { id = (string?)null })).Code);
        Assert.Equal("HC0016", (await room.ErrorAsync(document, new { id = new[] { 1 } })).Code);
    }

    static string Fragments(int count, Func<int, string> fields) =>
        $"{{ books {{ {string.Join(' ', Enumerable.Range(0, count).Select(i => $"...F{i}"))} }} }} "
        + string.Join(' ', Enumerable.Range(0, count).Select(i => $"fragment F{i} on BooksConnection {{ {fields(i)} }}"));

    static string Bomb(int levels, string type, string leaf)
    {
        var text = new StringBuilder("{ ...F0 }");
        for (var i = 0; i < levels; i++) text.Append($" fragment F{i} on {type} {{ ...F{i + 1} ...F{i + 1} }}");
        return text.Append($" fragment F{levels} on {type} {{ {leaf} }}").ToString();
    }

    static string Chain(int levels) =>
        string.Join(' ', Enumerable.Range(0, levels)
            .Select(i => $"fragment F{i} on Query {{ ...F{i + 1} }}")) + $" fragment F{levels} on Query {{ __typename }}";

    static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
}

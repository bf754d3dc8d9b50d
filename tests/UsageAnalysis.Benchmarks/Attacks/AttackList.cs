using System.Text;
using System.Text.Json;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.Benchmarks.Attacks;

/// <summary>Requests that look small and ask for much, and the largest that are allowed.</summary>
static class AttackList
{
    static readonly string Cursor = Convert.ToBase64String("[\"00000000\",1,\"2026-01-02T03:04:05Z\"]"u8);

    internal static IReadOnlyList<Attack> All { get; } =
    [
        Document("nested selections, 8,000 levels", Repeat("{a", 8_000)),
        Document("nested lists, 15,000 levels", "{ nodes(ids: " + Repeat("[", 15_000)),
        Document("nested objects, 8,000 levels", "{ logs(where: " + Repeat("{a:", 8_000)),
        Document("nested list types, 15,000 levels", "query($a: " + Repeat("[", 15_000)),
        Text("variables nested 20,000 levels",
            """{"query":"{ __typename }","variables":{"a":""" + Repeat("[", 20_000) + Repeat("]", 20_000) + "}}"),
        Document("fragment bomb below, 24 levels", Bomb(24, "Log", "text").Replace("{ ...F0 }", "{ logs { nodes { ...F0 } } }", StringComparison.Ordinal)),
        Document("fragment bomb at the root, 26 levels", Bomb(26, "Query", "__typename")),
        Document("fragment bomb, unused", Bomb(24, "Log", "text").Replace("{ ...F0 }", "{ __typename }", StringComparison.Ordinal)),
        Document("fragments, 1,000 of them", Fragments(1_000, i => "totalCount")),
        Document("same field x 4,000", $"{{ {Repeat("__typename ", 4_000)} }}"),
        Document("same field x 16,000", $"{{ {Repeat("__typename ", 16_000)} }}"),
        Document("same field x 990", $"{{ logs {{ {Repeat("totalCount ", 990)} }} }}"),
        Document("same field x 316, the most", $"{{ logs {{ {Repeat("totalCount ", 316)} }} }}"),
        Document("same object x 150, the most", $"{{ logs {{ {Repeat("nodes { text } ", 150)} }} }}"),
        Document("same nested object x 70, the most", $"{{ logs(first: 1) {{ {Repeat("nodes { author { logs(first: 1) { nodes { author { login } } } } } ", 70)} }} }}"),
        Document("different fields of one name x 300", $"{{ logs {{ {Join(300, i => i % 2 == 0 ? "x: totalCount" : "x: nodes { text }")} }} }}"),
        Document("99 fragments of 2 fields, the most", Fragments(99, i => $"a{i}: totalCount b{i}: totalCount")),
        Document("unknown fields x 5,000", $"{{ logs {{ {Join(5_000, i => $"u{i}")} }} }}"),
        Document("unknown fields x 950", $"{{ logs {{ {Join(950, i => $"unknown{i}")} }} }}"),
        Document("unknown arguments x 800", $"{{ logs {{ {Join(400, i => $"a{i}: nodes(unknown: 1, other: 2) {{ id }}")} }} }}"),
        Document("unknown members of an object x 900", $"{{ logs(where: {{ {Join(900, i => $"unknown{i}: 1")} }}) {{ totalCount }} }}"),
        Document("unknown values of an enum x 900", $"{{ logs(order: [{Join(900, i => $"{{ text: UNKNOWN{i} }}")}]) {{ totalCount }} }}"),
        Document("name of 30,000 characters", $"{{ logs {{ {Repeat("x", 30_000)} }} }}"),
        Document("directives x 5,000", $"{{ __typename {Repeat("@a ", 5_000)} }}"),
        Document("directives x 100, the most", $"{{ __typename {Repeat("@a ", 100)} }}"),
        Document("arguments x 5,000", $"{{ logs({Repeat("a: 1 ", 5_000)}) {{ totalCount }} }}"),
        Document("variables x 2,000", $"query({Join(2_000, i => $"$v{i}: Int")}) {{ __typename }}"),
        Document("operations x 900", Join(900, i => $"query A{i} {{ __typename }}")),
        Document("aliases x 4,000", $"{{ {Join(4_000, i => $"a{i}:x")} }}"),
        Document("aliases x 990, the most", $"{{ logs(first: 0) {{ {Join(990, i => $"a{i}: totalCount")} }} }}"),
        Document("aliases x 950 in each of 1,000 rows", $"{{ logs(first: 1000) {{ nodes {{ {Join(950, i => $"a{i}: text")} }} }} }}"),
        Document("aliases x 24 in each of 1,000 rows, the most", $"{{ logs(first: 1000) {{ nodes {{ {Join(24, i => $"a{i}: text")} }} }} }}"),
        Document("lists in lists", "{ logs(first: 1000) { nodes { author { logs(first: 1000) { nodes { author { logs(first: 1000) { totalCount } } } } } } } }"),
        Document("introspection, 5 rounds", $"{{ __schema {{ types {{ {Repeat("fields { type { ", 5)} name {Repeat("} }", 5)} }} }} }}"),
        Document("introspection, 3 rounds", $"{{ __schema {{ types {{ {Repeat("fields { type { ", 3)} name {Repeat("} }", 3)} }} }} }}"),
        Document("introspection, 950 aliases", $"{{ __schema {{ types {{ fields {{ {Join(950, i => $"a{i}: name")} }} }} }} }}"),
        Variables("in: 100,000 values", new { w = new { text = new { @in = Enumerable.Range(0, 100_000).Select(i => "v").ToArray() } } }),
        Variables("in: 1,000 values, the most", new { w = new { text = new { @in = Enumerable.Range(0, 1_000).Select(i => $"value {i}").ToArray() } } }),
        Variables("or: 5,000 conditions", new { w = new { or = Enumerable.Range(0, 5_000).Select(i => new { text = new { eq = "v" } }).ToArray() } }),
        Variables("or: 1,000 conditions", new { w = new { or = Enumerable.Range(0, 1_000).Select(i => new { text = new { eq = "v" } }).ToArray() } }),
        Variables("or: 100 conditions, the most", new { w = new { or = Enumerable.Range(0, 100).Select(i => new { text = new { eq = $"v{i}" } }).ToArray() } }),
        Document("first: 1,000,000", "{ logs(first: 1000000) { nodes { text } } }"),
        Document("a cursor of another list", $$"""{ logs(after: "{{Cursor}}") { nodes { text } } }"""),
        Document("a cursor cut in half", $$"""{ logs(after: "{{Cursor[..(Cursor.Length / 2)]}}") { nodes { text } } }"""),
        Document("nodes x 51", $"{{ nodes(ids: [{Repeat("\"x\" ", 51)}]) {{ id }} }}"),
        Document("nodes x 50 in 30 fields", $"{{ {Join(30, i => $"n{i}: nodes(ids: [{Repeat($"\"{NodeId.Encode("Log", 1)}\" ", 50)}]) {{ id }}")} }}"),
        Text("a variable of 10 MB", "{" + Question + ", " + Large + "}"),
        Text("a variable of 10 MB ahead of the document", "{" + Large + ", " + Question + "}"),
        Text("10 MB without a document", "{" + Large + "}"),
        SocketAttacks.Subscriptions(200),
        SocketAttacks.LongMessage(10_000_000),
    ];

    const string Question = """ "query": "query($w: LogFilterInput) { logs(where: $w) { totalCount } }" """;

    static string Large => "\"variables\": {\"w\": [" + Repeat("{\"a\":1},", 1_250_000) + "1]}";

    static Attack Text(string name, string body) => Attack.Post(name, Encoding.UTF8.GetBytes(body));

    static Attack Document(string name, string document) => Attack.Post(name, JsonSerializer.SerializeToUtf8Bytes(new { query = document }));

    static Attack Variables(string name, object variables) => Attack.Post(name,
        JsonSerializer.SerializeToUtf8Bytes(new { query = "query($w: LogFilterInput) { logs(where: $w) { totalCount nodes { text } } }", variables }));

    static string Bomb(int levels, string type, string leaf) => "{ ...F0 }"
        + string.Concat(Enumerable.Range(0, levels).Select(i => $" fragment F{i} on {type} {{ ...F{i + 1} ...F{i + 1} }}"))
        + $" fragment F{levels} on {type} {{ {leaf} }}";

    static string Fragments(int count, Func<int, string> fields) =>
        $"{{ logs {{ {Join(count, i => $"...F{i}")} }} }} {Join(count, i => $"fragment F{i} on LogsConnection {{ {fields(i)} }}")}";

    static string Join(int count, Func<int, string> part) => string.Join(' ', Enumerable.Range(0, count).Select(part));

    static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
}

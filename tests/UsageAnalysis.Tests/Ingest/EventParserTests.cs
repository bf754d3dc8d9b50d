using System.Text.Json;
using UsageAnalysis.Ingest;
using Xunit;
using static UsageAnalysis.Tests.Ingest.Samples;

namespace UsageAnalysis.Tests.Ingest;

public sealed class EventParserTests
{
    const string Id = "0190c2a4-7d3e-7b61-9c55-2f0e8a1b4c6d";

    static LoggedEvent Parse(string record)
    {
        Assert.True(EventParser.TryParse(Json(record), Noon, out var logged, out var rejection), rejection?.Reason);
        return logged;
    }

    static string Reason(string record)
    {
        Assert.False(EventParser.TryParse(Json(record), Noon, out _, out var rejection));
        return rejection.Reason;
    }

    static string With(string members) => $$"""{"id":"{{Id}}","time":"2026-01-02T03:04:05.678Z","source":"usage","type":"open"{{members}}}""";

    [Fact]
    public void Reads_the_example_of_the_wire_format()
    {
        var logged = Parse($$$"""
            {"id":"{{{Id}}}","time":"2026-01-02T03:04:05.678Z","source":"script","type":"run","user":"ann","groups":["chemists"],
             "session":"11111111-2222-3333-4444-555555555555","action":"a1b2","package":"Chem","function":"Chem:fingerprints","durationMs":412,
             "description":"fingerprints(smiles)","parameters":{"inputs":{"smiles":"CCO","radius":2},"outputs":{"bits":1024}},
             "entities":[{"type":"table","id":"t-77","name":"compounds","role":"input"}],"client":"web","version":"1.2",
             "error":{"message":"no","stack":"at f","handled":false,"type":"TypeError","fingerprint":"f"},"later":{"wire":"formats"}}
            """);
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc), logged.Time);
        Assert.Equal(("script", "run", "ann", "Chem:fingerprints"), (logged.Source, logged.Type, logged.User, logged.Function));
        Assert.Equal(412_000, logged.DurationUs);
        Assert.Equal("""{"inputs":{"smiles":"CCO","radius":2},"outputs":{"bits":1024}}""", logged.Parameters);
        Assert.Equal([new LoggedEntity("table", "t-77", "compounds", "input")], logged.Entities);
        Assert.Equal(new LoggedError("no", "at f", false, "f", "TypeError"), logged.Error);
        Assert.Equal(["chemists"], logged.Groups);
        Assert.Equal(("web", "1.2"), (logged.Client, logged.Version));
    }

    [Fact]
    public void Needs_only_id_time_source_and_type()
    {
        var logged = Parse(With(""));
        Assert.Null(logged.User);
        Assert.Null(logged.Parameters);
        Assert.False(logged.IsError);
        Assert.Equal(logged, Parse(With(""","user":null,"groups":null,"parameters":null,"error":null,"session":null""")) with { Groups = logged.Groups, Entities = logged.Entities });
    }

    [Theory]
    [InlineData("2026-01-02T05:04:05.6789999+02:00", "2026-01-02T03:04:05.6789990")]
    [InlineData("2026-01-01T22:04:05-05:00", "2026-01-02T03:04:05.0000000")]
    [InlineData("1971-01-01T00:00:00Z", "1971-01-01T00:00:00.0000000")]
    [InlineData("2026-03-02T13:00:00Z", "2026-03-02T13:00:00.0000000")]
    public void Keeps_times_in_UTC_to_the_microsecond(string sent, string stored)
    {
        var time = Parse($$"""{"id":"{{Id}}","time":"{{sent}}","source":"usage","type":"open"}""").Time;
        Assert.Equal((stored, DateTimeKind.Utc), (time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", System.Globalization.CultureInfo.InvariantCulture), time.Kind));
    }

    [Theory]
    [InlineData("\"yesterday\"", "time \"yesterday\" is not an RFC 3339 time with an offset")]
    [InlineData("\"2026-01-02T03:04:05\"", "is not an RFC 3339 time with an offset")]
    [InlineData("\"2026-01-02\"", "is not an RFC 3339 time with an offset")]
    [InlineData("\"2026-01-02T03:04Z\"", "is not an RFC 3339 time with an offset")]
    [InlineData("\"2026-02-30T03:04:05Z\"", "is not an RFC 3339 time with an offset")]
    [InlineData("1767323045", "time 1767323045 is not an RFC 3339 time with an offset")]
    [InlineData("\"1970-12-31T23:59:59Z\"", "time \"1970-12-31T23:59:59Z\" is before 1971")]
    [InlineData("\"2026-03-02T13:00:00.001Z\"", "is more than an hour ahead of the server, where it is 2026-03-02T12:00:00Z")]
    [InlineData("null", "time is missing")]
    public void Rejects_a_time_that_cannot_be(string time, string reason) =>
        Assert.Contains(reason, Reason($$"""{"id":"{{Id}}","time":{{time}},"source":"usage","type":"open"}"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"time":"2026-01-02T03:04:05Z","source":"usage","type":"open"}""", "id is missing")]
    [InlineData("""{"id":"17","time":"2026-01-02T03:04:05Z","source":"usage","type":"open"}""", "id \"17\" is not a uuid")]
    [InlineData("""{"id":17,"time":"2026-01-02T03:04:05Z","source":"usage","type":"open"}""", "id 17 must be a string")]
    [InlineData("""{"id":"00000000-0000-0000-0000-000000000000","time":"2026-01-02T03:04:05Z"}""", "id \"00000000-0000-0000-0000-000000000000\" is the zero uuid")]
    [InlineData("""{"id":"0190c2a4-7d3e-7b61-9c55-2f0e8a1b4c6d","time":"2026-01-02T03:04:05Z","type":"open"}""", "source is missing")]
    [InlineData("""{"id":"0190c2a4-7d3e-7b61-9c55-2f0e8a1b4c6d","time":"2026-01-02T03:04:05Z","source":"usage","type":" "}""", "type \"\" is empty")]
    [InlineData("[]", "the record [] must be an object")]
    public void Rejects_a_record_without_identity_or_kind(string record, string reason) =>
        Assert.StartsWith(reason, Reason(record), StringComparison.Ordinal);

    [Theory]
    [InlineData("anon")]
    [InlineData("Anonymous")]
    [InlineData("NULL")]
    [InlineData("undefined")]
    [InlineData("none")]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public void Rejects_placeholder_users(string user) =>
        Assert.Equal($"user \"{user}\" is a placeholder, not a login: leave the member out for an anonymous event", Reason(With($",\"user\":\"{user}\"")));

    [Theory]
    [InlineData(""","user":["ann"]""", "user [\"ann\"] must be a string")]
    [InlineData(""","user":"a\u0007b" """, "user \"a\\u0007b\" holds a control character")]
    [InlineData(""","description":"a\u0000b" """, "description \"a\\u0000b\" holds the character U+0000, which cannot be stored")]
    [InlineData(""","description":"\ud800" """, "description \"\\ud800\" holds half of a surrogate pair")]
    [InlineData(""","parameters":{"inputs":{"x":[1,{"y":"\u0000"}]}}""", "parameters.inputs.x[1].y \"\\u0000\" holds the character U+0000")]
    [InlineData(""","parameters":{"inputs":{"\u0000":1}}""", "parameters.inputs has a member whose name holds the character U+0000")]
    [InlineData(""","parameters":[1]""", "parameters [1] must be an object")]
    [InlineData(""","parameters":{"inputs":7}""", "parameters.inputs 7 must be an object")]
    [InlineData(""","parameters":{"inputs":{"x":[1e999]}}""", "parameters.inputs.x 1e999 is a number out of range")]
    [InlineData(""","session":"mine" """, "session \"mine\" is not a uuid")]
    [InlineData(""","session":"00000000-0000-0000-0000-000000000000" """, "session \"00000000-0000-0000-0000-000000000000\" is the zero uuid")]
    [InlineData(""","durationMs":-1""", "durationMs -1 must be a number of milliseconds")]
    [InlineData(""","durationMs":1e999""", "durationMs 1e999 must be a number of milliseconds")]
    [InlineData(""","durationMs":"5" """, "durationMs \"5\" must be a number of milliseconds")]
    [InlineData(""","groups":"chemists" """, "groups \"chemists\" must be an array")]
    [InlineData(""","groups":["a",7]""", "groups[1] 7 must be a string")]
    [InlineData(""","function":"Chem:" """, "function \"Chem:\" lacks a part")]
    [InlineData(""","function":":run" """, "function \":run\" lacks a part")]
    [InlineData(""","entities":[7]""", "entities[0] 7 must be an object")]
    [InlineData(""","entities":[null]""", "entities[0] null must be an object")]
    [InlineData(""","entities":[{"type":"file"}]""", "entities[0].id is missing")]
    [InlineData(""","entities":[{"type":"file","id":"1"},{"id":"2"}]""", "entities[1].type is missing")]
    [InlineData(""","entities":[{"type":"file","id":"1","role":"owner"}]""", "entities[0].role \"owner\" must be subject, input or output")]
    [InlineData(""","error":"no" """, "error \"no\" must be an object")]
    [InlineData(""","error":{}""", "error.message is missing")]
    [InlineData(""","error":{"message":"no","handled":1}""", "error.handled 1 must be true or false")]
    public void Rejects_a_value_of_the_wrong_shape_and_quotes_it(string members, string reason) =>
        Assert.StartsWith(reason, Reason(With(members)), StringComparison.Ordinal);

    [Fact]
    public void Rejects_what_is_too_long_or_too_many_and_shortens_what_it_quotes()
    {
        var type = new string('x', 201);
        Assert.Equal($"package \"{type[..59]}… has 201 characters: at most 200 are allowed", Reason(With($",\"package\":\"{type}\"")));
        Assert.StartsWith("the record has 300", Reason(With($",\"description\":\"{new string('x', 300_000)}\"")), StringComparison.Ordinal);
        var entities = string.Join(',', Enumerable.Range(0, 1_001).Select(i => $$"""{"type":"file","id":"{{i}}"}"""));
        Assert.Equal("entities has 1001 items: at most 1000 are allowed", Reason(With($",\"entities\":[{entities}]")));
        var parameters = string.Join(',', Enumerable.Range(0, 1_001).Select(i => $"\"p{i}\":1"));
        Assert.Equal("parameters has 1001 parameters: at most 1000 are allowed", Reason(With(",\"parameters\":{\"inputs\":{" + parameters + "}}")));
    }

    [Fact]
    public void Rejects_bytes_that_are_not_UTF8()
    {
        var bytes = System.Text.Encoding.Latin1.GetBytes(With(""","description":"é" """));
        Assert.False(EventParser.TryParse(JsonElement.Parse(bytes), Noon, out _, out var rejection));
        Assert.Equal("the record is not valid UTF-8", rejection.Reason);
    }

    [Theory]
    [InlineData("""{"inputs":{"a":1},"outputs":{ "b" : [1, 2] }}""", """{"inputs":{"a":1},"outputs":{ "b" : [1, 2] }}""")]
    [InlineData("""{"inputs":{"a":1},"inputs":{"b":2}}""", """{"inputs":{"b":2}}""")]
    [InlineData("""{"inputs":{"a":1},"outputs":{},"other":null}""", """{"inputs":{"a":1}}""")]
    [InlineData("{}", null)]
    public void Keeps_each_group_of_parameters_once_and_none_that_is_empty(string sent, string? kept) =>
        Assert.Equal(kept, Parse(With($",\"parameters\":{sent}")).Parameters);

    [Fact]
    public void Reads_a_record_after_others_as_it_reads_it_alone()
    {
        var longest = new string('n', 200);
        string[] records =
        [
            With(""","user":"ann","package":"unknown","client":"web","groups":["ann","web"]"""),
            With(""","user":"unknown" """),
            With(""","user":"Unknown","package":"unknown" """),
            With(""","user":" ann ","package":"\u0061nn","function":"ann:web" """),
            With(""","user":"a\u0007b","package":"a\u0007b" """),
            With(""","package":"a\u0007b" """),
            With($$""","package":"{{longest}}","entities":[{"type":"{{longest}}","id":"{{longest}}{{longest}}"}]"""),
            With($$""","package":"{{longest}}{{longest}}" """),
            With($$""","user":"{{new string('漢', 200)}}","client":"{{new string('漢', 201)}}" """),
            With($$""","user":"{{new string('漢', 200)}}","error":{"message":"no","type":"web"}"""),
            With(""","package":"" """),
            With(""","package":7,"user":"web" """),
            With(""","entities":[{"type":"web","id":"1","role":"input","package":"ann"},{"type":"web","id":"1","role":"input"}]"""),
        ];
        var names = new NamePool();
        static string Answer(LoggedEvent? logged, Rejection? rejection) => rejection?.Reason ?? JsonSerializer.Serialize(logged);

        var together = records.Concat(records).Select(record =>
        {
            EventParser.TryParse(Json(record), Noon, names, out var logged, out var rejection);
            return Answer(logged, rejection);
        });
        var alone = records.Concat(records).Select(record =>
        {
            EventParser.TryParse(Json(record), Noon, out var logged, out var rejection);
            return Answer(logged, rejection);
        });

        Assert.Equal(alone, together);
    }

    [Fact]
    public void Keeps_a_name_that_repeats_once()
    {
        var names = new NamePool();
        string Package()
        {
            EventParser.TryParse(Json(With(""","package":"Chem" """)), Noon, names, out var logged, out _);
            return logged!.Package!;
        }
        Assert.Same(Package(), Package());
    }

    [Theory]
    [InlineData("2026-01-02T03:04:05\\u002B05:30", "2026-01-01T21:34:05Z")]
    [InlineData("2026-01-02T03\\u003A04:05Z", "2026-01-02T03:04:05Z")]
    public void Reads_a_time_whatever_of_it_is_escaped(string sent, string meant)
    {
        var time = Parse($$"""{"id":"{{Id}}","time":"{{sent}}","source":"usage","type":"open"}""").Time;
        Assert.Equal(DateTime.Parse(meant, null, System.Globalization.DateTimeStyles.AdjustToUniversal), time);
    }

    [Fact]
    public void Folds_unknown_members_of_parameters_into_the_others()
    {
        var logged = Parse(With(""","parameters":{"view":"grid","inputs":{},"other":{"rows":7},"deep":{"a":[1.50]}}"""));
        Assert.Equal("""{"other":{"view":"grid","deep":{"a":[1.50]},"rows":7}}""", logged.Parameters);
        Assert.Null(Parse(With(""","parameters":{"inputs":{},"outputs":null}""")).Parameters);
    }

    [Fact]
    public void Gives_entities_a_name_and_a_role_and_keeps_each_once()
    {
        var logged = Parse(With(""","entities":[{"type":"file","id":"1"},{"type":"file","id":"1","role":"subject"},{"type":"file","id":"1","role":"output"}]"""));
        Assert.Equal([new LoggedEntity("file", "1", "1"), new LoggedEntity("file", "1", "1", "output")], logged.Entities);
    }

    [Fact]
    public void Hostile_records_cost_no_more_than_their_size()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"" + new string('k', 2_000) + "\":", 55));
        var wide = string.Join(',', Enumerable.Range(0, 8_000).Select(i => $"\"{i}\":\"\\u0041\""));
        var record = Json(With(",\"parameters\":{\"inputs\":{\"a\":" + deep + "{" + wide + "}" + new string('}', 55) + "}}"));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(EventParser.TryParse(record, Noon, out _, out var rejection), rejection?.Reason);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40_000_000);
    }
}

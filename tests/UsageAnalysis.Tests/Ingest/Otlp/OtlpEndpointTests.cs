using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Npgsql;
using UsageAnalysis.Ingest;
using UsageAnalysis.Ingest.Otlp;
using UsageAnalysis.Ingest.Otlp.Wire;
using Xunit;
using static UsageAnalysis.Tests.Ingest.Samples;

namespace UsageAnalysis.Tests.Ingest.Otlp;

public sealed class OtlpEndpointTests : IngestTest
{
    const string Protobuf = "application/x-protobuf", JsonType = "application/json";

    // 2026-03-02T12:00:00.123456789Z, whose last digits PostgreSQL has no room for.
    const string Nanoseconds = "1772452800123456789";

    Task<WebApplication> StartAsync(IngestOptions? options = null, NpgsqlDataSource? dataSource = null) =>
        ServeAsync(app => app.MapOtlpLogs(), options, dataSource);

    sealed record Answer(HttpStatusCode Status, string? Type, byte[] Body, HttpResponseHeaders Headers)
    {
        public JsonElement Json => JsonElement.Parse(Body);
    }

    static async Task<Answer> PostAsync(WebApplication app, byte[] body, string type, bool gzip = false)
    {
        using var content = new ByteArrayContent(gzip ? Gzip(body) : body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (gzip)
        {
            content.Headers.ContentEncoding.Add("gzip");
        }
        using var client = app.GetTestClient();
        using var response = await client.PostAsync(new Uri("/v1/logs", UriKind.Relative), content);
        return new Answer(
            response.StatusCode, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsByteArrayAsync(), response.Headers);
    }

    static Task<Answer> PostAsync(WebApplication app, string json) => PostAsync(app, Encoding.UTF8.GetBytes(json), JsonType);

    static byte[] Gzip(byte[] bytes)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }
        return buffer.ToArray();
    }

    static string Request(params string[] records) => $$"""
        {"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"Chem"} }]},
          "scopeLogs":[{"scope":{"name":"Usage"},"logRecords":[{{string.Join(',', records)}}]}]}]}
        """;

    static string Record(string attributes, string more = "") =>
        $$"""{"timeUnixNano":"{{Nanoseconds}}","severityNumber":9,"eventName":"opened","body":{"stringValue":"Opened"},"attributes":[{{attributes}}]{{more}}}""";

    static string Text(string key, string value) => $$$"""{"key":"{{{key}}}","value":{"stringValue":"{{{value}}}"}}""";

    // The envelope of protobuf, by hand: tag, length, content.
    static byte[] Field(int number, byte[] content) => [(byte)(number << 3 | 2), .. Varint(content.Length), .. content];

    static IEnumerable<byte> Varint(int value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }
        yield return (byte)value;
    }

    static byte[] Message(params LogRecord[] records)
    {
        var resource = new Resource { Attributes = { Attribute("service.name", "Chem") } };
        var scope = new InstrumentationScope { Name = "Usage" };
        return Field(1, [.. Field(1, resource.ToByteArray()),
            .. Field(2, [.. Field(1, scope.ToByteArray()), .. records.SelectMany(r => Field(2, r.ToByteArray()))])]);
    }

    static KeyValue Attribute(string key, string value) => new() { Key = key, Value = new AnyValue { StringValue = value } };

    static LogRecord Log(string eventName, params KeyValue[] attributes) =>
        new() { TimeUnixNano = 1772452800123456789, SeverityNumber = 9, EventName = eventName, Attributes = { attributes } };

    /// <summary>Record by record: the attributes of OpenTelemetry, and the members of the event that they become.</summary>
    public static TheoryData<string, string> Mapped => new()
    {
        { Record(Text("enduser.id", "ann")), """{"user":"ann"}""" },
        { Record($"{Text("user.id", "S-1-5")},{Text("user.name", "ann")}"), """{"user":"ann","other":{"user.id":"S-1-5"}}""" },
        { Record(Text("usage.source", "audit")), """{"source":"audit"}""" },
        { Record(Text("usage.package", "Bio")), """{"package":"Bio"}""" },
        { Record(Text("event.name", "later")), """{}""" },
        { Record(Text("code.function.name", "Chem.Fingerprints::Make")), """{"function":"Chem.Fingerprints.Make"}""" },
        { Record($"{Text("code.function", "make")},{Text("code.namespace", "Chem")}"), """{"function":"Chem.make"}""" },
        { Record(Text("usage.function", "Bio:align")), """{"package":"Bio","function":"align"}""" },
        { Record($"{Text("usage.input.smiles", "CCO")},{Text("usage.output.bits", "8")},{Text("view", "grid")}"),
            """{"inputs":{"smiles":"CCO"},"outputs":{"bits":"8"},"other":{"view":"grid"}}""" },
        { Record("""{"key":"n","value":{"intValue":"9007199254740993"}},{"key":"d","value":{"doubleValue":"NaN"}},{"key":"l","value":{"arrayValue":{"values":[{"intValue":1},{"boolValue":true}]}}},{"key":"m","value":{"kvlistValue":{"values":[{"key":"a","value":{}}]}}},{"key":"none"}"""),
            """{"other":{"n":9007199254740993,"d":"NaN","l":[1,true],"m":{"a":null}}}""" },
        { Record("""{"key":"usage.duration_ms","value":{"doubleValue":1.5}}"""), """{"us":1500}""" },
        { Record($"{Text("exception.type", "E")},{Text("exception.message", "broke")},{Text("exception.stacktrace", "at a()")}"), """{"error":"broke","stack":"at a()"}""" },
        { Record("", ",\"severityNumber\":17"), """{"source":"error","error":"Opened"}""" },
        { Record("", ",\"severityNumber\":13"), """{"source":"warning"}""" },
        { Record("", ",\"severityNumber\":5"), """{"source":"debug"}""" },
        { Record("", ",\"traceId\":\"5B8EFFF798038103D269B633813FC60C\",\"spanId\":\"EEE19B7EC3C1B174\""), """{"action":"5b8efff798038103d269b633813fc60c"}""" },
        { Record(Text("usage.action", "click-1"), ",\"traceId\":\"5b8efff798038103d269b633813fc60c\""),
            """{"action":"click-1","other":{"trace_id":"5b8efff798038103d269b633813fc60c"}}""" },
        { Record("""{"key":"http.request.header.x-usage-action","value":{"arrayValue":{"values":[{"stringValue":"click-2"}]}}}"""), """{"action":"click-2"}""" },
        { Record("", ",\"body\":{\"kvlistValue\":{\"values\":[{\"key\":\"a\",\"value\":{\"intValue\":1}}]}}"), """{"text":null,"other":{"body":{"a":1}}}""" },
        { Record("", ",\"timeUnixNano\":0,\"observedTimeUnixNano\":1772452860000000000"), """{"time":"12:01:00"}""" },
        { Record("", ",\"eventName\":\"\""), """{"type":"log"}""" },
        { Record(Text("session.id", "3d0c4f5e-9a55-4d8e-9c7e-6a1f0f3b2c11")), """{"session":"3d0c4f5e-9a55-4d8e-9c7e-6a1f0f3b2c11"}""" },
        { Record(Text("log.record.uid", "3d0c4f5e-9a55-4d8e-9c7e-6a1f0f3b2c11")), """{"id":"3d0c4f5e-9a55-4d8e-9c7e-6a1f0f3b2c11"}""" },
        { Record("""{"key":"usage.groups","value":{"arrayValue":{"values":[{"stringValue":"chemists"}]}}},""" + Text("enduser.id", "ann")), """{"user":"ann","groups":["chemists"]}""" },
        { Record($"{Text("usage.entity.type", "table")},{Text("usage.entity.id", "t-1")},{Text("usage.entity.role", "input")}"), """{"entities":["table t-1 input"]}""" },
    };

    [Theory]
    [MemberData(nameof(Mapped))]
    public async Task A_record_becomes_the_event_that_the_rules_say(string record, string differences)
    {
        await using var app = await StartAsync();
        var answer = await PostAsync(app, Request(record));
        Assert.Equal((HttpStatusCode.OK, JsonType, "{ }"), (answer.Status, answer.Type, Encoding.UTF8.GetString(answer.Body)));

        var expected = new Dictionary<string, JsonElement>
        {
            ["time"] = Json("\"12:00:00.123456\""), ["source"] = Json("\"info\""), ["type"] = Json("\"opened\""),
            ["package"] = Json("\"Chem\""), ["text"] = Json("\"Opened\""),
        };
        foreach (var member in Json(differences).EnumerateObject())
        {
            expected[member.Name] = member.Value;
        }
        var stored = Json((string)(await ScalarAsync("""
            select jsonb_strip_nulls(jsonb_build_object('time', to_char(e.event_time at time zone 'UTC', 'FMHH24:MI:SS') ||
                coalesce(nullif('.' || to_char(e.event_time, 'US'), '.000000'), ''),
              'source', t.source, 'type', t.name, 'package', p.name, 'text', e.description, 'user', nullif(u.login, ''), 'function', f.name,
              'us', e.duration_us, 'error', e.error_message, 'stack', e.error_stack, 'action', e.action_id, 'session', e.session_id,
              'id', case when e.id::text like '3d0c4f5e%' then e.id end,
              'groups', (select jsonb_agg(g.name) from group_users gu join groups g on g.id = gu.group_id where gu.user_id = u.id),
              'entities', (select jsonb_agg(concat_ws(' ', n.type, n.key, x.role)) from event_entities x join entities n on n.id = x.entity_id)))
              || coalesce(e.parameters, '{}')
            from events e join users u on u.id = e.user_id join event_types t on t.id = e.event_type_id
            join packages p on p.id = t.package_id left join functions f on f.id = t.function_id
            """))!);
        Assert.Equal(
            expected.Where(member => member.Value.ValueKind != JsonValueKind.Null).Select(member => $"{member.Key} {Canonical(member.Value)}").Order(),
            stored.EnumerateObject().Select(member => $"{member.Name} {Canonical(member.Value)}").Order());
    }

    static string Canonical(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? $"{{{string.Join(',', value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal).Select(m => $"{m.Name}:{Canonical(m.Value)}"))}}}"
        : value.ToString().Replace(" ", "", StringComparison.Ordinal);

    [Fact]
    public async Task A_retry_stores_nothing_again_and_equal_records_of_one_request_are_all_stored()
    {
        await using var app = await StartAsync();
        var body = Message(Log("opened"), Log("opened"), Log("closed"), Log("opened"));

        foreach (var gzip in (bool[])[false, true])
        {
            var answer = await PostAsync(app, body, Protobuf, gzip);
            Assert.Equal((HttpStatusCode.OK, Protobuf, 0), (answer.Status, answer.Type, answer.Body.Length));
        }

        Assert.Equal("4 4", await ScalarAsync("select concat_ws(' ', count(*), count(distinct id)) from events"));
        Assert.Equal(4, await NumberAsync("select count(*) from events where substr(id::text, 15, 1) = '8'"));
        Assert.Empty(await DifferencesAsync());
    }

    [Fact]
    public async Task A_session_that_is_no_uuid_is_one_session_all_the_same_and_keeps_its_name()
    {
        await using var app = await StartAsync();
        await PostAsync(app, Message(Log("a", Attribute("session.id", "tab-7")), Log("b", Attribute("session.id", "tab-7"))), Protobuf);
        Assert.Equal("1 tab-7", await ScalarAsync(
            "select concat_ws(' ', count(distinct session_id), min(parameters -> 'other' ->> 'session.id')) from events"));
    }

    [Theory]
    [InlineData(Protobuf)]
    [InlineData(JsonType)]
    public async Task Records_that_are_rejected_are_counted_with_the_first_reasons_and_cost_their_neighbours_nothing(string type)
    {
        await using var app = await StartAsync();
        var anonymous = Enumerable.Range(0, 4).Select(i => $"anon{(i > 0 ? "" : "ymous")}").ToList();
        var answer = type == Protobuf
            ? await PostAsync(app, Message([Log("ok"), .. anonymous.Select(user => Log("bad", Attribute("enduser.id", user)))]), Protobuf)
            : await PostAsync(app, Request([Record(""), .. anonymous.Select(user => Record(Text("enduser.id", user)))]));

        Assert.Equal((HttpStatusCode.OK, type), (answer.Status, answer.Type));
        var partial = type == Protobuf
            ? ExportLogsServiceResponse.Parser.ParseFrom(answer.Body).PartialSuccess
            : JsonParser.Default.Parse<ExportLogsServiceResponse>(Encoding.UTF8.GetString(answer.Body)).PartialSuccess;
        Assert.Equal(4, partial.RejectedLogRecords);
        Assert.StartsWith("4 of 5 log records were rejected: record 2: user \"anonymous\" is a placeholder", partial.ErrorMessage, StringComparison.Ordinal);
        Assert.EndsWith("; …", partial.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync("events"));
    }

    [Fact]
    public async Task A_malformed_record_is_rejected_alone_also_in_protobuf()
    {
        await using var app = await StartAsync();
        var scope = Field(2, [.. Field(2, [0x08, 0xff]), .. Field(2, Log("ok").ToByteArray())]);
        var answer = await PostAsync(app, Field(1, scope), Protobuf);
        Assert.StartsWith(
            "1 of 2 log records were rejected: record 1: the log record cannot be read: ",
            ExportLogsServiceResponse.Parser.ParseFrom(answer.Body).PartialSuccess.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal("Core", await ScalarAsync("select p.name from event_types t join packages p on p.id = t.package_id"));
    }

    public static TheoryData<string, byte[]> Unreadable => new()
    {
        { Protobuf, "{}"u8.ToArray() },
        { Protobuf, [0x0a, 0x05, 0x01] },
        { Protobuf, [0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01] },
        { Protobuf, [0x80] },
        { JsonType, "{"u8.ToArray() },
        { JsonType, "[]"u8.ToArray() },
        { JsonType, ""u8.ToArray() },
        { JsonType, """{"resourceLogs":[17]}"""u8.ToArray() },
        { JsonType, "{} {}"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task What_cannot_be_read_is_400_with_a_status_in_the_encoding_of_the_request(string type, byte[] body)
    {
        await using var app = await StartAsync();
        var answer = await PostAsync(app, body, type);
        Assert.Equal((HttpStatusCode.BadRequest, type), (answer.Status, answer.Type));
        var status = type == Protobuf ? Status.Parser.ParseFrom(answer.Body) : JsonParser.Default.Parse<Status>(Encoding.UTF8.GetString(answer.Body));
        Assert.Equal(3, status.Code);
        Assert.StartsWith("the body is not ", status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_requests_are_fine()
    {
        await using var app = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(app, [], Protobuf)).Status);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(app, "{\"resourceLogs\":null}")).Status);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_503_with_Retry_After()
    {
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=nobody");
        await using var app = await StartAsync(dataSource: nowhere);
        var answer = await PostAsync(app, Message(Log("a")), Protobuf);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (answer.Status, answer.Headers.RetryAfter!.ToString()));
        Assert.Equal(14, Status.Parser.ParseFrom(answer.Body).Code);
    }

    [Theory]
    [InlineData(Protobuf, 0x0a, 0x00)]
    [InlineData(Protobuf, 0x00, 0x00)]
    [InlineData(Protobuf, 0x12, 0x00)]
    [InlineData(JsonType, '{', '}')]
    public async Task A_bomb_ends_at_the_limit_and_costs_little(string type, byte first, byte second)
    {
        await using var app = await StartAsync();
        var bytes = new byte[100 * 1024 * 1024];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = i % 2 == 0 ? first : second;
        }
        // The same 15 MB are a request of their own size, too.
        foreach (var body in (byte[][])[bytes, bytes[..(15 * 1024 * 1024)], Field(1, Field(2, bytes[..(15 * 1024 * 1024)]))])
        {
            var costs = new List<(long Bytes, TimeSpan Time)>();
            for (var attempt = 0; attempt < 3; attempt++)
            {
                var (allocated, used) = (GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime);
                var answer = await PostAsync(app, body, type, gzip: true);
                Assert.Contains(answer.Status, (HttpStatusCode[])[HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.BadRequest, HttpStatusCode.OK]);
                costs.Add((GC.GetTotalAllocatedBytes() - allocated, Environment.CpuUsage.TotalTime - used));
            }
            Assert.InRange(costs.Min(cost => cost.Bytes), 0, 150 * 1024 * 1024);
            Assert.InRange(costs.Min(cost => cost.Time), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        }
    }
}

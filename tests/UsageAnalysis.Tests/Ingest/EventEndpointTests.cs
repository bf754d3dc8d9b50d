using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using UsageAnalysis.Ingest;
using Xunit;
using static UsageAnalysis.Tests.Ingest.Samples;

namespace UsageAnalysis.Tests.Ingest;

public sealed class EventEndpointTests : IngestTest
{
    async Task<WebApplication> StartAsync(IngestOptions? options = null, NpgsqlDataSource? dataSource = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Noon.AddYears(1)));
        builder.Services.AddSingleton(dataSource ?? DataSource);
        builder.Services.AddIngest(options);
        var app = builder.Build();
        app.MapEvents();
        await app.StartAsync();
        return app;
    }

    sealed record Answer(HttpStatusCode Status, JsonElement Body, HttpResponseHeaders Headers)
    {
        public string Error => Body.GetProperty("error").GetString()!;
        public string Counts => $"{Body.GetProperty("stored")} {Body.GetProperty("duplicates")} {Body.GetProperty("rejected")}";
    }

    static Task<Answer> PostAsync(WebApplication app, string body, string type = "application/json", string? encoding = null) =>
        PostAsync(app, Encoding.UTF8.GetBytes(body), type, encoding);

    static async Task<Answer> PostAsync(WebApplication app, byte[] body, string type = "application/json", string? encoding = null)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }
        using var client = app.GetTestClient();
        using var response = await client.PostAsync(new Uri("/events", UriKind.Relative), content);
        return new Answer(response.StatusCode, JsonElement.Parse(await response.Content.ReadAsByteArrayAsync()), response.Headers);
    }

    static byte[] Gzip(byte[] bytes)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }
        return buffer.ToArray();
    }

    [Fact]
    public async Task Answers_after_commit_with_a_result_for_each_record()
    {
        await using var app = await StartAsync();
        var answer = await PostAsync(app, $"[{Record(1)},{Record(2, ",\"user\":\"anon\"")},{Record(1)},17]");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("1 1 2", answer.Counts);
        var results = answer.Body.GetProperty("results");
        Assert.Equal($$"""{"position":0,"id":"{{Uuid(1)}}","status":"stored"}""", results[0].GetRawText());
        Assert.Equal("duplicate", results[2].GetProperty("status").GetString());
        Assert.Equal((1, $"{Uuid(2)}", "rejected"), (results[1].GetProperty("position").GetInt32(), results[1].GetProperty("id").GetString(), results[1].GetProperty("status").GetString()));
        Assert.StartsWith("user \"anon\" is a placeholder", results[1].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal("the record 17 must be an object", results[3].GetProperty("reason").GetString());
        Assert.Equal(1, await CountAsync("select count(*) from events"));
    }

    [Fact]
    public async Task Takes_one_object_an_empty_array_and_lines_with_gzip()
    {
        await using var app = await StartAsync();
        Assert.Equal("1 0 0", (await PostAsync(app, Record(1), "application/json; charset=utf-8")).Counts);
        Assert.Equal("0 0 0", (await PostAsync(app, " [] ")).Counts);
        var lines = await PostAsync(app, Gzip(Encoding.UTF8.GetBytes($"{Record(1)}\n\n{{\"id\"\n{Record(2)}")), "application/x-ndjson", "gzip");
        Assert.Equal("1 1 1", lines.Counts);
        Assert.StartsWith("the line is not JSON: ", lines.Body.GetProperty("results")[1].GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{},\n oops]", "the body is not JSON: ")]
    [InlineData("", "the body is not JSON: ")]
    [InlineData("[{}", "the body is not JSON: ")]
    [InlineData("[{}] []", "the body is not JSON: ")]
    public async Task Malformed_JSON_is_400_and_stores_nothing(string body, string error)
    {
        await using var app = await StartAsync();
        var answer = await PostAsync(app, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.StartsWith(error, answer.Error, StringComparison.Ordinal);
        Assert.Matches(@"\(line \d+, byte \d+\)$", answer.Error);
    }

    [Fact]
    public async Task A_body_that_grows_beyond_its_limit_is_413_however_small_it_was_sent()
    {
        await using var app = await StartAsync();
        var bomb = Gzip(new byte[100 * 1024 * 1024]);
        Assert.InRange(bomb.Length, 0, 1024 * 1024);
        foreach (var type in (string[])["application/json", "application/x-ndjson"])
        {
            var before = GC.GetTotalAllocatedBytes();
            var answer = await PostAsync(app, bomb, type, "gzip");
            Assert.Contains(answer.Status, (HttpStatusCode[])[HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.BadRequest]);
            Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 120 * 1024 * 1024);
        }
        var spaces = await PostAsync(app, Gzip(Encoding.UTF8.GetBytes(new string(' ', 17 * 1024 * 1024))), "application/json", "gzip");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, spaces.Status);
        var records = await PostAsync(app, $"[{string.Join(',', Enumerable.Repeat("1", 20_001))}]");
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "the body has more than 20000 records: send it in parts"), (records.Status, records.Error));
    }

    [Theory]
    [InlineData("text/plain", null, "Content-Type \"text/plain\" is not supported: send application/json or application/x-ndjson")]
    [InlineData("application/json; charset=latin1", null, "charset \"latin1\" is not supported: send UTF-8")]
    [InlineData("application/json", "br", "Content-Encoding \"br\" is not supported: send gzip, or no encoding")]
    public async Task What_cannot_be_read_is_415(string type, string? encoding, string error)
    {
        await using var app = await StartAsync();
        var answer = await PostAsync(app, "[]", type, encoding);
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, error), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task A_body_that_is_not_gzip_is_400()
    {
        await using var app = await StartAsync();
        var answer = await PostAsync(app, "[]", encoding: "gzip");
        Assert.Equal((HttpStatusCode.BadRequest, "the body is not what Content-Encoding says: it cannot be decompressed as gzip"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_503_with_Retry_After_and_no_internals()
    {
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=nobody");
        await using var app = await StartAsync(dataSource: nowhere);
        var answer = await PostAsync(app, Record(1));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (answer.Status, answer.Headers.RetryAfter!.ToString()));
        Assert.Equal("the events could not be stored now: send all of it again later", answer.Error);
    }

    [Fact]
    public async Task A_full_inbox_is_429_with_Retry_After_and_what_was_taken_is_stored()
    {
        await using var app = await StartAsync(new IngestOptions { QueueRecords = 10 });
        await using var blocker = await DataSource.OpenConnectionAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await using (var block = new NpgsqlCommand("lock table events in access exclusive mode", blocker))
        {
            await block.ExecuteNonQueryAsync();
        }
        var taken = PostAsync(app, $"[{string.Join(',', Enumerable.Range(1, 8).Select(i => Record(i)))}]");
        Answer refused;
        do
        {
            refused = await PostAsync(app, $"[{string.Join(',', Enumerable.Range(1, 11).Select(_ => "17"))},{Record(9)},{Record(10)},{Record(11)}]");
        }
        while (refused.Status == HttpStatusCode.OK);
        Assert.Equal((HttpStatusCode.TooManyRequests, "1"), (refused.Status, refused.Headers.RetryAfter!.ToString()));
        Assert.False(taken.IsCompleted);
        await transaction.RollbackAsync();
        Assert.Equal("8 0 0", (await taken).Counts);
    }

    [Fact]
    public async Task Many_small_requests_share_transactions()
    {
        await using var app = await StartAsync();
        await PostAsync(app, Record(1));
        const string Commits = "select xact_commit from pg_stat_database where datname = current_database()";
        await using var blocker = await DataSource.OpenConnectionAsync();
        var transaction = await blocker.BeginTransactionAsync();
        await using (var block = new NpgsqlCommand("lock table events in access exclusive mode", blocker))
        {
            await block.ExecuteNonQueryAsync();
        }
        var requests = Enumerable.Range(1, 200).Select(i => PostAsync(app, Record(i))).ToList();
        await transaction.RollbackAsync();
        var answers = await Task.WhenAll(requests);
        Assert.Equal(199, answers.Count(answer => answer.Counts == "1 0 0"));
        Assert.InRange(await CountAsync("select count(distinct xmin::text) from events"), 2, 100);
        Assert.NotNull(await ScalarAsync(Commits));
    }

    [Fact]
    public async Task Stopping_stores_what_was_taken()
    {
        var app = await StartAsync();
        var inbox = app.Services.GetRequiredService<EventInbox>();
        var taken = Enumerable.Range(0, 20).Select(i => inbox.EnqueueAsync(Events(50, 1 + (50 * i)), 1_000, default)).ToList();
        await app.StopAsync();
        Assert.All(await Task.WhenAll(taken), answer => Assert.IsType<InboxAnswer.Done>(answer));
        Assert.Equal(1_000, await CountAsync("select count(*) from events"));
        Assert.IsType<InboxAnswer.Unavailable>(await inbox.EnqueueAsync(Events(1), 10, default));
        await app.DisposeAsync();
    }
}

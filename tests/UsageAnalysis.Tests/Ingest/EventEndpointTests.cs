using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using UsageAnalysis.Ingest;
using Xunit;
using static UsageAnalysis.Tests.Ingest.Samples;

namespace UsageAnalysis.Tests.Ingest;

public sealed class EventEndpointTests : IngestTest
{
    Task<WebApplication> StartAsync(IngestOptions? options = null, NpgsqlDataSource? dataSource = null) =>
        ServeAsync(app => app.MapEvents(), options, dataSource);

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
        Assert.Equal(1, await CountAsync("events"));
    }

    [Fact]
    public async Task Takes_one_object_an_empty_array_and_lines_with_gzip()
    {
        await using var app = await StartAsync();
        Assert.Equal("1 0 0", (await PostAsync(app, Record(1), "application/json; charset=utf-8")).Counts);
        Assert.Equal("0 0 0", (await PostAsync(app, " [] ")).Counts);
        var lines = await PostAsync(app, Gzip(Encoding.UTF8.GetBytes($"{Record(1)}\n\n{{\"id\"\n{Record(2)}")), "application/x-ndjson", "gzip");
        Assert.Equal("1 1 1", lines.Counts);
        var tooLong = new string('x', 300_000);
        Assert.Equal("1 0 2", (await PostAsync(app, $"{tooLong}\n{Record(3)}\n{tooLong}", "application/x-ndjson")).Counts);
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

    [Theory]
    [InlineData("application/json", "", '\0')]
    [InlineData("application/json", "", ' ')]
    [InlineData("application/json", "[", ' ')]
    [InlineData("application/json", "[{\"a\":\"", ' ')]
    [InlineData("application/json", "[[[[", '[')]
    [InlineData("application/x-ndjson", "", '\0')]
    [InlineData("application/x-ndjson", "", '\n')]
    [InlineData("application/x-ndjson", "{}\n", '\n')]
    [InlineData("application/x-ndjson", "{\"a\":\"", ' ')]
    public async Task A_bomb_ends_at_the_limit_and_costs_little(string type, string start, char filler)
    {
        await using var app = await StartAsync();
        var bytes = new byte[100 * 1024 * 1024];
        Array.Fill(bytes, (byte)filler);
        Encoding.UTF8.GetBytes(start, bytes);
        var bomb = Gzip(bytes);
        Assert.InRange(bomb.Length, 0, 1024 * 1024);
        // Tests that run beside this one are in the figures too, so that the least of some tries tells most.
        var costs = new List<(long Bytes, TimeSpan Time)>();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var (allocated, used) = (GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime);
            var answer = await PostAsync(app, bomb, type, "gzip");
            Assert.Contains(answer.Status, (HttpStatusCode[])[HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.BadRequest]);
            costs.Add((GC.GetTotalAllocatedBytes() - allocated, Environment.CpuUsage.TotalTime - used));
        }
        Assert.InRange(costs.Min(cost => cost.Bytes), 0, 150 * 1024 * 1024);
        Assert.InRange(costs.Min(cost => cost.Time), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Too_many_records_are_413()
    {
        await using var app = await StartAsync();
        var answer = await PostAsync(app, $"[{string.Join(',', Enumerable.Repeat("1", 20_001))}]");
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "the body has more than 20000 records: send it in parts"), (answer.Status, answer.Error));
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
    public async Task A_body_that_is_not_gzip_or_breaks_off_is_400()
    {
        await using var app = await StartAsync();
        foreach (var body in (byte[][])["[]"u8.ToArray(), Gzip(Encoding.UTF8.GetBytes($"{Record(1)}\n"))[..^9]])
        {
            var answer = await PostAsync(app, body, "application/x-ndjson", "gzip");
            Assert.Equal(
                (HttpStatusCode.BadRequest, "the body is not what Content-Encoding says: it cannot be decompressed as gzip"), (answer.Status, answer.Error));
        }
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
        await PostAsync(app, Record(99));
        await using var blocked = await BlockAsync();
        var taken = PostAsync(app, $"[{string.Join(',', Enumerable.Range(1, 8).Select(i => Record(i)))}]");
        await blocked.UntilWaitingAsync();
        var refused = await PostAsync(app, $"[{Record(9)},{Record(10)},{Record(11)}]");
        Assert.Equal((HttpStatusCode.TooManyRequests, "1"), (refused.Status, refused.Headers.RetryAfter!.ToString()));
        var small = PostAsync(app, $"[{Record(9)}, {Record(10)}]");
        await blocked.ReleaseAsync();
        Assert.Equal("8 0 0", (await taken).Counts);
        Assert.Equal("2 0 0", (await small).Counts);
    }

    [Fact]
    public async Task Many_small_requests_share_a_transaction()
    {
        await using var app = await StartAsync(new IngestOptions { Writers = 1 });
        await PostAsync(app, Record(99));
        await using var blocked = await BlockAsync();
        var first = PostAsync(app, Record(1));
        await blocked.UntilWaitingAsync();
        var inbox = app.Services.GetRequiredService<EventInbox>();
        var rest = Enumerable.Range(2, 200).Select(i => inbox.EnqueueAsync([Event(i)], 100, default)).ToList();
        await blocked.ReleaseAsync();
        Assert.Equal("1 0 0", (await first).Counts);
        Assert.All(await Task.WhenAll(rest), answer => Assert.Equal(RecordStatus.Stored, Assert.IsType<InboxAnswer.Done>(answer).Outcomes.Single().Status));
        Assert.Equal(3, await NumberAsync("select count(distinct xmin::text) from events"));
    }

    [Fact]
    public async Task One_poisonous_record_costs_its_neighbours_of_other_senders_nothing()
    {
        await using var app = await StartAsync();
        var inbox = app.Services.GetRequiredService<EventInbox>();
        var answers = await Task.WhenAll(Enumerable.Range(1, 30).Select(i =>
            inbox.EnqueueAsync([i == 7 ? Event(i) with { Description = "\0" } : Event(i)], 100, default)));
        var statuses = answers.Select(answer => ((InboxAnswer.Done)answer).Outcomes.Single().Status).ToList();
        Assert.Equal(RecordStatus.Rejected, statuses[6]);
        Assert.Equal(29, statuses.Count(status => status == RecordStatus.Stored));
    }

    /// <summary>A lock on the rollup, at which the writer waits.</summary>
    sealed class Blocked(NpgsqlDataSource dataSource, NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
    {
        public async Task UntilWaitingAsync()
        {
            await using var waiting = dataSource.CreateCommand(
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%CountBatch%'");
            while ((long)(await waiting.ExecuteScalarAsync())! == 0)
            {
            }
        }

        public Task ReleaseAsync() => transaction.RollbackAsync();

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }

    async Task<Blocked> BlockAsync()
    {
        var connection = await DataSource.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var block = new NpgsqlCommand("lock table usage_quarter_hours in share mode", connection);
        await block.ExecuteNonQueryAsync();
        return new Blocked(DataSource, connection, transaction);
    }

    [Fact]
    public async Task Stopping_stores_what_was_taken()
    {
        var app = await StartAsync();
        var inbox = app.Services.GetRequiredService<EventInbox>();
        var taken = Enumerable.Range(0, 20).Select(i => inbox.EnqueueAsync(Events(50, 1 + (50 * i)), 1_000, default)).ToList();
        await app.StopAsync();
        Assert.All(await Task.WhenAll(taken), answer => Assert.IsType<InboxAnswer.Done>(answer));
        Assert.Equal(1_000, await CountAsync("events"));
        Assert.IsType<InboxAnswer.Unavailable>(await inbox.EnqueueAsync(Events(1), 10, default));
        await app.DisposeAsync();
    }
}

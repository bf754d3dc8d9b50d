using System.Net.Http.Json;
using System.Text.Json;
using CsCheck;
using UsageAnalysis.Analytics;
using UsageAnalysis.Data;
using UsageAnalysis.Tests.Support;
using Xunit;
using static UsageAnalysis.Tests.Analytics.Zones;

namespace UsageAnalysis.Tests.Usage;

/// <summary>A server on which a whole world happened, told through its front door.</summary>
public sealed class WorldApp : UsageApp
{
    // Fixed, so that a question that fails can be asked again; the questions are new in every run.
    const string Seed = "0000LSp8XDZ7";

    // The tests ask for everything at once, of many nodes.
    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["GraphQL:Limits:MaxFieldCost"] = "1000000000", ["GraphQL:Limits:MaxTypeCost"] = "1000000000", ["GraphQL:Limits:MaxValues"] = "1000000000",
    };

    internal World World { get; } = World.Of(900).Single(_ => true, seed: Seed);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await CatalogWriter.SaveAsync(DataSource, World.Catalog, CancellationToken.None);
        foreach (var batch in World.Happenings.Chunk(250))
        {
            await LogAsync([.. batch.Select(h => h.Wire())]);
        }
    }
}

/// <summary>Every number that the graph tells, against a count of the very same events, one by one.</summary>
public sealed class UsagePromiseTests(WorldApp app) : IClassFixture<WorldApp>
{
    const string Events =
        """
        query ($scope: UsageScopeInput!, $first: Int!, $after: String) {
          usage(scope: $scope) {
            events(first: $first, after: $after) { totalCount nodes { senderId time } pageInfo { hasNextPage endCursor } }
          }
        }
        """;

    [Fact]
    public Task Every_number_is_that_of_the_events_themselves() => Questions.Any.SampleAsync(async question =>
    {
        var (document, variables) = question.Ask();
        var usage = (await app.AskAsync(document, variables)).GetProperty("usage");
        AnswerCheck.Everything(app.World, question, usage);
    }, iter: 100, threads: 2, print: question => question.ToString());

    [Fact]
    public Task The_rows_are_the_events_that_were_counted_each_of_them_once() => Questions.Any.SampleAsync(async question =>
    {
        var expected = app.World.Happenings.Where(h => question.Range.Contains(h.Time) && question.Scope.Admits(h, app.World)).ToArray();
        var rows = new List<(Guid Id, DateTime Time)>();
        for (string? after = null; ;)
        {
            var first = Math.Max(question.PageSize, expected.Length / 8);
            var data = await app.AskAsync(Events, new { scope = question.Scope, first, after });
            var page = data.GetProperty("usage").GetProperty("events");
            Assert.Equal(expected.Length, page.GetProperty("totalCount").GetInt32());
            rows.AddRange(page.GetProperty("nodes").EnumerateArray().Select(row =>
                (row.GetProperty("senderId").GetGuid(), At(row.GetProperty("time").GetString()!))));
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
            {
                break;
            }
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        }
        Assert.Equal(rows.Select(row => row.Time).OrderDescending(), rows.Select(row => row.Time));
        Assert.Equal(expected.Select(h => h.Id).Order(), rows.Select(row => row.Id).Order());
    }, iter: 30, threads: 2, print: question => question.ToString());

    [Fact]
    public Task The_pages_of_a_breakdown_are_the_breakdown_and_a_page_beyond_the_end_still_knows_how_long_it_is() =>
        Questions.Any.SampleAsync(async question =>
        {
            const string Document =
                """
                query ($scope: UsageScopeInput!, $by: [UsageDimension!]!, $where: UsageHavingInput, $order: [UsageSortInput!], $first: Int!, $after: String) {
                  usage(scope: $scope) {
                    breakdown(by: $by, where: $where, order: $order, first: $first, after: $after) {
                      totalRows truncated pageInfo { hasNextPage hasPreviousPage endCursor }
                      rows { key { bucketStart package { name } function { id } functionKind user { login } group { name } source
                        eventType { id } entity { id } entityType error { message } hourOfDay dayOfWeek } }
                    }
                  }
                }
                """;
            var (_, asked) = question.Ask();
            async Task<JsonElement> PageAsync(int first, string? after) => (await app.AskAsync(Document, new
            {
                scope = question.Scope, by = asked["dimensions"], where = asked["where"], order = asked["order"], first, after,
            })).GetProperty("usage").GetProperty("breakdown");

            var whole = await PageAsync(1000, null);
            var size = Math.Max(question.PageSize, whole.GetProperty("totalRows").GetInt32() / 6 + 1);
            var rows = new List<string>();
            for (var (page, more) = (await PageAsync(size, null), true); more;)
            {
                Assert.Equal(whole.GetProperty("totalRows").GetInt32(), page.GetProperty("totalRows").GetInt32());
                rows.AddRange(page.GetProperty("rows").EnumerateArray().Select(row => row.GetRawText()));
                more = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean();
                Assert.Equal(more, page.GetProperty("truncated").GetBoolean());
                if (page.GetProperty("pageInfo").GetProperty("endCursor").GetString() is { } after)
                {
                    page = await PageAsync(size, after);
                    Assert.Equal(whole.GetProperty("totalRows").GetInt32(), page.GetProperty("totalRows").GetInt32());
                    Assert.True(page.GetProperty("pageInfo").GetProperty("hasPreviousPage").GetBoolean());
                }
            }
            if (!whole.GetProperty("truncated").GetBoolean())
            {
                Assert.Equal(whole.GetProperty("rows").EnumerateArray().Select(row => row.GetRawText()), rows);
            }
        }, iter: 30, threads: 2, print: question => question.ToString());

    [Fact]
    public Task Finer_buckets_add_up_to_coarser_ones_and_distinct_users_do_not_exceed_their_sum() => Questions.Any.SampleAsync(async question =>
    {
        const string Document =
            """
            query ($scope: UsageScopeInput!) {
              usage(scope: $scope) {
                DAY: series(bucket: DAY) { ...counts } WEEK: series(bucket: WEEK) { ...counts } MONTH: series(bucket: MONTH) { ...counts }
                QUARTER: series(bucket: QUARTER) { ...counts } YEAR: series(bucket: YEAR) { ...counts }
              }
            }
            fragment counts on UsageSeriesSet { buckets lines { events errors users } }
            """;
        var usage = (await app.AskAsync(Document, new { scope = question.Scope })).GetProperty("usage");
        foreach (var (fine, coarse) in new[] { ("DAY", "WEEK"), ("DAY", "MONTH"), ("MONTH", "QUARTER"), ("QUARTER", "YEAR") })
        {
            var (fineStarts, starts) = (Starts(usage, fine), Starts(usage, coarse));
            foreach (var (i, start) in starts.Index())
            {
                var parts = Enumerable.Range(0, fineStarts.Length)
                    .Where(part => i == 0 || fineStarts[part] >= start)
                    .Where(part => i == starts.Length - 1 || fineStarts[part] < starts[i + 1]).ToArray();
                foreach (var measure in new[] { "events", "errors" })
                {
                    Assert.Equal(Value(usage, coarse, measure, i), parts.Sum(part => Value(usage, fine, measure, part)));
                }
                var users = Value(usage, coarse, "users", i);
                Assert.InRange(
                    users, parts.Max(part => Value(usage, fine, "users", part)), parts.Sum(part => Value(usage, fine, "users", part)));
            }
        }
    }, iter: 40, threads: 2, print: question => question.ToString());

    static DateTime[] Starts(JsonElement usage, string series) =>
        [.. usage.GetProperty(series).GetProperty("buckets").EnumerateArray().Select(start => At(start.GetString()!))];

    static long Value(JsonElement usage, string series, string measure, int bucket) =>
        usage.GetProperty(series).GetProperty("lines")[0].GetProperty(measure)[bucket].GetInt64();

    [Fact]
    public async Task Telling_everything_again_changes_no_answer()
    {
        var (document, variables) = (Questions.Any.Single(_ => true, seed: "0000LSp8XDZ7") with
        {
            Scope = new AskedScope(new { from = "2015-01-01T00:00:00Z", to = "2026-07-01T00:00:00Z" }, "Europe/Berlin", "PREVIOUS_PERIOD"),
            Bucket = "YEAR",
            Dimensions = [UsageDimension.User, UsageDimension.Entity, UsageDimension.Package],
        }).Ask();
        var before = await app.AskAsync(document, variables);
        Assert.Equal(900, before.GetProperty("usage").GetProperty("totals").GetProperty("events").GetInt32());

        using var response = await app.Http.PostAsJsonAsync("/events", app.World.Happenings.Reverse().Select(h => h.Wire()));
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal((0, 900), (answer.GetProperty("stored").GetInt32(), answer.GetProperty("duplicates").GetInt32()));
        Assert.Equal(before.GetRawText(), (await app.AskAsync(document, variables)).GetRawText());
    }
}

static class Ranges
{
    public static bool Contains(this TimeRange range, DateTime time) => time >= range.From && time < range.To;
}

using System.Text.Json;
using Xunit;

namespace UsageAnalysis.Tests.Graph;

/// <summary>Typed ranges, own comparisons and unfinished buckets, as the graph answers them on a Wednesday, 17 June 2026, at noon.</summary>
public sealed class TypedTimeTests(SmallApp app) : IClassFixture<SmallApp>
{
    const string Document =
        """
        query ($scope: UsageScopeInput, $bucket: TimeBucket!) {
          usage(scope: $scope) {
            scope { from to previousFrom previousTo bucket }
            totals { events }
            series(bucket: $bucket) { buckets finishedBuckets firstCut lastCut previousBuckets lines { events } previous { events } }
            cells(y: USER, bucket: $bucket) { buckets finishedBuckets firstCut lastCut }
          }
        }
        """;

    [Theory]
    [InlineData("this week", "2026-06-14T18:15:00Z", "2026-06-17T18:15:00Z")]
    [InlineData("last 3 days", "2026-06-14T18:15:00Z", "2026-06-17T18:15:00Z")]
    [InlineData("JUNE 2024", "2024-05-31T18:15:00Z", "2024-06-30T18:15:00Z")]
    [InlineData("before 2027", "2026-06-16T18:15:00Z", "2026-12-31T18:15:00Z")]
    [InlineData("10/17/2019 5:24 pm", "2019-10-17T11:39:00Z", "2019-10-17T11:40:00Z")]
    [InlineData("2024-01-01 - 2024-03-31", "2023-12-31T18:15:00Z", "2024-03-31T18:15:00Z")]
    [InlineData("since 2024-06-03T10:15:00+02:00", "2024-06-03T08:15:00Z", "2026-06-17T18:15:00Z")]
    public async Task A_typed_range_is_resolved_by_the_calendar_of_the_zone_and_the_answer_says_to_what(
        string expression, string from, string to)
    {
        var scope = (await AskAsync(new { range = new { expression }, timeZone = "Asia/Kathmandu" }, "AUTO")).GetProperty("scope");
        Assert.Equal((from, to), (scope.GetProperty("from").GetString(), scope.GetProperty("to").GetString()));
        Assert.Equal(JsonValueKind.Null, scope.GetProperty("previousFrom").ValueKind);
    }

    [Theory]
    [InlineData("TODAY", "HOUR")]
    [InlineData("LAST_24_HOURS", "HOUR")]
    [InlineData("LAST_90_DAYS", "DAY")]
    public async Task A_day_is_cut_into_hours_and_a_quarter_into_days(string preset, string bucket) => Assert.Equal(
        bucket, (await AskAsync(new { range = new { preset } }, "AUTO")).GetProperty("scope").GetProperty("bucket").GetString());

    [Fact]
    public async Task A_range_is_compared_with_one_of_ones_own_from_its_beginning()
    {
        var (range, compareWith) = (new { expression = "2026-06-15 - 2026-06-19" }, new { expression = "2026-06-16 to 2026-06-18" });
        var usage = await AskAsync(new { range, compareWith }, "DAY");
        Assert.Equal("2026-06-16T00:00:00Z", usage.GetProperty("scope").GetProperty("previousFrom").GetString());
        Assert.Equal("2026-06-19T00:00:00Z", usage.GetProperty("scope").GetProperty("previousTo").GetString());
        var series = usage.GetProperty("series");
        Assert.Equal([0, 0, 1, 0, 0], Numbers(series.GetProperty("lines")[0]));
        Assert.Equal([0, 1, 0], Numbers(series.GetProperty("previous")[0]));
    }

    [Theory]
    [InlineData("this week", "DAY", 2, false, false)]
    [InlineData("this week", "WEEK", 0, false, true)]
    [InlineData("yesterday", "HOUR", 24, false, false)]
    [InlineData("today", "HOUR", 12, false, false)]
    [InlineData("last 90 minutes", "HOUR", 2, true, false)]
    [InlineData("2026-06-10 to 2026-06-16", "WEEK", 2, true, true)]
    [InlineData("2027", "MONTH", 0, false, false)]
    public async Task A_bucket_that_has_not_ended_is_marked_and_one_that_the_range_cuts_too(
        string expression, string bucket, int finished, bool firstCut, bool lastCut)
    {
        var usage = await AskAsync(new { range = new { expression } }, bucket);
        Assert.All([usage.GetProperty("series"), usage.GetProperty("cells")], answer => Assert.Equal(
            (finished, firstCut, lastCut),
            (answer.GetProperty("finishedBuckets").GetInt32(), answer.GetProperty("firstCut").GetBoolean(),
                answer.GetProperty("lastCut").GetBoolean())));
    }

    async Task<JsonElement> AskAsync(object scope, string bucket) =>
        (await app.AskAsync(Document, new { scope, bucket })).GetProperty("usage");

    static IEnumerable<int> Numbers(JsonElement line) => line.GetProperty("events").EnumerateArray().Select(value => value.GetInt32());
}

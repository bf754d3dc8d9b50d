using System.Globalization;
using System.Text.Json;
using UsageAnalysis.Ingest;
using UsageAnalysis.Tests.Ingest;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Graph;

/// <summary>The server with ten years of real events, imported as a user would.</summary>
public sealed class RealHistory : UsageApp
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Time.SetUtcNow(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
        if (SharedDataFactAttribute.JestHistory is { } history)
        {
            await using var writer = new EventWriter(DataSource);
            await using var file = File.OpenRead(history);
            await new EventImport(writer, Time).RunAsync(file, history, Assert.Fail, _ => { }, CancellationToken.None);
        }
    }
}

/// <summary>Answers about real events, against figures that another engine computed from the same file.</summary>

public sealed class RealHistoryTests(RealHistory app) : IClassFixture<RealHistory>
{
    const string Overview =
        """
        query Overview($scope: UsageScopeInput!) {
          usage(scope: $scope) {
            scope { from to timeZone bucket asOf }
            totals { events users sessions errors newUsers }
            previous { events users }
            series(bucket: YEAR) { buckets lines { events users } }
            byPackage: breakdown(by: [PACKAGE], order: [{ users: DESC }, { events: DESC }], first: 15) { totalRows truncated rows { key { package { name } } measures { users events } } }
            byUser: breakdown(by: [USER], order: [{ events: DESC }], first: 10) { rows { key { user { login } } measures { events } } }
            byType: breakdown(by: [EVENT_TYPE]) { rows { key { eventType { source name } } measures { events users } } }
            events(first: 20, order: [{ time: DESC }]) { totalCount nodes { id time source user { login } package { name } entities { type name } } pageInfo { hasNextPage endCursor } }
          }
        }
        """;

    static readonly object Everything = new { from = "2016-01-01T00:00:00Z", to = "2027-01-01T00:00:00Z" };

    // The answers lie beside the events, and are read only where they do.
    static JsonElement Expected => JsonDocument.Parse(
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(SharedDataFactAttribute.JestHistory)!, "jest-history.expected.json"))).RootElement;

    [SharedDataFact]
    public async Task Totals_packages_types_and_years_are_those_of_the_history()
    {
        var usage = await UsageAsync(new { range = Everything, timeZone = "UTC" });
        var totals = Expected.GetProperty("totals");
        foreach (var measure in new[] { "events", "users", "sessions" })
        {
            Assert.Equal(Number(totals, measure), Number(usage.GetProperty("totals"), measure));
        }
        Assert.Equal(Number(totals, "packages"), Number(usage.GetProperty("byPackage"), "totalRows"));
        Assert.Equal(Rows(Expected.GetProperty("topPackagesByUsers"), "package"), BreakdownRows(usage.GetProperty("byPackage"), "package", "name"));
        Assert.Equal(
            Rows(Expected.GetProperty("byType"), "type").Order(),
            BreakdownRows(usage.GetProperty("byType"), "eventType", "name").Order());
        Assert.Equal(Rows(Expected.GetProperty("uniqueUsersByYear"), "bucket"), Years(usage.GetProperty("series")));
        Assert.Equal(Number(totals, "events"), Number(usage.GetProperty("events"), "totalCount"));
        Assert.StartsWith("2026-08-21T20:48:35.069", usage.GetProperty("events").GetProperty("nodes")[0].GetProperty("time").GetString());
    }

    [SharedDataFact]
    public async Task Each_group_has_the_events_and_users_of_its_members()
    {
        foreach (var group in Expected.GetProperty("byGroup").EnumerateArray())
        {
            var usage = await UsageAsync(new { range = Everything, groups = new[] { group.GetProperty("group").GetString() } });
            Assert.Equal(Number(group, "events"), Number(usage.GetProperty("totals"), "events"));
            Assert.Equal(Number(group, "users"), Number(usage.GetProperty("totals"), "users"));
            Assert.Equal(Number(group, "events"), Number(usage.GetProperty("events"), "totalCount"));
        }
    }

    [SharedDataFact]
    public async Task The_top_packages_of_two_groups_in_2020_are_those_of_the_history()
    {
        var range = new { from = "2020-01-01T00:00:00Z", to = "2021-01-01T00:00:00Z" };
        var usage = await UsageAsync(new { range, groups = new[] { "core", "regular" } });
        Assert.Equal(
            Rows(Expected.GetProperty("y2020_regular_coreTop5Packages"), "package"),
            BreakdownRows(usage.GetProperty("byPackage"), "package", "name").Take(5));
    }

    [SharedDataFact]
    public async Task A_year_is_compared_with_the_year_before()
    {
        var usage = await UsageAsync(new { range = new { from = "2020-01-01T00:00:00Z", to = "2021-01-01T00:00:00Z" }, compare = "PREVIOUS_YEAR" });
        var expected = Expected.GetProperty("previousYear_2020_vs_2019");
        Assert.Equal(
            [Number(expected, "events"), Number(expected, "users"), Number(expected, "previousEvents"), Number(expected, "previousUsers")],
            new[] { "totals", "previous" }.SelectMany(range => new[] { "events", "users" }.Select(m => Number(usage.GetProperty(range), m))));
    }

    [SharedDataFact]
    public async Task The_most_touched_entities_are_those_of_the_history()
    {
        var data = await app.AskAsync(
            "query ($scope: UsageScopeInput) { usage(scope: $scope) { breakdown(by: [ENTITY], first: 10) { totalRows rows { key { entity { key } } measures { events users } } } } }",
            new { scope = new { range = Everything } });
        var breakdown = data.GetProperty("usage").GetProperty("breakdown");
        Assert.Equal(Number(Expected.GetProperty("totals"), "entities"), Number(breakdown, "totalRows"));
        Assert.Equal(Rows(Expected.GetProperty("topEntities"), "entity").Order(), BreakdownRows(breakdown, "entity", "key").Order());
    }

    [SharedDataFact]
    public async Task Days_in_Kolkata_begin_at_half_past_six_in_the_evening_before()
    {
        var data = await app.AskAsync(
            "query ($scope: UsageScopeInput) { usage(scope: $scope) { series(bucket: DAY) { buckets lines { users events } } } }",
            new { scope = new { range = new { from = "2017-02-01T00:00:00+05:30", to = "2017-02-11T00:00:00+05:30" }, timeZone = "Asia/Kolkata" } });
        var series = data.GetProperty("usage").GetProperty("series");
        var line = series.GetProperty("lines")[0];
        var days = series.GetProperty("buckets").EnumerateArray().Select((start, i) => (
            Day: start.GetDateTime().ToUniversalTime().AddHours(5.5).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Events: line.GetProperty("events")[i].GetInt64(),
            Users: line.GetProperty("users")[i].GetInt64())).ToArray();
        Assert.Equal(10, days.Length);
        Assert.Equal(Rows(Expected.GetProperty("dailyUsersKolkata_2017_02_01_to_10"), "bucket"), days.Where(day => day.Events > 0));
    }

    async Task<JsonElement> UsageAsync(object scope) => (await app.AskAsync(Overview, new { scope })).GetProperty("usage");

    static long Number(JsonElement element, string member) => element.GetProperty(member).GetInt64();

    static (string Key, long Events, long Users)[] Rows(JsonElement rows, string key) =>
        [.. rows.EnumerateArray().Select(row => (row.GetProperty(key).GetString()!, Number(row, "events"), Number(row, "users")))];

    static (string Key, long Events, long Users)[] BreakdownRows(JsonElement breakdown, string dimension, string name) =>
        [.. breakdown.GetProperty("rows").EnumerateArray().Select(row => (
            row.GetProperty("key").GetProperty(dimension).GetProperty(name).GetString()!,
            Number(row.GetProperty("measures"), "events"),
            Number(row.GetProperty("measures"), "users")))];

    static (string Key, long Events, long Users)[] Years(JsonElement series) =>
        [.. series.GetProperty("buckets").EnumerateArray().Select((start, i) => (
            start.GetString()![..4],
            series.GetProperty("lines")[0].GetProperty("events")[i].GetInt64(),
            series.GetProperty("lines")[0].GetProperty("users")[i].GetInt64()))];
}

using System.Text.Json;
using Xunit;

namespace UsageAnalysis.Tests.Graph;

/// <summary>Whole answers, compared with those that are kept in __snapshots__.</summary>
public sealed class AnswerTests(Village app) : IClassFixture<Village>
{
    [Fact]
    public async Task An_overview_is_answered_whole() => Village.MatchSnapshot(
        await app.AskAsync(
            """
            {
              usage(scope: { range: { preset: LAST_7_DAYS }, timeZone: "Europe/Berlin", compare: PREVIOUS_PERIOD }) {
                scope { from to timeZone bucket asOf previousFrom previousTo }
                totals { ...measures }
                previous { ...measures }
                series(by: PACKAGE, top: 2) {
                  bucket buckets previousBuckets truncated
                  lines { key { package { name } } other events users newUsers sessions errors }
                  previous { other events }
                }
                byGroup: breakdown(by: [GROUP], order: [{ users: DESC }]) {
                  totalRows truncated rows { key { group { name } } measures { users events } previous { users } share }
                }
                byUserAndDay: breakdown(by: [TIME, USER], first: 3) {
                  totalRows truncated rows { key { bucketStart user { login name } } measures { events } }
                  pageInfo { hasNextPage hasPreviousPage }
                }
              }
            }
            fragment measures on UsageMeasures { events users newUsers sessions errors errorRate duration { count mean max } }
            """),
        "An_overview");

    [Fact]
    public async Task A_bound_finer_than_the_log_is_answered_as_what_was_really_asked()
    {
        var data = await app.AskAsync(
            "query ($scope: UsageScopeInput) { usage(scope: $scope) { scope { from to } } }",
            new { scope = new { range = new { from = "2026-06-01T00:00:00.0000019Z", to = "2026-06-02T00:00:00.1234567Z" } } });
        var scope = data.GetProperty("usage").GetProperty("scope");
        Assert.Equal("2026-06-01T00:00:00.000001Z", scope.GetProperty("from").GetString());
        Assert.Equal("2026-06-02T00:00:00.123456Z", scope.GetProperty("to").GetString());
    }

    [Fact]
    public async Task An_event_tells_everything_and_null_where_it_has_nothing() => Village.MatchSnapshot(
        await app.AskAsync(
            """
            {
              events(first: 3) {
                nodes {
                  senderId time source isError description action durationMs parameters
                  eventType { source name } package { name category } function { name kind tags package { name } }
                  user { login name registeredAt firstEventAt lastEventAt groups { name memberCount parents { name } } }
                  session { clientId startedAt lastEventAt eventCount errorCount client version user { login } }
                  error { message stack handled }
                  entities { type key name }
                }
              }
            }
            """),
        "The_latest_events");

    [Fact]
    public async Task Groups_tell_their_members_and_parents() => Village.MatchSnapshot(
        await app.AskAsync("{ groups { nodes { name memberCount parents { name memberCount parents { name } } } } }"), "All_groups");

    [Fact]
    public async Task Sessions_of_nobody_have_no_user()
    {
        var data = await app.AskAsync(
            """
            {
              sessions(first: 50) { nodes { user { login } } }
              events(first: 50, where: { sessionId: { neq: null } }) { nodes { user { login } session { user { login } } } }
            }
            """);
        Assert.Contains(NodesOf(data, "sessions"), session => session.GetProperty("user").ValueKind == JsonValueKind.Null);
        Assert.Equal(25, NodesOf(data, "events").Length);
        Assert.All(
            NodesOf(data, "events"),
            e => Assert.Equal(e.GetProperty("user").GetRawText(), e.GetProperty("session").GetProperty("user").GetRawText()));
    }

    static JsonElement[] NodesOf(JsonElement data, string list) => [.. data.GetProperty(list).GetProperty("nodes").EnumerateArray()];
}

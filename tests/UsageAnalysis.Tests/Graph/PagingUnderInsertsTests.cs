using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Graph;

/// <summary>A cursor is a place among the rows, not a number of rows: what is stored meanwhile moves nothing.</summary>
public sealed class PagingUnderInsertsTests(UsageApp app) : IClassFixture<UsageApp>
{
    [Theory]
    [InlineData("forwards", "DESC", "first: 7, after: $cursor", "endCursor", "hasNextPage")]
    [InlineData("backwards", "ASC", "last: 7, before: $cursor", "startCursor", "hasPreviousPage")]
    public async Task What_was_there_is_read_once_while_events_are_stored_around_it(
        string package, string direction, string page, string cursorName, string more)
    {
        var before = Enumerable.Range(0, 60).Select(i => Event(i, i / 4 * 10, package)).ToArray();
        await app.LogAsync([.. before.Select(e => e.Wire)]);
        List<string> read = [];
        string? cursor = null;
        for (var (pages, goOn) = (0, true); goOn; pages++)
        {
            var list = (await app.AskAsync(
                $$"""
                query ($cursor: String) {
                  events({{page}}, where: { package: { name: { eq: "{{package}}" } } }, order: [{ time: {{direction}} }]) {
                    nodes { senderId } pageInfo { {{cursorName}} {{more}} }
                  }
                }
                """,
                new { cursor })).GetProperty("events");
            var ids = list.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("senderId").GetString()!).ToArray();
            read.AddRange(direction == "ASC" ? ids.Reverse() : ids);
            var info = list.GetProperty("pageInfo");
            (cursor, goOn) = (info.GetProperty(cursorName).GetString(), info.GetProperty(more).GetBoolean());
            // Earlier, later, and at the very times that pages begin and end with.
            await app.LogAsync([.. Enumerable.Range(0, 18).Select(i => Event(1000 + pages * 100 + i, i * 10 - 10 + i % 2, package).Wire)]);
        }

        var expected = before.OrderByDescending(e => e.Time).ThenByDescending(e => e.Id, StringComparer.Ordinal);
        var known = before.Select(e => e.Id).ToHashSet();
        Assert.Equal(expected.Select(e => e.Id), read.Where(known.Contains));
        Assert.Equal(read.Count, read.Distinct().Count());
        Assert.True(read.Count > before.Length, "some of what was stored meanwhile lay ahead and was read too");
    }

    /// <summary>An event, and the parts of it that the order looks at.</summary>
    sealed record Sent(string Id, DateTime Time, object Wire);

    static Sent Event(int number, int second, string package)
    {
        var id = $"0190c2a4-0000-7000-8000-{number:000000000000}";
        var time = new DateTime(2026, 6, 17, 9, 10, 0, DateTimeKind.Utc).AddSeconds(second);
        return new Sent(id, time, new { id, time, source = "usage", type = "tick", user = $"user of {package}", package });
    }
}

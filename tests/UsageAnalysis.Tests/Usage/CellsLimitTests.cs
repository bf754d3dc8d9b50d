using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Usage;

/// <summary>A server on which three users did one thing each in every one of 3,400 minutes, and a second one in the last ten.</summary>
public sealed class BusyApp : UsageApp
{
    public const int Minutes = 3_400;
    static readonly DateTime Start = new(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await LogAsync(
        [
            .. from minute in Enumerable.Range(0, Minutes)
               from user in (string[])["ann", "bob", "eve"]
               from second in Enumerable.Range(0, minute < Minutes - 10 ? 1 : 2)
               select new { id = Guid.NewGuid(), time = Start.AddMinutes(minute).AddSeconds(second), source = "audit", type = "open", user },
        ]);
    }
}

/// <summary>More cells than an answer may have.</summary>
public sealed class CellsLimitTests(BusyApp app) : IClassFixture<BusyApp>
{
    [Fact]
    public async Task Of_too_many_cells_those_with_most_events_are_kept_and_the_answer_says_so()
    {
        var cells = (await app.AskAsync(
            """
            {
              usage(scope: { range: { from: "2026-06-01T00:00:00Z", to: "2026-06-04T00:00:00Z" } }) {
                cells(bucket: MINUTE, y: USER) { y { key { user { login } } other } bucketIndex yIndex colorIndex events totalCells truncated }
              }
            }
            """)).GetProperty("usage").GetProperty("cells");
        int[] Column(string name) => [.. cells.GetProperty(name).EnumerateArray().Select(value => value.GetInt32())];

        Assert.Equal(3 * BusyApp.Minutes, cells.GetProperty("totalCells").GetInt32());
        Assert.True(cells.GetProperty("truncated").GetBoolean());
        Assert.Equal([10_000, 10_000, 10_000, 0], new[] { "events", "bucketIndex", "yIndex", "colorIndex" }.Select(name => Column(name).Length));
        Assert.Equal(30, Column("events").Count(events => events == 2));
        Assert.Equal(3, cells.GetProperty("y").GetArrayLength());
        var order = Column("bucketIndex").Zip(Column("yIndex")).ToArray();
        Assert.Equal(order.Order(), order);
        Assert.Equal(order.Distinct(), order);
    }
}

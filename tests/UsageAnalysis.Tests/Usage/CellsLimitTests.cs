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

/// <summary>A server on which each of 80 users did one of 70 things: the first ten of these were done by two.</summary>
public sealed class ManyApp : UsageApp
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await LogAsync(
        [
            .. Enumerable.Range(0, 80).Select(i => new
            {
                id = Guid.NewGuid(), time = "2026-06-01T10:00:00Z", source = "audit", type = $"type {i % 70:00}", user = $"user {i:00}",
            }),
        ]);
    }
}

/// <summary>More values than the axes of cells usually show.</summary>
public sealed class CellsAxesTests(ManyApp app) : IClassFixture<ManyApp>
{
    [Theory]
    [InlineData("", 50, 50, true, true)]
    [InlineData(", top: 80", 80, 50, false, true)]
    [InlineData(", colorTop: 70", 50, 70, true, false)]
    [InlineData(", top: 60, colorTop: 65", 60, 65, true, true)]
    [InlineData(", top: 79, colorTop: 1", 79, 1, true, true)]
    [InlineData(", top: 1000, colorTop: 1000", 80, 70, false, false)]
    public async Task The_axes_have_as_many_values_as_asked_and_then_one_for_all_others(
        string asked, int y, int color, bool otherY, bool otherColor)
    {
        var cells = (await app.AskAsync(
            $$"""
            {
              usage(scope: { range: { from: "2026-06-01T00:00:00Z", to: "2026-06-02T00:00:00Z" } }) {
                cells(bucket: DAY, y: USER, color: EVENT_TYPE{{asked}}) {
                  y { key { user { login } } other } color { key { eventType { name } } other } yIndex colorIndex events truncated
                }
              }
            }
            """)).GetProperty("usage").GetProperty("cells");
        bool[] Others(string axis) =>
            [.. cells.GetProperty(axis).EnumerateArray().Select(value => value.GetProperty("other").GetBoolean())];
        int[] Column(string name) => [.. cells.GetProperty(name).EnumerateArray().Select(value => value.GetInt32())];
        int EventsAt(string index, int place) =>
            Column(index).Zip(Column("events")).Where(cell => cell.First == place).Sum(cell => cell.Second);

        Assert.Equal([.. Enumerable.Repeat(false, y), .. otherY ? [true] : Array.Empty<bool>()], Others("y"));
        Assert.Equal([.. Enumerable.Repeat(false, color), .. otherColor ? [true] : Array.Empty<bool>()], Others("color"));
        Assert.Equal(80, Column("events").Sum());
        Assert.Equal(80 - y, EventsAt("yIndex", y));
        // Two did each of the first ten, which are shown first.
        Assert.Equal(80 - color - Math.Min(color, 10), EventsAt("colorIndex", color));
        Assert.False(cells.GetProperty("truncated").GetBoolean());
    }
}

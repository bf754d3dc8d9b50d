using Microsoft.Playwright;
using UsageAnalysis.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;
using static UsageAnalysis.Tests.Browser.Counting;

namespace UsageAnalysis.Tests.Browser;

/// <summary>What is picked in a chart, followed to its rows.</summary>
static class SameRows
{
    /// <summary>From what is picked in a chart down to its rows: the same number everywhere.</summary>
    public static async Task ExpectSameAsync(this UsageApp app, IPage page, long events, string where)
    {
        Assert.Equal(await app.CountAsync(where), events);
        await page.ExpectPanelAsync("Events", events);
        await page.ExpectPanelAsync("Users", await app.CountAsync(where, Users));
        var words = $"Details: Show {events.Said("event")} on the Events tab";
        // Rows that are still on their way may move the link away between the pointer's press and release.
        await Expect(page.GetByRole(AriaRole.Status, new() { Name = "Loading" })).ToHaveCountAsync(0);
        await page.Section("events").GetByRole(AriaRole.Link, new() { Name = words, Exact = true }).ClickAsync();
        await Expect(page.LogCount()).ToHaveTextAsync(events.Said("event"));
        await Expect(page.Room("Events by user").Sum()).ToHaveTextAsync(events.Said("event"));
        Assert.Equal(events, (await page.DownloadAsync("Log", "All rows behind it")).Count - 1);
        Assert.Equal(events, (await page.DownloadAsync("Sources over time", "What is shown")).SumOf("All events"));
    }
}

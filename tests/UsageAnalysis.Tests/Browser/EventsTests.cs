using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;
using static UsageAnalysis.Tests.Browser.Counting;

namespace UsageAnalysis.Tests.Browser;

/// <summary>The charts of the Events tab in a real Chromium, on the demo data.</summary>
[Collection(InDemo.Name)]
public sealed class EventsTests(DemoPlatform app, Chromium chromium)
{
    const string Over = "Sources over time";
    const string ByUser = "Events by user";
    const string Path = "/events?range=2026-05-01..2026-05-31&tz=UTC&compare=none";

    static readonly string May = Between("2026-05-01", "2026-05-31");

    [Fact]
    public async Task A_source_of_the_legend_is_picked_added_to_and_taken_back()
    {
        await using var tab = await chromium.OpenAsync(app.Address, Path);
        var page = tab.Page;
        var (audit, functions) = (await CountAsync("audit"), await CountAsync("function"));
        await Source(page, "audit", audit).ClickAsync();
        await page.ExpectPanelAsync("Events", audit);
        await Expect(page.LogCount()).ToHaveTextAsync(audit.Said("event"));
        await Source(page, "function", functions).ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });
        await page.ExpectPanelAsync("Events", audit + functions);
        await Expect(page.LogCount()).ToHaveTextAsync((audit + functions).Said("event"));
        await page.KeysAsync("Escape");
        await Expect(page.Panel()).Not.ToBeVisibleAsync();
        await Expect(page.LogCount()).ToHaveTextAsync((await app.CountAsync(May)).Said("event"));
        Assert.Empty(tab.Problems);
    }

    [Fact]
    public async Task Keys_read_the_days_and_their_sources_and_pick_them()
    {
        await using var tab = await chromium.OpenAsync(app.Address, Path);
        var (page, frame) = (tab.Page, tab.Page.Room(Over));
        var day = await app.CountAsync(Between("2026-05-05", "2026-05-05"));
        await frame.Chart().FocusAsync();
        await page.KeysAsync("Home", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight");
        await Expect(frame.Told()).ToHaveTextAsync($"Tue 5 May 2026, 00:00–24:00 UTC: {day.Said()} events");
        await page.KeysAsync("Enter");
        await page.ExpectPanelAsync("Events", day);

        var most = await app.MostAsync("t.source", May);
        var ofMost = await app.CountAsync($"{Between("2026-05-05", "2026-05-05")} and t.source = '{most}'");
        await page.KeysAsync("ArrowDown");
        await Expect(frame.Told()).ToHaveTextAsync($"{most}: {ofMost.Said()}");
        await page.KeysAsync("Enter");
        await page.ExpectPanelAsync("Events", ofMost);
        await Expect(page.LogCount()).ToHaveTextAsync(ofMost.Said("event"));
        Assert.Empty(tab.Problems);
    }

    [Fact]
    public async Task A_click_picks_the_bar_under_the_pointer()
    {
        await using var tab = await chromium.OpenAsync(app.Address, $"{Path}&sources=audit");
        var (page, frame) = (tab.Page, tab.Page.Room(Over));
        await Expect(page.LogCount()).ToHaveTextAsync((await CountAsync("audit")).Said("event"));
        var chart = (await frame.Chart().BoundingBoxAsync())!;
        await page.Mouse.ClickAsync(chart.X + chart.Width / 2, chart.Y + chart.Height / 2);
        await page.ExpectAddressAsync("sel=2026-05-1");
        var from = page.Url[(page.Url.IndexOf("sel=", StringComparison.Ordinal) + 4)..][..10];
        await page.ExpectPanelAsync("Events", await app.CountAsync($"{Between(from, from)} and t.source = 'audit'"));
        Assert.Empty(tab.Problems);
    }

    [Fact]
    public async Task Rows_and_users_of_the_scatter_narrow_the_log()
    {
        await using var tab = await chromium.OpenAsync(app.Address, Path);
        var (page, frame) = (tab.Page, tab.Page.Room(ByUser));
        await Expect(frame.Sum()).ToHaveTextAsync((await app.CountAsync(May)).Said("event"));
        await frame.Row("usage").ClickAsync();
        await page.ExpectPanelAsync("Events", await CountAsync("usage"));
        await Expect(page.LogCount()).ToHaveTextAsync((await CountAsync("usage")).Said("event"));

        var user = await app.MostAsync("u.name", $"{May} and u.id is not null");
        var events = await app.CountAsync($"{May} and u.name = '{user}'");
        await frame.Button(user).ClickAsync();
        await page.ExpectPanelAsync("Events", events);
        await Expect(page.LogCount()).ToHaveTextAsync(events.Said("event"));
        Assert.Empty(tab.Problems);
    }

    [Fact]
    public async Task Lines_and_the_table_show_the_same_sources()
    {
        await using var tab = await chromium.OpenAsync(app.Address, Path);
        var (page, frame) = (tab.Page, tab.Page.Room(Over));
        await frame.Button("Lines").ClickAsync();
        await page.ExpectAddressAsync("view.sources=lines");
        await frame.Button($"{Over} as a table").ClickAsync();
        await Expect(frame.GetByRole(AriaRole.Row)).ToHaveCountAsync(32);
        Assert.Equal(await app.CountAsync(May), (await page.DownloadAsync(Over, "What is shown")).SumOf("All events"));
        Assert.Empty(tab.Problems);
    }

    static ILocator Source(IPage page, string source, long events) =>
        page.GetByRole(AriaRole.List, new() { Name = "Sources" }).Button($"{source} {events.Said()}");

    Task<long> CountAsync(string source) => app.CountAsync($"{May} and t.source = '{source}'");
}

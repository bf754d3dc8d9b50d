using System.Text.RegularExpressions;
using Microsoft.Playwright;
using UsageAnalysis.Tests.Graph;
using UsageAnalysis.Tests.Ingest;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace UsageAnalysis.Tests.Browser;

/// <summary>The log of the Events tab in a real Chromium, on ten years of real events.</summary>
[Collection(InHistory.Name)]
public sealed class LogTests(RealHistory app, Chromium chromium)
{
    const string AllTime = "/events?range=all&tz=UTC";

    [SharedDataFact]
    public async Task Of_thousands_of_events_only_those_in_sight_are_on_the_page()
    {
        await using var tab = await chromium.OpenAsync(app.Address, AllTime);
        var (page, log) = (tab.Page, Log(tab.Page));
        await Expect(page.LogCount()).ToHaveTextAsync("34,918 events");
        await Expect(log).ToHaveAttributeAsync("aria-rowcount", "34919");
        await log.FocusAsync();
        await page.KeysAsync("End");
        // Older rows are asked for while one goes down: the hundred that came first are not all.
        await Expect(log.Locator("[aria-rowindex='101']")).ToBeAttachedAsync();
        await tab.SettleAsync();
        await page.KeysAsync("End");
        await Expect(log.Locator("[aria-rowindex='201']")).ToBeAttachedAsync();
        Assert.InRange(await log.GetByRole(AriaRole.Row).CountAsync(), 20, 80);
        Assert.Empty(tab.Problems);
    }

    [SharedDataFact]
    public async Task A_search_is_in_the_address_and_finds_what_SQL_finds()
    {
        await using var tab = await chromium.OpenAsync(app.Address, AllTime);
        var page = tab.Page;
        await Expect(Log(page)).ToBeVisibleAsync();
        await Log(page).FocusAsync();
        await page.KeysAsync("/");
        await page.Keyboard.TypeAsync("jest-haste");
        var found = await app.CountAsync("p.name ilike '%jest-haste%' or e.description ilike '%jest-haste%'");
        await Expect(page.LogCount()).ToHaveTextAsync($"{found.Said()} of 34,918 events");
        await page.ExpectAddressAsync("search=jest-haste");
        await Expect(Log(page).GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("jest-haste");
        Assert.Equal(found, (await page.DownloadAsync("Log", "All rows behind it")).Count - 1);
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Search the log" }).FillAsync("no such thing");
        await page.Room("Log").Button("Clear the search").ClickAsync();
        await Expect(page.LogCount()).ToHaveTextAsync("34,918 events");
        await Expect(page).Not.ToHaveURLAsync(new Regex("search="));
        Assert.Empty(tab.Problems);
    }

    [SharedDataFact]
    public async Task A_row_opens_its_card_and_arrows_open_what_it_carries()
    {
        await using var tab = await chromium.OpenAsync(app.Address, AllTime);
        var (page, log) = (tab.Page, Log(tab.Page));
        await Expect(log.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("21 Aug 20:48:35");
        await log.GetByRole(AriaRole.Row).Nth(1).ClickAsync();
        await Expect(page.Panel()).ToContainTextAsync("21 Aug 2026, 20:48:35 UTC");
        await Expect(log.GetByRole(AriaRole.Row).Nth(1)).ToHaveAttributeAsync("aria-selected", "true");
        await page.ExpectAddressAsync("item=event:");

        await log.FocusAsync();
        await page.KeysAsync("Home", "ArrowDown", "ArrowRight");
        await Expect(log.GetByText("Nothing more was said of this event.")).ToBeVisibleAsync();
        await page.KeysAsync("ArrowLeft");
        await Expect(log.GetByText("Nothing more was said of this event.")).Not.ToBeVisibleAsync();
        Assert.Empty(tab.Problems);
    }

    static ILocator Log(IPage page) => page.GetByRole(AriaRole.Grid);
}

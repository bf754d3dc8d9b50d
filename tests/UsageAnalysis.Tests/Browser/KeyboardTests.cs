using Microsoft.Playwright;
using UsageAnalysis.Tests.Graph;
using UsageAnalysis.Tests.Ingest;
using Xunit;
using static Microsoft.Playwright.Assertions;
using static UsageAnalysis.Tests.Browser.Counting;

namespace UsageAnalysis.Tests.Browser;

/// <summary>The whole way without a mouse, in a real Chromium on ten years of real events.</summary>
[Collection(InHistory.Name)]
public sealed class KeyboardTests(RealHistory app, Chromium chromium)
{
    const string Year = "e.event_time >= '2019-01-01Z' and e.event_time < '2020-01-01Z'";

    [SharedDataFact]
    public async Task From_the_Overview_to_the_card_of_a_single_event()
    {
        await using var tab = await chromium.OpenAsync(app.Address, "/overview?range=2020-01-01..2020-12-31&tz=UTC&compare=none");
        var page = tab.Page;
        await page.ExpectCardAsync("events", "4,333");

        // The period before has as many days: 2018-12-31 to 2019-12-31. The one after it is where one came from.
        await page.KeysAsync("[");
        await page.ExpectCardAsync("events", (await app.CountAsync(Between("2018-12-31", "2019-12-31"))).Said());
        await page.KeysAsync("]");
        await page.ExpectCardAsync("events", "4,333");

        // The palette finds a user; the user's card opens, and P folds it up and shows it again.
        await page.KeysAsync("Control+k");
        await page.Keyboard.TypeAsync("user-0114");
        var found = page.GetByRole(AriaRole.Listbox).GetByRole(AriaRole.Option, new() { Selected = true });
        await Expect(found).ToContainTextAsync("user-0114");
        await page.KeysAsync("Enter");
        var ofUser = await app.CountAsync($"{Between("2020-01-01", "2020-12-31")} and u.login = 'user-0114'");
        await page.ExpectPanelAsync("Events", ofUser);
        await page.KeysAsync("p");
        await Expect(page.Panel().GetByRole(AriaRole.Button, new() { NameRegex = new("^Show the panel") })).ToBeVisibleAsync();
        await page.KeysAsync("p");
        await page.ExpectPanelAsync("Events", ofUser);
        await page.KeysAsync("Escape");
        await Expect(page.Panel()).Not.ToBeVisibleAsync();

        // On the Packages tab, T turns the chart into a table and back; dots are walked and picked.
        await page.KeysAsync("2");
        await page.ExpectTabAsync("Packages");
        var frame = page.Room("Packages over time");
        await TabToAsync(page, frame.Chart());
        await page.KeysAsync("ArrowRight");
        await Expect(frame.Told()).ToContainTextAsync("event");
        await page.KeysAsync("Enter");
        await Expect(page.Panel().GetByTestId("panel-totals")).ToBeVisibleAsync();
        await TabToAsync(page, frame.Button("Packages over time as a table"), "Shift+Tab");
        await page.KeysAsync("t");
        await Expect(frame.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
        await page.KeysAsync("t");
        await Expect(frame.Chart()).ToBeVisibleAsync();

        // Details of the picked dot leads to its rows, and a row to the card of its event.
        var details = page.Section("events").GetByRole(AriaRole.Link, new() { NameRegex = new("^Details: Show .* on the Events tab$") });
        await TabToAsync(page, details);
        await page.KeysAsync("Enter");
        await page.ExpectTabAsync("Events");
        await TabToAsync(page, page.GetByRole(AriaRole.Grid));
        await page.KeysAsync("/");
        await Expect(page.GetByRole(AriaRole.Searchbox, new() { Name = "Search the log" })).ToBeFocusedAsync();
        await TabToAsync(page, page.GetByRole(AriaRole.Grid));
        await page.KeysAsync("Home", "Enter");
        await Expect(page.Panel().GetByRole(AriaRole.Definition).Filter(new() { HasText = "UTC" }).First).ToBeVisibleAsync();
        await page.ExpectAddressAsync("item=event:");

        await page.KeysAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" })).ToBeVisibleAsync();
        await page.KeysAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await page.KeysAsync("1");
        await page.ExpectTabAsync("Overview");
        Assert.Empty(tab.Problems);
    }

    [SharedDataFact]
    public async Task A_search_in_a_list_and_a_bar_are_reached_by_keys()
    {
        await using var tab = await chromium.OpenAsync(app.Address, "/overview?range=2019-01-01..2019-12-31&tz=UTC&compare=none");
        var (page, list) = (tab.Page, tab.Page.Room("Users per package"));
        var bars = list.GetByRole(AriaRole.List).GetByRole(AriaRole.Button);
        await TabToAsync(page, bars.First);
        await page.KeysAsync("/");
        await page.Keyboard.TypeAsync("haste-map");
        await Expect(bars).ToHaveCountAsync(1);
        await page.KeysAsync("ArrowDown", "Enter");
        await page.ExpectPanelAsync("Events", await app.CountAsync($"{Year} and p.name = 'jest-haste-map'"));
        await page.ExpectPanelAsync("Users", await app.CountAsync($"{Year} and p.name = 'jest-haste-map'", Users));
        Assert.Empty(tab.Problems);
    }

    [SharedDataFact]
    public async Task A_key_at_the_very_moment_a_dialog_has_closed_is_for_the_page()
    {
        await using var tab = await chromium.OpenAsync(app.Address, "/overview?range=2019-01-01..2019-12-31&tz=UTC&compare=none");
        var page = tab.Page;
        await page.ExpectTabAsync("Overview");
        await page.KeysAsync("?", "2");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" })).ToBeVisibleAsync();
        await page.ExpectTabAsync("Overview");
        // A browser tells the page of a closed dialog only after what it does next.
        await page.EvaluateAsync("""
            () => {
                document.querySelector("dialog").close();
                document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "2", bubbles: true, cancelable: true }));
            }
            """);
        await page.ExpectTabAsync("Packages");
        Assert.Empty(tab.Problems);
    }

    /// <summary>Presses Tab until the focus is where it should go, as a reader does: no further than a page has stops.</summary>
    static async Task TabToAsync(IPage page, ILocator target, string key = "Tab")
    {
        await Expect(target).ToBeVisibleAsync();
        for (var stops = 0; stops < 150; stops++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }
            await page.Keyboard.PressAsync(key);
        }
        Assert.Fail($"The focus never reaches {target}.");
    }
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;
using UsageAnalysis.Tests.Graph;
using UsageAnalysis.Tests.Ingest;
using Xunit;
using static Microsoft.Playwright.Assertions;
using static UsageAnalysis.Tests.Browser.Counting;

namespace UsageAnalysis.Tests.Browser;

/// <summary>The Overview tab in a real Chromium, on ten years of real events; the figures are those of the independent answers.</summary>
[Collection(InHistory.Name)]
public sealed class OverviewTests(RealHistory app, Chromium chromium)
{
    const string AllTime = "/overview?range=all&tz=UTC&compare=none";

    [SharedDataFact]
    public async Task All_time_shows_the_figures_of_the_history()
    {
        await using var tab = await chromium.OpenAsync(app.Address, AllTime);
        await ExpectCardsAsync(tab.Page, users: "1,000", newUsers: "1,000", sessions: "3,846", events: "34,918", errors: "0");
        var packages = Bars(tab.Page, "Users per package");
        await Expect(packages.Nth(0)).ToHaveAccessibleDescriptionAsync(new Regex("^jest-cli: 230 users"));
        await Expect(packages.Nth(1)).ToHaveAccessibleDescriptionAsync(new Regex("^jest-config: 214 users"));
        await Expect(Bars(tab.Page, "Events per user").Nth(0)).ToHaveAccessibleDescriptionAsync(new Regex("^user-0114: 14,313 events"));
        await Expect(tab.Page.GetByText("of all 68")).ToBeVisibleAsync();
        Assert.Empty(tab.Problems);
    }

    [SharedDataFact]
    public async Task A_group_is_chosen_kept_in_the_address_and_taken_back()
    {
        await using var tab = await chromium.OpenAsync(app.Address, AllTime);
        await tab.Page.ExpectCardAsync("events", "34,918");
        await tab.Page.Filter().Button("Groups").ClickAsync();
        await tab.Page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex("^core") }).CheckAsync();
        await tab.Page.ExpectCardAsync("events", "18,238");
        await tab.Page.ExpectCardAsync("active-users", "2");
        await Expect(tab.Page).ToHaveURLAsync(new Regex("groups=core"));

        await tab.Page.ReloadAsync();
        await tab.Page.ExpectCardAsync("events", "18,238");

        await tab.Page.GoBackAsync();
        await tab.Page.ExpectCardAsync("events", "34,918");
        Assert.Empty(tab.Problems);
    }

    [SharedDataFact]
    public async Task A_package_bar_narrows_the_users_and_escape_takes_it_back()
    {
        await using var tab = await chromium.OpenAsync(app.Address, AllTime);
        await Bars(tab.Page, "Users per package").Filter(new() { HasText = "jest-cli" }).First.ClickAsync();
        var users = tab.Page.GetByRole(AriaRole.Region, new() { Name = "Events per user", Exact = true });
        await Expect(users).ToContainTextAsync("jest-cli");
        await Expect(users.GetByText("of all 230")).ToBeVisibleAsync();

        await tab.Page.ReloadAsync();
        await Expect(users.GetByText("of all 230")).ToBeVisibleAsync();

        await tab.Page.Keyboard.PressAsync("Escape");
        await Expect(users.GetByText("of all 1,000")).ToBeVisibleAsync();
        Assert.Empty(tab.Problems);
    }

    [SharedDataFact]
    public async Task A_range_without_events_says_what_to_loosen()
    {
        await using var tab = await chromium.OpenAsync(app.Address, "/overview?range=2010-01-01..2010-01-31&tz=UTC&compare=none");
        await ExpectCardsAsync(tab.Page, users: "0", newUsers: "0", sessions: "0", events: "0", errors: "0");
        await Expect(tab.Page.GetByText(new Regex("^No users")).First).ToBeVisibleAsync();
        Assert.Empty(tab.Problems);
    }

    [SharedDataFact]
    public async Task What_no_longer_exists_stays_as_a_chip_that_says_so()
    {
        await using var tab = await chromium.OpenAsync(app.Address, AllTime + "&packages=jest-gone");
        await Expect(tab.Page.Filter()).ToContainTextAsync(new Regex("jest-gone\\s*no longer exists"));
        await tab.Page.ExpectCardAsync("events", "34,918");
    }

    [SharedDataFact]
    public async Task Colours_follow_the_reader_and_are_remembered()
    {
        await using var tab = await chromium.OpenAsync(app.Address, AllTime);
        var light = await BackgroundAsync(tab.Page);
        await tab.Page.GetByRole(AriaRole.Banner).Button("Use dark colours (now as the system has them)").ClickAsync();
        var dark = await BackgroundAsync(tab.Page);
        Assert.NotEqual(light, dark);
        await tab.Page.ReloadAsync();
        Assert.Equal(dark, await BackgroundAsync(tab.Page));
        await tab.Page.GetByRole(AriaRole.Banner).Button("Use light colours (now dark)").ClickAsync();
        Assert.Equal(light, await BackgroundAsync(tab.Page));
        Assert.Empty(tab.Problems);
    }

    [SharedDataFact]
    public async Task A_card_shows_its_measure_and_a_bucket_narrows_the_lists()
    {
        await using var tab = await chromium.OpenAsync(app.Address, "/overview?range=2020-01-01..2020-12-31&tz=UTC");
        var (page, year) = (tab.Page, Between("2020-01-01", "2020-12-31"));
        await page.GetByTestId("card-events").ClickAsync();
        await page.ExpectAddressAsync("measure=events");
        var frame = page.Room("Events over time");
        await frame.Chart().FocusAsync();
        await page.KeysAsync("Home", "ArrowRight", "ArrowRight");
        var week = $"{Between("2020-01-13", "2020-01-19")}";
        var before = await app.CountAsync(Between("2019-01-12", "2019-01-18"));
        await Expect(frame.Told()).ToHaveTextAsync(
            $"Week of 13–19 Jan 2020: {(await app.CountAsync(week)).Said()} events, {before.Said()} in the previous period");
        await page.KeysAsync("Enter");
        await page.ExpectPanelAsync("Events", await app.CountAsync(week));
        var first = await app.MostAsync("u.login", week);
        await Expect(Bars(page, "Events per user").First).ToHaveAccessibleDescriptionAsync(
            new Regex($"^{first}: {(await app.CountAsync($"{week} and u.login = '{first}'")).Said()} events"));
        Assert.True(await app.CountAsync(year) > await app.CountAsync(week));
        Assert.Empty(tab.Problems);
    }

    [SharedDataFact]
    public async Task The_picked_thing_is_told_in_the_panel_and_Ctrl_adds_another()
    {
        await using var tab = await chromium.OpenAsync(app.Address, AllTime);
        var page = tab.Page;
        await Bars(page, "Users per package").Filter(new() { HasText = "jest-cli" }).First.ClickAsync();
        await page.ExpectPanelAsync("Events", await app.CountAsync("p.name = 'jest-cli'"));
        var second = Bars(page, "Users per package").Filter(new() { HasText = "jest-config" }).First;
        await second.ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });
        await page.ExpectPanelAsync("Events", await app.CountAsync(Any("p.name", "jest-cli", "jest-config")));
        await page.ExpectPanelAsync("Users", await app.CountAsync(Any("p.name", "jest-cli", "jest-config"), Users));
        Assert.Empty(tab.Problems);
    }

    static async Task ExpectCardsAsync(IPage page, string users, string newUsers, string sessions, string events, string errors)
    {
        await page.ExpectCardAsync("active-users", users);
        await page.ExpectCardAsync("new-users", newUsers);
        await page.ExpectCardAsync("sessions", sessions);
        await page.ExpectCardAsync("events", events);
        await page.ExpectCardAsync("errors", errors);
    }

    static ILocator Bars(IPage page, string list) =>
        page.GetByRole(AriaRole.List, new() { Name = list, Exact = true }).GetByRole(AriaRole.Button);

    static Task<string> BackgroundAsync(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}

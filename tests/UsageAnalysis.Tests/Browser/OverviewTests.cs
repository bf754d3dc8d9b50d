using System.Text.RegularExpressions;
using Microsoft.Playwright;
using UsageAnalysis.Tests.Graph;
using UsageAnalysis.Tests.Ingest;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace UsageAnalysis.Tests.Browser;

/// <summary>The Overview tab in a real Chromium, on ten years of real events; the figures are those of the independent answers.</summary>
public sealed class OverviewTests(RealHistory app, Chromium chromium) : IClassFixture<RealHistory>, IClassFixture<Chromium>
{
    const string AllTime = "/overview?range=all&tz=UTC&compare=none";

    [SharedDataFact]
    public async Task All_time_shows_the_figures_of_the_history()
    {
        await using var tab = await chromium.OpenAsync(app.Address, AllTime);
        await ExpectCardsAsync(tab.Page, users: "1,000", newUsers: "1,000", sessions: "3,846", events: "34,918", errors: "0");
        var packages = Bars(tab.Page, "Users per package");
        await Expect(packages.Nth(0)).ToHaveAccessibleNameAsync(new Regex("^jest-cli: 230 users"));
        await Expect(packages.Nth(1)).ToHaveAccessibleNameAsync(new Regex("^jest-config: 214 users"));
        await Expect(Bars(tab.Page, "Events per user").Nth(0)).ToHaveAccessibleNameAsync(new Regex("^user-0114: 14,313 events"));
        await Expect(tab.Page.GetByText("of all 68")).ToBeVisibleAsync();
        Assert.Empty(tab.Problems);
    }

    [SharedDataFact]
    public async Task A_group_is_chosen_kept_in_the_address_and_taken_back()
    {
        await using var tab = await chromium.OpenAsync(app.Address, AllTime);
        await ExpectValueAsync(tab.Page, "events", "34,918");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Groups" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex("^core") }).CheckAsync();
        await ExpectValueAsync(tab.Page, "events", "18,238");
        await ExpectValueAsync(tab.Page, "active-users", "2");
        await Expect(tab.Page).ToHaveURLAsync(new Regex("groups=core"));

        await tab.Page.ReloadAsync();
        await ExpectValueAsync(tab.Page, "events", "18,238");

        await tab.Page.GoBackAsync();
        await ExpectValueAsync(tab.Page, "events", "34,918");
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
        await Expect(tab.Page.GetByRole(AriaRole.Region, new() { Name = "Filter" })).ToContainTextAsync("jest-gone no longer exists");
        await ExpectValueAsync(tab.Page, "events", "34,918");
    }

    [SharedDataFact]
    public async Task A_failure_gives_its_reason_and_can_be_retried()
    {
        await using var tab = await chromium.OpenAsync(app.Address, "/packages");
        await tab.Page.RouteAsync("**/graphql", route => route.AbortAsync());
        await tab.Page.GotoAsync(AllTime);
        var retry = tab.Page.GetByRole(AriaRole.Button, new() { Name = "Retry" });
        await Expect(retry.First).ToBeVisibleAsync();
        await tab.Page.UnrouteAsync("**/graphql");
        while (await retry.CountAsync() > 0)
        {
            await retry.First.ClickAsync();
        }
        await ExpectValueAsync(tab.Page, "events", "34,918");
    }

    [SharedDataFact]
    public async Task Colours_follow_the_reader_and_are_remembered()
    {
        await using var tab = await chromium.OpenAsync(app.Address, AllTime);
        var light = await BackgroundAsync(tab.Page);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Use dark colours" }).ClickAsync();
        var dark = await BackgroundAsync(tab.Page);
        Assert.NotEqual(light, dark);
        await tab.Page.ReloadAsync();
        Assert.Equal(dark, await BackgroundAsync(tab.Page));
        Assert.Empty(tab.Problems);
    }

    [SharedDataFact]
    public async Task The_other_tabs_say_that_they_come_later()
    {
        foreach (var name in new[] { "packages", "functions", "events" })
        {
            await using var tab = await chromium.OpenAsync(app.Address, "/" + name);
            await Expect(tab.Page.GetByText(new Regex("later", RegexOptions.IgnoreCase)).First).ToBeVisibleAsync();
            Assert.Empty(tab.Problems);
        }
    }

    static async Task ExpectCardsAsync(IPage page, string users, string newUsers, string sessions, string events, string errors)
    {
        await ExpectValueAsync(page, "active-users", users);
        await ExpectValueAsync(page, "new-users", newUsers);
        await ExpectValueAsync(page, "sessions", sessions);
        await ExpectValueAsync(page, "events", events);
        await ExpectValueAsync(page, "errors", errors);
    }

    static Task ExpectValueAsync(IPage page, string card, string value) =>
        Expect(page.GetByTestId("card-" + card).GetByTestId("value")).ToHaveTextAsync(value);

    static ILocator Bars(IPage page, string list) => page.GetByRole(AriaRole.List, new() { Name = list, Exact = true }).GetByRole(AriaRole.Button);

    static Task<string> BackgroundAsync(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}

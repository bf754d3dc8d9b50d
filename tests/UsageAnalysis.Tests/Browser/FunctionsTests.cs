using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;
using static UsageAnalysis.Tests.Browser.Counting;

namespace UsageAnalysis.Tests.Browser;

/// <summary>The Functions tab, and the installations of the Packages tab, in a real Chromium on the demo data.</summary>
[Collection(InDemo.Name)]
public sealed class FunctionsTests(DemoPlatform app, Chromium chromium)
{
    const string Name = "Functions over time";
    const string May = "range=2026-05-01..2026-05-31&tz=UTC&compare=none";

    static readonly string Runs = $"{Between("2026-05-01", "2026-05-31")} and f.id is not null";

    [Fact]
    public async Task The_dots_are_the_runs_and_nothing_else()
    {
        await using var tab = await chromium.OpenAsync(app.Address, $"/functions?{May}");
        var frame = tab.Page.Room(Name);
        await Expect(frame.Sum()).ToHaveTextAsync((await app.CountAsync(Runs)).Said("run"));
        var first = await app.FirstAsync("p.name || ':' || f.name", Runs, "count(distinct u.id) desc, count(*) desc, 1");
        var of = $"{Runs} and p.name || ':' || f.name = '{first}'";
        await Expect(frame.Rows().First).ToHaveAccessibleNameAsync(
            $"{first}: {(await app.CountAsync(of)).Said("run")} of {(await app.CountAsync(of, Users)).Said("user")}");
        var functions = await app.CountAsync(Runs, "count(distinct f.id)");
        await frame.Button($"Other {functions - 50} functions: show all").ClickAsync();
        await Expect(frame.Rows()).ToHaveCountAsync((int)functions);
        Assert.Empty(tab.Problems);
    }

    [Fact]
    public async Task A_row_a_day_and_a_user_pick_runs_alone()
    {
        await using var tab = await chromium.OpenAsync(app.Address, $"/functions?{May}");
        var (page, frame) = (tab.Page, tab.Page.Room(Name));
        var function = await app.MostAsync("p.name || ':' || f.name", Runs);
        await frame.Row(function).ClickAsync();
        await page.ExpectPanelAsync("Events", await app.CountAsync($"{Runs} and p.name || ':' || f.name = '{function}'"));

        await frame.ButtonFrom("Tue 12 May 2026").ClickAsync();
        await page.ExpectPanelAsync("Events", await app.CountAsync($"{Between("2026-05-12", "2026-05-12")} and f.id is not null"));
        await Expect(page.Panel()).ToContainTextAsync("Runs of functions");

        var user = await app.MostAsync("u.name", $"{Runs} and u.id is not null");
        await frame.Button(user).ClickAsync();
        await page.ExpectPanelAsync("Events", await app.CountAsync($"{Runs} and u.name = '{user}'"));
        Assert.Empty(tab.Problems);
    }

    [Fact]
    public async Task Coloured_by_package_the_legend_picks_packages()
    {
        await using var tab = await chromium.OpenAsync(app.Address, $"/functions?{May}");
        var (page, frame) = (tab.Page, tab.Page.Room(Name));
        await frame.ButtonFrom("Tue 12 May 2026").ClickAsync();
        await page.ExpectAddressAsync("sel=");
        await page.GetByRole(AriaRole.Group, new() { Name = "Colour" }).First.Button("Colour by package").ClickAsync();
        await page.ExpectAddressAsync("color=package");
        await Expect(page).Not.ToHaveURLAsync(new Regex("sel="));
        var package = await app.MostAsync("p.name", Runs);
        await frame.Button(package).ClickAsync();
        await page.ExpectPanelAsync("Events", await app.CountAsync($"{Runs} and p.name = '{package}'"));
        await Expect(frame.Sum()).ToHaveTextAsync((await app.CountAsync(Runs)).Said("run"));

        await page.GoBackAsync();
        await page.GoBackAsync();
        await page.ExpectAddressAsync("sel=2026-05-12T00:00Z..2026-05-13T00:00Z;runs");
        Assert.Empty(tab.Problems);
    }

    [Fact]
    public async Task Keys_read_a_run_and_pick_it()
    {
        const string Function = "Chem:fingerprints";
        await using var tab = await chromium.OpenAsync(app.Address, $"/functions?{May}&functions={Function}");
        var (page, frame) = (tab.Page, tab.Page.Room(Name));
        await Expect(frame.Sum()).ToBeVisibleAsync();
        await frame.Chart().FocusAsync();
        await page.KeysAsync("ArrowRight", "End", "ArrowLeft");
        await Expect(frame.Told()).ToContainTextAsync(Function);
        var told = (await frame.Told().TextContentAsync())!.Split('\n');
        await page.KeysAsync("Enter");
        var (day, user) = (told[0].Split(',')[0], told[1].Split(" · ")[1]);
        var on = $"to_char(e.event_time at time zone 'UTC', 'Dy FMDD Mon YYYY') = '{day}'";
        var events = await app.CountAsync($"{Runs} and p.name = 'Chem' and f.name = 'fingerprints' and u.name = '{user}' and {on}");
        Assert.Equal(events.Said("run"), told[2]);
        await page.ExpectPanelAsync("Events", events);
        Assert.Empty(tab.Problems);
    }

    [Fact]
    public async Task Installations_are_the_published_versions_of_packages()
    {
        const string Versions = "t.name = 'package-version-published'";
        await using var tab = await chromium.OpenAsync(app.Address, $"/packages?{May}");
        var (page, frame) = (tab.Page, tab.Page.Room("Packages over time"));
        await Expect(frame.Sum()).ToHaveTextAsync((await app.CountAsync(Between("2026-05-01", "2026-05-31"))).Said("event"));
        await page.GetByRole(AriaRole.Group, new() { Name = "What is shown" }).Button("Installations").ClickAsync();
        var versions = await app.CountAsync($"{Between("2026-05-01", "2026-05-31")} and {Versions}");
        await Expect(frame.Sum()).ToHaveTextAsync(versions.Said("event"));
        await page.ExpectChipsAsync("Back to the last 30 days", "Remove event type package-version-published");
        await page.GetByRole(AriaRole.Group, new() { Name = "What is shown" }).Button("Usage").ClickAsync();
        await page.ExpectChipsAsync("Back to the last 30 days");
        Assert.Empty(tab.Problems);
    }
}

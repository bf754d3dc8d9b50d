using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;
using static UsageAnalysis.Tests.Browser.Counting;

namespace UsageAnalysis.Tests.Browser;

/// <summary>From a package down to single events and back, in a real Chromium on the demo data.</summary>
[Collection(InDemo.Name)]
public sealed class DrilldownTests(DemoPlatform app, Chromium chromium)
{
    const string Start = "/packages?range=2026-05-01..2026-05-31&tz=UTC&compare=none&groups=Research";
    const string Range = "Back to the last 30 days";
    const string Group = "Remove group Research";
    const string Package = "Remove package Chem";

    static readonly string All = $"{Between("2026-05-01", "2026-05-31")} and {Of("Research")}";
    static readonly string OfChem = $"{All} and p.name = 'Chem'";

    [Fact]
    public async Task Three_levels_down_each_carries_the_whole_selection_and_Back_restores_each()
    {
        await using var tab = await chromium.OpenAsync(app.Address, Start);
        var page = tab.Page;
        var (packages, functions) = (page.Room("Packages over time"), page.Room("Functions over time"));
        await packages.Row("Chem").ClickAsync();
        await page.ExpectPanelAsync("Events", await app.CountAsync(OfChem));
        var picked = page.Url;

        var known = await app.CountAsync($"{OfChem} and f.id is not null", "count(distinct f.id)");
        await DetailsAsync(page, "functions", $"Show {known.Said("function")} on the Functions tab");
        var runs = await app.CountAsync($"{OfChem} and f.id is not null");
        await Expect(functions.Sum()).ToHaveTextAsync(runs.Said("run"));
        await page.ExpectChipsAsync(Range, Group, Package);
        var second = page.Url;

        var name = await app.MostAsync("f.name", $"{OfChem} and f.id is not null");
        var ofOne = $"{OfChem} and f.name = '{name}'";
        var ofOneCount = await app.CountAsync(ofOne);
        await functions.Row($"Chem:{name}").ClickAsync();
        await page.ExpectPanelAsync("Events", ofOneCount);
        await DetailsAsync(page, "events", $"Show {ofOneCount.Said("event")} on the Events tab");
        await Expect(page.LogCount()).ToHaveTextAsync(ofOneCount.Said("event"));
        await page.ExpectChipsAsync(Range, Group, Package, $"Remove function Chem:{name}");
        var third = page.Url;

        var source = await app.MostAsync("t.source", ofOne);
        var ofSource = $"{ofOne} and t.source = '{source}'";
        await page.GetByRole(AriaRole.List, new() { Name = "Sources" }).ButtonFrom(source).ClickAsync();
        await page.ExpectPanelAsync("Users", await app.CountAsync(ofSource, Users));
        await DetailsAsync(page, "users", $"Show {(await app.CountAsync(ofSource, Users)).Said("user")} on the Overview tab");
        await page.ExpectCardAsync("events", (await app.CountAsync(ofSource)).Said());
        await page.ExpectChipsAsync(Range, Group, Package, $"Remove function Chem:{name}", $"Remove source {source}");

        // The browser's Back takes one step at a time: first the drilldown, then the pick before it.
        await page.GoBackAsync();
        await page.ExpectPanelAsync("Users", await app.CountAsync(ofSource, Users));
        await page.GoBackAsync();
        await Expect(page).ToHaveURLAsync(third);
        await Expect(page.LogCount()).ToHaveTextAsync(ofOneCount.Said("event"));
        await Expect(page.Panel()).Not.ToBeVisibleAsync();

        // The page's own way back leads to where the drilldown began, whatever was picked since.
        await page.GetByRole(AriaRole.Button, new() { Name = "Back to Functions" }).ClickAsync();
        await page.ExpectPanelAsync("Events", ofOneCount);
        await Expect(functions.Sum()).ToHaveTextAsync(runs.Said("run"));
        await page.ExpectChipsAsync(Range, Group, Package);
        await page.KeysAsync("Escape");
        await Expect(page).ToHaveURLAsync(second);
        await page.GetByRole(AriaRole.Button, new() { Name = "Back to Packages" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(picked);
        await page.ExpectPanelAsync("Events", await app.CountAsync(OfChem));
        await Expect(packages.Sum()).ToHaveTextAsync((await app.CountAsync(All)).Said("event"));
        await page.ExpectChipsAsync(Range, Group);
        await Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new("Back to (Packages|Functions)") })).ToHaveCountAsync(0);
        Assert.Empty(tab.Problems);
    }

    [Fact]
    public async Task A_link_shows_the_same_in_another_browser()
    {
        string link;
        await using (var tab = await chromium.OpenAsync(app.Address, Start))
        {
            var (page, frame) = (tab.Page, tab.Page.Room("Packages over time"));
            await frame.Row("Chem").ClickAsync();
            await frame.Row("Bio").ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });
            await page.Section("users").GetByRole(AriaRole.Button).First.ClickAsync();
            await page.Section("functions").GetByRole(AriaRole.Button).First.ClickAsync();
            await page.ExpectAddressAsync("panel=packages,functions");
            await ExpectSeenAsync(page);
            link = page.Url;
            Assert.Empty(tab.Problems);
        }
        await using var other = await chromium.OpenAsync(app.Address, new Uri(link).PathAndQuery, look => look.TimezoneId = "Asia/Kolkata");
        await ExpectSeenAsync(other.Page);
        Assert.Equal(link, other.Page.Url);
        Assert.Empty(other.Problems);
    }

    async Task ExpectSeenAsync(IPage page)
    {
        var both = $"{All} and {Any("p.name", "Chem", "Bio")}";
        var frame = page.Room("Packages over time");
        await page.ExpectChipsAsync(Range, Group);
        await Expect(frame.Sum()).ToHaveTextAsync((await app.CountAsync(All)).Said("event"));
        await page.ExpectPanelAsync("Events", await app.CountAsync(both));
        await page.ExpectPanelAsync("Users", await app.CountAsync(both, Users));
        await Expect(frame.GetByRole(AriaRole.Button, new() { Pressed = true })).ToHaveCountAsync(2);
        await Expect(frame.Row("Chem")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(frame.Row("Bio")).ToHaveAttributeAsync("aria-pressed", "true");
        foreach (var (section, isOpen) in new[] { ("users", false), ("packages", true), ("functions", true) })
        {
            await Expect(page.Section(section).GetByRole(AriaRole.List)).ToHaveCountAsync(isOpen ? 1 : 0);
        }
        await Expect(page.Section("packages").GetByRole(AriaRole.Link, new() { NameRegex = new("^(Chem|Bio) ") })).ToHaveCountAsync(2);
    }

    static Task DetailsAsync(IPage page, string section, string words) =>
        page.Section(section).GetByRole(AriaRole.Link, new() { Name = "Details: " + words, Exact = true }).ClickAsync();
}

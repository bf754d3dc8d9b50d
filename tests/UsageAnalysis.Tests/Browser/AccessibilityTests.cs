using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace UsageAnalysis.Tests.Browser;

/// <summary>What axe-core finds on the pages of the app in a real Chromium, in light and dark colours: nothing.</summary>
[Collection(InDemo.Name)]
public sealed class AccessibilityTests(DemoPlatform app, Chromium chromium)
{
    const string May = "range=2026-05-01..2026-05-31&tz=UTC";
    const string Sections = "users,packages,functions,log,audit,errors,events";

    [Theory]
    [InlineData("overview")]
    [InlineData("packages")]
    [InlineData("functions")]
    [InlineData("events")]
    public async Task Every_tab_with_a_selection_in_the_panel_and_on_a_phone(string name)
    {
        await using var tab = await chromium.OpenAsync(app.Address, $"/{name}?{May}&sel=package:Chem&panel={Sections}");
        var page = tab.Page;
        await Expect(page.Section("events").GetByRole(AriaRole.Listitem).First).ToBeVisibleAsync();
        await ExpectNothingFoundAsync(tab);
        await page.KeysAsync("Escape");
        await page.SetViewportSizeAsync(390, 844);
        await ExpectNothingFoundAsync(tab);
    }

    [Theory]
    [InlineData("functions", "unused", "")]
    [InlineData("functions", "runs", "&functions=Chem:fingerprints&item=function:Chem:fingerprints")]
    [InlineData("functions", "performance", "&view.function=Chem:fingerprints")]
    [InlineData("events", "errors", "")]
    [InlineData("overview", "groups", "")]
    [InlineData("overview", "patterns", "")]
    public async Task Every_further_view_of_a_tab(string name, string view, string more)
    {
        await using var tab = await chromium.OpenAsync(app.Address, $"/{name}?show={view}&{May}{more}");
        await Expect(tab.Page.Locator("main table").First).ToBeVisibleAsync();
        await ExpectNothingFoundAsync(tab);
    }

    [Fact]
    public async Task The_inspector_with_an_open_row_and_on_a_phone()
    {
        await using var tab = await chromium.OpenAsync(app.Address, "/inspector?level=error");
        var page = tab.Page;
        await page.Locator("[data-row]").First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Where it belongs" })).ToBeVisibleAsync();
        await ExpectNothingFoundAsync(tab);
        await page.SetViewportSizeAsync(390, 844);
        await ExpectNothingFoundAsync(tab);
    }

    [Fact]
    public async Task The_logging_settings_with_a_rule_of_ones_own_and_on_a_phone()
    {
        await using var tab = await chromium.OpenAsync(app.Address, "/settings/logging");
        var page = tab.Page;
        await page.Room("Set a rule").Button("Group").ClickAsync();
        await page.Room("Set a rule").Button("Custom").ClickAsync();
        await page.Room("Set a rule").Button("Add a type").ClickAsync();
        await page.Room("Set a rule").Button("Until …").ClickAsync();
        await ExpectNothingFoundAsync(tab);
        await page.SetViewportSizeAsync(390, 844);
        await ExpectNothingFoundAsync(tab);
    }

    [Fact]
    public async Task A_card_a_table_the_menus_the_palette_and_the_keys()
    {
        await using var tab = await chromium.OpenAsync(
            app.Address, $"/packages?{May}&item=package:Chem&groups=Research&packages=Chem&users=dsharma");
        var page = tab.Page;
        await Expect(page.Panel().GetByRole(AriaRole.Heading, new() { Name = "Chem" })).ToBeVisibleAsync();
        await page.Room("Packages over time").Button("Packages over time as a table").ClickAsync();
        await ExpectNothingFoundAsync(tab);
        await page.KeysAsync("c");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Date range" })).ToBeVisibleAsync();
        await ExpectNothingFoundAsync(tab);
        await page.KeysAsync("Escape");
        await page.Filter().Button("1 group").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Checkbox).First).ToBeVisibleAsync();
        await ExpectNothingFoundAsync(tab);
        await page.KeysAsync("Escape", "Control+k");
        await page.Keyboard.TypeAsync("chem");
        await Expect(page.GetByRole(AriaRole.Option, new() { NameRegex = new("^Chemists") })).ToBeVisibleAsync();
        await ExpectNothingFoundAsync(tab);
        await page.KeysAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await page.KeysAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" })).ToBeVisibleAsync();
        await ExpectNothingFoundAsync(tab);
    }

    static async Task ExpectNothingFoundAsync(BrowserTab tab)
    {
        await tab.SettleAsync();
        var findings = await tab.Page.FindingsInBothColoursAsync();
        Assert.True(findings.Count == 0, string.Join('\n', findings));
        Assert.Empty(tab.Problems);
    }
}

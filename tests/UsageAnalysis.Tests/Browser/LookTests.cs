using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;
using static UsageAnalysis.Tests.Browser.Counting;

namespace UsageAnalysis.Tests.Browser;

/// <summary>The app in dark colours and on a phone, in a real Chromium on the demo data.</summary>
[Collection(InDemo.Name)]
public sealed class LookTests(DemoPlatform app, Chromium chromium)
{
    const string May = "range=2026-05-01..2026-05-31&tz=UTC&compare=none";

    static readonly string[] Tabs = ["Overview", "Packages", "Functions", "Events"];

    [Fact]
    public async Task Every_tab_fits_a_phone_and_the_filter_folds_into_one_button()
    {
        await using var tab = await chromium.OpenAsync(
            app.Address, $"/overview?{May}&groups=Research", Chromium.Phone);
        var page = tab.Page;
        foreach (var name in Tabs)
        {
            await page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();
            await tab.SettleAsync();
            await Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Heading).First).ToBeVisibleAsync();
            await ExpectNothingBesideAsync(page);
            await Expect(page.Filter().Button("1 group")).Not.ToBeVisibleAsync();
            await page.Filter().Button("Research, 1–31 May 2026").ClickAsync();
            await Expect(page.Filter().Button("1 group")).ToBeVisibleAsync();
            await ExpectNothingBesideAsync(page);
            await page.Filter().Button("Research, 1–31 May 2026").ClickAsync();
        }
        Assert.Empty(tab.Problems);
    }

    [Fact]
    public async Task On_a_phone_a_scatter_is_a_list_and_a_pick_opens_a_sheet()
    {
        await using var tab = await chromium.OpenAsync(
            app.Address, $"/packages?{May}", Chromium.Phone);
        var (page, frame) = (tab.Page, tab.Page.Room("Packages over time"));
        var where = $"{Between("2026-05-01", "2026-05-31")} and p.name = 'Chem'";
        await Expect(frame.Sum()).ToHaveTextAsync((await app.CountAsync(Between("2026-05-01", "2026-05-31"))).Said("event"));
        await frame.GetByTitle($"Chem: {(await app.CountAsync(where)).Said("event")} of ").ClickAsync();
        await page.ExpectPanelAsync("Events", await app.CountAsync(where));
        await ExpectNothingBesideAsync(page);
        await page.Panel().Button("Close the panel").ClickAsync();
        await Expect(page.Panel()).Not.ToBeVisibleAsync();
        Assert.Empty(tab.Problems);
    }

    [Fact]
    public async Task Dark_colours_are_those_of_the_system_and_reach_every_chart()
    {
        await using var tab = await chromium.OpenAsync(app.Address, $"/overview?{May}", look => look.ColorScheme = ColorScheme.Dark);
        var page = tab.Page;
        foreach (var name in Tabs)
        {
            await page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();
            await tab.SettleAsync();
            await Expect(page.GetByRole(AriaRole.Application).First).ToBeVisibleAsync();
            Assert.InRange(await LightnessAsync(page.Locator("body"), "backgroundColor"), 0, 60);
            Assert.InRange(await LightnessAsync(page.GetByRole(AriaRole.Heading, new() { Level = 2 }).First, "color"), 180, 255);
            await ExpectNothingBesideAsync(page);
        }
        Assert.Empty(tab.Problems);
    }

    /// <summary>Nothing makes the page wider than the screen.</summary>
    static async Task ExpectNothingBesideAsync(IPage page)
    {
        var beside = await page.EvaluateAsync<string>(
            """
            () => document.scrollingElement.scrollWidth <= innerWidth ? "" : [...document.querySelectorAll("body *")]
              .filter((element) => element.getBoundingClientRect().right > innerWidth)
              .map((element) => `${element.tagName}.${element.className} ends at ${element.getBoundingClientRect().right}`).join("; ")
            """);
        Assert.True(beside == "", $"{page.Url}\n{beside}");
    }

    /// <summary>From 0, black, to 255.</summary>
    static Task<double> LightnessAsync(ILocator element, string property) => element.EvaluateAsync<double>(
        """
        (element, property) => {
          const paint = document.createElement("canvas").getContext("2d");
          paint.fillStyle = getComputedStyle(element)[property];
          paint.fillRect(0, 0, 1, 1);
          const [red, green, blue] = paint.getImageData(0, 0, 1, 1).data;
          return (red + green + blue) / 3;
        }
        """,
        property);
}

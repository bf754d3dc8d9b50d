using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using UsageAnalysis.Tests.Graph;
using UsageAnalysis.Tests.Ingest;
using Xunit;
using static Microsoft.Playwright.Assertions;
using static UsageAnalysis.Tests.Browser.Counting;

namespace UsageAnalysis.Tests.Browser;

/// <summary>The Packages tab in a real Chromium, on ten years of real events.</summary>
[Collection(InHistory.Name)]
public sealed class PackagesTests(RealHistory app, Chromium chromium)
{
    const string Name = "Packages over time";
    const string Day = "yyyy-MM-dd";

    static readonly string[] Packages = ["jest-cli", "jest-config", "jest-jasmine2", "jest-runtime"];

    // One person in four packages, by month: each bucket and row has one dot, in its middle.
    static readonly string Few =
        "/packages?range=2018-01-01..2020-12-31&tz=UTC&compare=none&users=user-0114&packages=" + string.Join(',', Packages);

    static readonly string Shown = $"{Between("2018-01-01", "2020-12-31")} and u.login = 'user-0114' and {Any("p.name", Packages)}";

    [SharedDataFact]
    public async Task Every_package_has_a_row_the_one_with_most_users_first()
    {
        const string Year = "e.event_time >= '2020-01-01Z' and e.event_time < '2021-01-01Z'";
        await using var tab = await chromium.OpenAsync(app.Address, "/packages?range=2020-01-01..2020-12-31&tz=UTC&compare=none");
        var frame = tab.Page.Room(Name);
        await Expect(frame.Sum()).ToHaveTextAsync((await app.CountAsync(Year)).Said("event"));
        var first = await app.FirstAsync("p.name", Year, "count(distinct u.id) desc, count(*) desc, 1");
        var ofFirst = $"{Year} and p.name = '{first}'";
        await Expect(frame.Rows().First).ToHaveAccessibleNameAsync(
            $"{first}: {(await app.CountAsync(ofFirst)).Said("event")} of {(await app.CountAsync(ofFirst, Users)).Said("user")}");
        Assert.Empty(tab.Problems);
    }

    [SharedDataFact]
    public async Task Packages_beyond_the_first_fifty_are_one_row_that_opens_them()
    {
        await using var tab = await chromium.OpenAsync(app.Address, "/packages?range=all&tz=UTC");
        var frame = tab.Page.Room(Name);
        await frame.Button("Other 18 packages: show all").ClickAsync();
        await Expect(frame.Rows()).ToHaveCountAsync(68);
        await tab.Page.ExpectAddressAsync("rows=all");
        Assert.Empty(tab.Problems);
    }

    [SharedDataFact]
    public async Task A_dot_is_picked_by_a_click_and_taken_back_by_a_second_one()
    {
        await using var tab = await OpenFewAsync();
        var frame = tab.Page.Room(Name);
        await tab.Page.ClickDotAsync(frame, "February 2019", "jest-cli");
        await tab.Page.ExpectPanelAsync("Events", await app.CountAsync($"{Shown} and {In("February 2019")} and p.name = 'jest-cli'"));
        await tab.Page.ExpectAddressAsync("sel=2019-02-01T00:00Z..2019-03-01T00:00Z;package:jest-cli;user:user-0114");
        await tab.Page.ClickDotAsync(frame, "February 2019", "jest-cli");
        await Expect(tab.Page.Panel()).Not.ToBeVisibleAsync();
        Assert.Empty(tab.Problems);
    }

    [SharedDataFact]
    public async Task Ctrl_takes_dots_in_and_out_and_Escape_takes_all_back()
    {
        await using var tab = await OpenFewAsync();
        var (page, frame) = (tab.Page, tab.Page.Room(Name));
        await page.ClickDotAsync(frame, "May 2018", "jest-cli");
        var first = await app.CountAsync($"{Shown} and {In("May 2018")} and p.name = 'jest-cli'");
        await page.ExpectPanelAsync("Events", first);
        await page.ClickDotAsync(frame, "March 2020", "jest-jasmine2", "Control");
        var second = await app.CountAsync($"{Shown} and {In("March 2020")} and p.name = 'jest-jasmine2'");
        await page.ExpectPanelAsync("Events", first + second);
        var points = page.Panel().GetByRole(AriaRole.List, new() { Name = "Selected points" });
        await Expect(points.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await page.ClickDotAsync(frame, "May 2018", "jest-cli", "Control");
        await page.ExpectPanelAsync("Events", second);
        await page.KeysAsync("Escape");
        await Expect(page.Panel()).Not.ToBeVisibleAsync();
        Assert.Empty(tab.Problems);
    }

    [SharedDataFact]
    public async Task A_rectangle_picks_the_buckets_and_rows_that_it_touches()
    {
        await using var tab = await OpenFewAsync();
        var frame = tab.Page.Room(Name);
        await Expect(frame.Rows()).ToHaveCountAsync(Packages.Length);
        var rows = await frame.Rows().AllInnerTextsAsync();
        await tab.Page.DragAsync(await frame.DotAsync("November 2018", rows[1]), await frame.DotAsync("April 2020", rows[2]), "Shift");
        await tab.Page.ExpectPanelAsync("Events", await app.CountAsync(
            $"{Shown} and {Between("2018-11-01", "2020-04-30")} and {Any("p.name", rows[1], rows[2])}"));
        Assert.Empty(tab.Problems);
    }

    [SharedDataFact]
    public async Task A_row_a_bucket_and_a_colour_pick_all_that_is_theirs()
    {
        await using var tab = await OpenFewAsync();
        var (page, frame) = (tab.Page, tab.Page.Room(Name));
        await frame.Row("jest-config").ClickAsync();
        await page.ExpectPanelAsync("Events", await app.CountAsync($"{Shown} and p.name = 'jest-config'"));
        await Expect(frame.Row("jest-config")).ToHaveAttributeAsync("aria-pressed", "true");
        await frame.ButtonFrom("December 2018:").ClickAsync();
        await page.ExpectPanelAsync("Events", await app.CountAsync($"{Shown} and {In("December 2018")}"));
        await frame.Button("user-0114").ClickAsync();
        await page.ExpectPanelAsync("Events", await app.CountAsync(Shown));
        await frame.Button("user-0114").ClickAsync();
        await Expect(page.Panel()).Not.ToBeVisibleAsync();
        Assert.Empty(tab.Problems);
    }

    [SharedDataFact]
    public async Task Arrow_keys_walk_the_dots_Enter_picks_one_and_Shift_spans_many()
    {
        await using var tab = await OpenFewAsync();
        var (page, frame) = (tab.Page, tab.Page.Room(Name));
        await frame.Chart().FocusAsync();
        await page.KeysAsync("ArrowRight", "ArrowRight");
        await Expect(frame.Told()).ToContainTextAsync("user-0114");
        var told = (await frame.Told().TextContentAsync())!.Split('\n');
        var (month, package) = (told[0], told[1].Split(" · ")[0]);
        var events = await app.CountAsync($"{Shown} and {In(month)} and p.name = '{package}'");
        Assert.Equal(events.Said("event"), told[2]);
        await page.KeysAsync("Enter");
        await page.ExpectPanelAsync("Events", events);
        await page.KeysAsync("Shift+ArrowRight", "Shift+ArrowRight");
        await Expect(frame.Told()).Not.ToContainTextAsync(month);
        var end = (await frame.Told().TextContentAsync())!.Split('\n')[0];
        var span = Between(First(month).ToString(Day, null), First(end).AddMonths(1).AddDays(-1).ToString(Day, null));
        await page.ExpectPanelAsync("Events", await app.CountAsync($"{Shown} and {span} and p.name = '{package}'"));
        Assert.Empty(tab.Problems);
    }

    [SharedDataFact]
    public async Task Dragging_over_the_bars_zooms_in_the_address_and_a_double_click_zooms_out()
    {
        await using var tab = await OpenFewAsync();
        var (page, frame) = (tab.Page, tab.Page.Room(Name));
        await page.DragAsync(await BarAsync(frame, "June 2018"), await BarAsync(frame, "December 2018"));
        await page.ExpectAddressAsync("zoom=2018-06-01T00:00Z..2019-01-01T00:00Z");
        await page.ReloadAsync();
        var plot = (await frame.Chart().BoundingBoxAsync())!;
        var bar = (await frame.ButtonFrom("June 2018:").BoundingBoxAsync())!;
        Assert.InRange(bar.X, plot.X - 1, plot.X + 1);
        Assert.InRange(bar.Width, plot.Width / 7 - 2, plot.Width / 7 + 2);
        await page.Mouse.DblClickAsync(plot.X + plot.Width - 3, plot.Y + plot.Height - 3);
        await Expect(page).Not.ToHaveURLAsync(new Regex("zoom="));
        Assert.Empty(tab.Problems);
    }

    [SharedDataFact]
    public async Task T_shows_the_dots_as_a_table()
    {
        await using var tab = await OpenFewAsync();
        var frame = tab.Page.Room(Name);
        await frame.Chart().FocusAsync();
        await tab.Page.KeysAsync("t");
        var rows = frame.GetByRole(AriaRole.Row);
        var dots = await app.CountAsync(Shown, "count(distinct (date_trunc('month', e.event_time), p.id))");
        await Expect(rows).ToHaveCountAsync(1 + (int)dots);
        var cells = (await rows.AllInnerTextsAsync()).Skip(1).Select(row => row.Split('\t')).ToList();
        var sum = cells.Sum(row => long.Parse(row[3], NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
        Assert.Equal(await app.CountAsync(Shown), sum);
        await frame.GetByRole(AriaRole.Columnheader, new() { Name = "Events" }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(rows.Nth(1)).ToContainTextAsync("156");
        Assert.Empty(tab.Problems);
    }

    async Task<BrowserTab> OpenFewAsync()
    {
        var tab = await chromium.OpenAsync(app.Address, Few);
        await Expect(tab.Page.Room(Name).Sum()).ToHaveTextAsync((await app.CountAsync(Shown)).Said("event"));
        return tab;
    }

    static async Task<(float X, float Y)> BarAsync(ILocator frame, string bucket)
    {
        var bar = (await frame.ButtonFrom(bucket + ":").BoundingBoxAsync())!;
        return (bar.X + bar.Width / 2, bar.Y + bar.Height / 2);
    }

    static DateOnly First(string month) => DateOnly.ParseExact(month, "MMMM yyyy", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using UsageAnalysis.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;
using static UsageAnalysis.Tests.Browser.Counting;

namespace UsageAnalysis.Tests.Browser;

/// <summary>
/// One number, as it is read on the screen: what a chart says = what the panel says = the rows behind Details = the files that are
/// downloaded = what SQL counts. With a group in the filter and a comparison on.
/// </summary>
/// <param name="app">Holds the events.</param>
/// <param name="chromium">The browser.</param>
/// <param name="group">The group in the filter.</param>
/// <param name="from">The first day of the range, UTC.</param>
/// <param name="to">Its last day.</param>
/// <param name="previousFrom">The first day of the period before, which ends the day before the range begins.</param>
public abstract class OneNumber(UsageApp app, Chromium chromium, string group, string from, string to, string previousFrom)
{
    readonly string within = $"{Between(from, to)} and {Of(group)}";
    readonly string before = $"{Between(previousFrom, to)} and e.event_time < '{from}Z' and {Of(group)}";

    protected async Task OverviewAsync()
    {
        await using var tab = await OpenAsync("overview", "&measure=events");
        var (page, frame) = (tab.Page, tab.Page.Room("Events over time"));
        await page.ExpectCardAsync("events", (await app.CountAsync(within)).Said());
        await page.ExpectCardAsync("active-users", (await app.CountAsync(within, Users)).Said());
        await ExpectFilesAsync(page, "Events over time", "Events", within);
        var perUser = await page.DownloadAsync("Events per user", "What is shown");
        Assert.Equal(await app.CountAsync(within), perUser.SumOf("Events"));
        var overTime = await page.DownloadAsync("Events over time", "What is shown");
        Assert.Equal(await app.CountAsync(before), overTime.SumOf("In the previous period"));

        var (events, first) = await ReadBucketAsync(page, frame);
        await app.ExpectSameAsync(page, events, $"{within} and {first}");
        Assert.Empty(tab.Problems);
    }

    protected async Task ScatterAsync(string path, string name, string row, string dimension, string only, string column)
    {
        await using var tab = await OpenAsync(path);
        var (page, frame) = (tab.Page, tab.Page.Room(name));
        var (noun, counted) = (column[..^1].ToLowerInvariant(), $"{within}{only}");
        await Expect(frame.Sum()).ToHaveTextAsync((await app.CountAsync(counted)).Said(noun));
        await ExpectFilesAsync(page, name, column, counted);

        var one = $"{counted} and {dimension} = '{row}'";
        await Expect(frame.Row(row)).ToHaveAccessibleNameAsync(new Regex(
            $"^{row}: {(await app.CountAsync(one)).Said(noun)} of {(await app.CountAsync(one, Users)).Said("user")}, "));
        await frame.Row(row).ClickAsync();
        await Expect(page.Panel().GetByTestId("panel-totals")).ToContainTextAsync(
            $", {(await app.CountAsync($"{before}{only} and {dimension} = '{row}'")).Said()} in the previous period");
        await app.ExpectSameAsync(page, await app.CountAsync(one), one);
        Assert.Empty(tab.Problems);
    }

    protected async Task EventsAsync()
    {
        await using var tab = await OpenAsync("events");
        var (page, frame) = (tab.Page, tab.Page.Room("Sources over time"));
        var all = await app.CountAsync(within);
        await Expect(page.Room("Events by user").Sum()).ToHaveTextAsync(all.Said("event"));
        await Expect(page.LogCount()).ToHaveTextAsync(all.Said("event"));
        await ExpectFilesAsync(page, "Sources over time", "All events", within);
        Assert.Equal(all, (await page.DownloadAsync("Events by user", "What is shown")).SumOf("Events"));

        var (events, first) = await ReadBucketAsync(page, frame);
        await app.ExpectSameAsync(page, events, $"{within} and {first}");
        Assert.Empty(tab.Problems);
    }

    async Task<BrowserTab> OpenAsync(string name, string more = "")
    {
        var address = $"/{name}?range={from}..{to}&tz=UTC&compare=previous&groups={Uri.EscapeDataString(group)}{more}";
        var tab = await chromium.OpenAsync(app.Address, address);
        await Expect(tab.Page.Filter().GetByRole(AriaRole.Combobox, new() { Name = "Comparison" })).ToHaveValueAsync("previous");
        return tab;
    }

    /// <summary>Both files of a chart hold what SQL counts.</summary>
    async Task ExpectFilesAsync(IPage page, string chart, string column, string where)
    {
        var events = await app.CountAsync(where);
        Assert.Equal(events, (await page.DownloadAsync(chart, "What is shown")).SumOf(column));
        Assert.Equal(events, (await page.DownloadAsync(chart, "All rows behind it")).Count - 1);
    }

    /// <summary>Reads the buckets of a chart by keys, and picks the first one with more than one event.</summary>
    /// <returns>The events that the chart says, and the bucket as a condition.</returns>
    static async Task<(long Events, string Where)> ReadBucketAsync(IPage page, ILocator frame)
    {
        await frame.Chart().FocusAsync();
        await page.KeysAsync("Home");
        await Expect(frame.Told()).ToContainTextAsync(": ");
        long events;
        for (var steps = 0; (events = Number((await frame.Told().TextContentAsync())!)) < 2 && steps < 60; steps++)
        {
            await page.KeysAsync("ArrowRight");
        }
        await page.KeysAsync("Enter");
        await page.ExpectAddressAsync("sel=20");
        var times = page.Url[(page.Url.IndexOf("sel=", StringComparison.Ordinal) + 4)..].Split('&')[0].Split("..");
        return (events, $"e.event_time >= '{times[0]}' and e.event_time < '{times[1]}'");
    }

    /// <summary>The number that a bucket says: <c>Week of 6–12 Jan 2020: 1,204 events, 87 in the previous period</c>.</summary>
    static long Number(string told)
    {
        var number = told[(told.LastIndexOf(": ", StringComparison.Ordinal) + 2)..].Split(' ')[0];
        return long.Parse(number, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }
}

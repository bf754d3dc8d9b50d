using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Microsoft.VisualBasic.FileIO;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace UsageAnalysis.Tests.Browser;

/// <summary>The parts of a page by their names, and what a reader does with them.</summary>
static class PageParts
{
    /// <summary>The room of a chart or list.</summary>
    public static ILocator Room(this IPage page, string name) => page.GetByRole(AriaRole.Region, new() { Name = name, Exact = true });

    public static ILocator Filter(this IPage page) => page.Room("Filter");

    public static ILocator Panel(this IPage page) => page.GetByRole(AriaRole.Complementary, new() { Name = "Context panel" });

    /// <summary>A section of the panel, by its name in the address.</summary>
    public static ILocator Section(this IPage page, string name) => page.Panel().GetByTestId("panel-" + name);

    /// <summary>The button with exactly that name.</summary>
    public static ILocator Button(this ILocator within, string name) =>
        within.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>The button whose name begins so.</summary>
    public static ILocator ButtonFrom(this ILocator within, string start) =>
        within.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^" + Regex.Escape(start)) });

    /// <summary>A chart that is read by arrow keys.</summary>
    public static ILocator Chart(this ILocator frame) => frame.GetByRole(AriaRole.Application);

    /// <summary>What a chart says of the point that the arrow keys have reached.</summary>
    public static ILocator Told(this ILocator frame) => frame.Locator("[aria-live=polite]").First;

    /// <summary>The names of a scatter's rows, as buttons.</summary>
    public static ILocator Rows(this ILocator frame) => frame.GetByRole(AriaRole.List, new() { Name = "Rows" }).GetByRole(AriaRole.Button);

    public static ILocator Row(this ILocator frame, string name) =>
        frame.GetByRole(AriaRole.List, new() { Name = "Rows" }).ButtonFrom(name + ":");

    /// <summary>All events of a scatter's points.</summary>
    public static ILocator Sum(this ILocator frame) => frame.GetByTestId("points-events");

    /// <summary>How many events the log lists.</summary>
    public static ILocator LogCount(this IPage page) =>
        page.Room("Log").GetByRole(AriaRole.Status).Filter(new() { HasTextRegex = new Regex("events?$") });

    public static Task ExpectTabAsync(this IPage page, string title) =>
        Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Tabs" }).GetByRole(AriaRole.Link, new() { Name = title }))
            .ToHaveAttributeAsync("aria-current", "page");

    /// <summary>A card of the Overview.</summary>
    public static Task ExpectCardAsync(this IPage page, string card, string value) =>
        Expect(page.GetByTestId("card-" + card).GetByTestId("value")).ToHaveTextAsync(value);

    /// <summary>A figure among the totals of the panel.</summary>
    public static Task ExpectPanelAsync(this IPage page, string figure, long value) =>
        Expect(page.Panel().GetByTestId("panel-totals").Locator($"dt:text-is('{figure}') + dd strong")).ToHaveTextAsync(value.Said());

    public static Task ExpectAddressAsync(this IPage page, string part) => Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(part)));

    /// <summary>The conditions in force, by what takes each of them away.</summary>
    public static async Task ExpectChipsAsync(this IPage page, params string[] removals)
    {
        var chips = page.Filter().GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^(Remove|Back to the) ") });
        await Expect(chips).ToHaveCountAsync(removals.Length);
        foreach (var (at, removal) in removals.Index())
        {
            await Expect(chips.Nth(at)).ToHaveAccessibleNameAsync(removal);
        }
    }

    /// <summary>Where the one dot of a bucket and row lies: below the bucket's bar, beside the row's name.</summary>
    public static async Task<(float X, float Y)> DotAsync(this ILocator frame, string bucket, string row)
    {
        await frame.Row(row).ScrollIntoViewIfNeededAsync();
        var column = (await frame.ButtonFrom(bucket + ":").BoundingBoxAsync())!;
        var line = (await frame.Row(row).BoundingBoxAsync())!;
        return (column.X + column.Width / 2, line.Y + line.Height / 2);
    }

    public static async Task ClickDotAsync(this IPage page, ILocator frame, string bucket, string row, string? key = null)
    {
        var (x, y) = await frame.DotAsync(bucket, row);
        await page.HoldingAsync(key, () => page.Mouse.ClickAsync(x, y));
    }

    /// <summary>Drags from one dot to another.</summary>
    public static async Task DragAsync(this IPage page, (float X, float Y) from, (float X, float Y) to, string? key = null) =>
        await page.HoldingAsync(key, async () =>
        {
            await page.Mouse.MoveAsync(from.X, from.Y);
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(to.X, to.Y, new() { Steps = 5 });
            await page.Mouse.UpAsync();
        });

    static async Task HoldingAsync(this IPage page, string? key, Func<Task> act)
    {
        if (key is not null)
        {
            await page.Keyboard.DownAsync(key);
        }
        await act();
        if (key is not null)
        {
            await page.Keyboard.UpAsync(key);
        }
    }

    /// <summary>Presses keys, one after the other.</summary>
    public static async Task KeysAsync(this IPage page, params IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            await page.Keyboard.PressAsync(key);
        }
    }

    /// <summary>The lines of a file that a chart offers, its head first.</summary>
    public static async Task<List<string[]>> DownloadAsync(this IPage page, string frame, string what)
    {
        await page.Room(frame).Button($"Download {frame} as CSV").ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.Room(frame).Button(what).ClickAsync());
        using var parser = new TextFieldParser(await download.PathAsync()) { Delimiters = [","] };
        List<string[]> lines = [];
        while (parser.ReadFields() is { } fields)
        {
            lines.Add(fields);
        }
        return lines;
    }

    /// <summary>The sum of a column of such a file.</summary>
    public static long SumOf(this List<string[]> lines, string column)
    {
        var at = Array.IndexOf(lines[0], column);
        Assert.True(at >= 0, $"There is no column {column} in {string.Join(", ", lines[0])}.");
        return lines.Skip(1).Sum(line => line[at] == "" ? 0 : long.Parse(line[at], CultureInfo.InvariantCulture));
    }
}

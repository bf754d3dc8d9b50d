using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;
using static UsageAnalysis.Tests.Browser.Counting;

namespace UsageAnalysis.Tests.Browser;

/// <summary>Runs and their durations on the Functions tab, in a real Chromium on the demo data.</summary>
[Collection(InDemo.Name)]
public sealed class RunsTests(DemoPlatform app, Chromium chromium)
{
    const string May = "range=2026-05-01..2026-05-31&tz=UTC&compare=none";
    const string Function = "Chem:fingerprints";

    static readonly string Runs = $"{Between("2026-05-01", "2026-05-31")} and p.name || ':' || f.name = '{Function}'";

    [Fact]
    public async Task Who_ran_a_function_with_an_input_is_found_by_clicking()
    {
        await using var tab = await chromium.OpenAsync(app.Address, $"/functions?{May}");
        var page = tab.Page;
        await page.GetByRole(AriaRole.Group, new() { Name = "View", Exact = true }).Button("Runs").ClickAsync();
        await page.Room("Runs").GetByRole(AriaRole.Link, new() { Name = Function, Exact = true }).ClickAsync();
        var table = page.GetByRole(AriaRole.Table);
        await Expect(page.Room("Runs").Locator(".grid-foot")).ToContainTextAsync((await app.CountAsync(Runs)).Said());

        // The most frequent value at the head of the column.
        var radius = await app.FirstAsync("e.parameters -> 'inputs' ->> 'radius'", Runs, "count(*) desc, 1");
        var given = $"{Runs} and e.parameters -> 'inputs' ->> 'radius' = '{radius}'";
        await table.Button("Filter by radius").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).ButtonFrom($"{radius} {(await app.CountAsync(given)).Said()}").ClickAsync();
        await page.ExpectAddressAsync($"view.in.radius={radius}..{radius}");
        var found = await app.CountAsync(given);
        await Expect(page.Room("Runs").GetByRole(AriaRole.Status)).ToHaveTextAsync(found.Said("run"));
        await Expect(table.Locator("tbody tr")).ToHaveCountAsync((int)Math.Min(100, found));

        // The longest of them comes first, and opens its card; from there, those with the very inputs.
        await table.Button("Duration").ClickAsync();
        await page.ExpectAddressAsync("view.order=-durationMs");
        var user = await app.FirstAsync("u.name", given, "max(e.duration_us) desc");
        await Expect(table.Locator("tbody tr").First).ToContainTextAsync(user);
        await table.Locator("tbody th a").First.ClickAsync();
        await Expect(page.Panel()).ToContainTextAsync("inputs.radius");
        await page.Panel().GetByRole(AriaRole.Link, new() { Name = "The same inputs again" }).ClickAsync();
        await page.ExpectAddressAsync("view.in.molecules=");
        await Expect(table.Locator("tbody tr").First).ToContainTextAsync(radius);
        Assert.Empty(tab.Problems);
    }

    [Fact]
    public async Task How_long_runs_take_leads_from_the_function_to_its_slowest_runs()
    {
        await using var tab = await chromium.OpenAsync(app.Address, $"/functions?show=performance&{May}");
        var page = tab.Page;
        var durations = page.Room("Durations by function");
        await Expect(durations).ToContainTextAsync("Mann–Whitney test");
        await durations.GetByRole(AriaRole.Link, new() { Name = Function, Exact = true }).ClickAsync();

        var slowest = page.Room("Slowest runs");
        var user = await app.FirstAsync("u.name", Runs, "max(e.duration_us) desc nulls last");
        await Expect(slowest.Locator("tbody tr").First).ToContainTextAsync(user);
        var histogram = page.Room("Histogram of durations");
        await histogram.Button("Histogram of durations as a table").ClickAsync();
        var counts = await histogram.Locator("tbody tr td:last-child").AllInnerTextsAsync();
        var timed = await app.CountAsync($"{Runs} and e.duration_us is not null");
        Assert.Equal(timed, counts.Sum(count => long.Parse(count, System.Globalization.CultureInfo.InvariantCulture)));

        await slowest.GetByRole(AriaRole.Link, new() { Name = "All runs, the slowest first" }).ClickAsync();
        await page.ExpectAddressAsync("show=runs");
        await Expect(page.Room("Runs").Locator(".grid-foot")).ToContainTextAsync((await app.CountAsync(Runs)).Said());
        Assert.Empty(tab.Problems);
    }
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;
using static UsageAnalysis.Tests.Browser.Counting;

namespace UsageAnalysis.Tests.Browser;

/// <summary>Errors, their causes, and the session around an event, in a real Chromium, on the demo data.</summary>
[Collection(InDemo.Name)]
public sealed class ErrorsTests(DemoPlatform app, Chromium chromium)
{
    const string Path = "/events?show=errors&range=2026-01-01..2026-06-16&tz=UTC&compare=none";
    const string Fault = "memory access out of bounds";

    static readonly string HalfYear = Between("2026-01-01", "2026-06-16");

    [Fact]
    public async Task What_broke_after_a_version_and_for_whom_is_found_by_clicking()
    {
        await using var tab = await chromium.OpenAsync(app.Address, Path);
        var (page, errors) = (tab.Page, tab.Page.Room("Errors"));
        var all = await app.CountAsync($"{HalfYear} and e.is_error");
        await Expect(errors.GetByRole(AriaRole.Status).First).ToContainTextAsync(all.Said("occurrence"));

        // Which version brought it: its row says so, and leads to all that broke while it was the latest one.
        var row = errors.GetByRole(AriaRole.Row).Filter(new() { HasText = Fault });
        var version = await row.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Chem ") }).InnerTextAsync();
        await row.GetByRole(AriaRole.Link, new() { Name = version }).ClickAsync();
        await page.ExpectChipsAsync("Back to the last 30 days", $"Remove version {version.Replace(' ', '@')}");
        var since = $"p.name = 'Chem' and e.event_time >= (select since from package_version_times v where v.package_id = p.id and version = '{version[5..]}') "
            + $"and e.event_time < (select until from package_version_times v where v.package_id = p.id and version = '{version[5..]}')";
        var broken = await app.CountAsync($"{HalfYear} and e.is_error and {since}");
        await Expect(errors.GetByRole(AriaRole.Status).First).ToContainTextAsync(broken.Said("occurrence"));

        // For whom: the same occurrences by user, and one user's events behind the number.
        await errors.ButtonFrom("By error").ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "User" }).ClickAsync();
        await page.ExpectAddressAsync("view.by=signature,user");
        await page.KeysAsync("Escape");
        await Expect(errors.GetByRole(AriaRole.Status).First).ToContainTextAsync(broken.Said("occurrence"));
        var lines = await page.DownloadAsync("Errors", "What is shown");
        Assert.Equal(broken, lines.SumOf("Occurrences"));
        var number = errors.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("Show these events in the log") }).First;
        var events = long.Parse(await number.InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);
        await number.ClickAsync();
        await Expect(page.LogCount()).ToHaveTextAsync(events.Said("event"));
        Assert.Empty(tab.Problems);
    }

    [Fact]
    public async Task An_error_tells_what_comes_before_it_and_keeps_what_people_say()
    {
        await using var tab = await chromium.OpenAsync(app.Address, Path + "&panel=causes,stack,timeline");
        var (page, errors) = (tab.Page, tab.Page.Room("Errors"));
        await errors.GetByRole(AriaRole.Link, new() { NameRegex = new Regex(Fault) }).First.ClickAsync();
        var runs = page.Section("causes").GetByRole(AriaRole.Listitem).Filter(new() { HasText = "runs ended in it" });
        await Expect(runs.First).ToContainTextAsync("times the base rate of");
        await Expect(page.Section("stack").Locator("pre")).ToContainTextAsync("RDKitService.call");
        Assert.Empty(await page.FindingsInBothColoursAsync());

        // A comment alone, which changes no figures: the platform is shared with other tests.
        await page.Panel().Button($"Comment on {await page.Panel().Locator("h2").First.InnerTextAsync()}").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Comment on an error" });
        await dialog.GetByLabel("Comment").FillAsync("Mended in the next version");
        await dialog.GetByLabel("Your name").FillAsync("Ann");
        await dialog.Button("Save the comment").ClickAsync();
        await Expect(page.Panel().GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Mended in the next version" })).ToContainTextAsync("Ann");
        await Expect(errors.GetByRole(AriaRole.Row).Filter(new() { HasText = Fault })).ToContainTextAsync("Mended in the next version");

        // To its latest event, to the session around it, and back.
        await page.Section("stack").GetByRole(AriaRole.Link, new() { Name = "Its event" }).ClickAsync();
        await page.Panel().GetByRole(AriaRole.Link, new() { Name = "Show it in its session" }).ClickAsync();
        var marked = page.Section("timeline").Locator("[data-marked]");
        await Expect(marked).ToContainTextAsync(Fault);
        Assert.Empty(await page.FindingsInBothColoursAsync());
        await marked.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.Panel().GetByRole(AriaRole.Heading, new() { Name = "Error", Exact = true })).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Expect(marked).ToBeVisibleAsync();
        Assert.Empty(tab.Problems);
    }
}

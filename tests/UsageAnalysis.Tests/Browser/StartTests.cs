using Microsoft.Playwright;
using UsageAnalysis.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace UsageAnalysis.Tests.Browser;

/// <summary>The first minutes with an empty database, in a real Chromium.</summary>
public sealed class StartTests(UsageApp app, Chromium chromium) : IClassFixture<UsageApp>, IClassFixture<Chromium>
{
    [Fact]
    public async Task An_empty_database_shows_how_to_send_an_event_and_turns_into_the_dashboard_with_it()
    {
        await using var tab = await chromium.OpenAsync(
            app.Address, "/", before: tab => tab.Page.Clock.SetFixedTimeAsync(app.Time.GetUtcNow().UtcDateTime));
        var page = tab.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No events have been stored yet." })).ToBeVisibleAsync();
        await Expect(page.Room("From a shell")).ToContainTextAsync($"curl {app.Address.GetLeftPart(UriPartial.Authority)}/events");
        await Expect(page.Filter()).Not.ToBeVisibleAsync();
        var finding = await page.FindingsInBothColoursAsync();
        Assert.True(finding.Count == 0, string.Join('\n', finding));

        // What the page says works as it stands there.
        var sample = await page.Room("From JavaScript").Locator("pre").InnerTextAsync();
        await page.EvaluateAsync("code => (0, eval)(`(async () => { ${code} })()`)", sample);
        await page.ExpectCardAsync("events", "1");
        await page.ExpectCardAsync("active-users", "1");
        await Expect(page.Room("Users per package").GetByTitle("Chem: 1 user, 100% of all")).ToBeVisibleAsync();
        Assert.Empty(tab.Problems);
    }
}

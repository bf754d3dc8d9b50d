using System.Text.Json;
using Microsoft.Playwright;
using UsageAnalysis.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace UsageAnalysis.Tests.Browser;

/// <summary>The page that lists the events of all clients live, in a real Chromium.</summary>
public sealed class InspectorTests(UsageApp app, Chromium chromium) : IClassFixture<UsageApp>, IClassFixture<Chromium>
{
    [Fact]
    public async Task Events_appear_live_are_filtered_on_the_server_stand_still_and_are_copied_as_they_were_sent()
    {
        await app.LogAsync(Event("info", "start", "Before the page was open"));
        await using var tab = await chromium.OpenAsync(
            app.Address, "/overview", before: tab => tab.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]));
        var page = tab.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Client logs" }).ClickAsync();
        await page.ExpectAddressAsync("/inspector");
        await ExpectRowsAsync(page, "Before the page was open");
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Live" })).ToBeVisibleAsync();
        await app.LogAsync(Event("info", "click", "An icon"));
        await ExpectRowsAsync(page, "An icon", "Before the page was open");

        await page.GetByRole(AriaRole.Button, new() { Name = "error", Exact = true }).ClickAsync();
        await page.ExpectAddressAsync("level=error");
        await Expect(page.GetByText("No event matches these filters.")).ToBeVisibleAsync();
        var boom = Failure("Boom");
        await app.LogAsync(Event("info", "click", "Another icon"), boom);
        await ExpectRowsAsync(page, "Boom");

        await page.KeysAsync("p");
        await app.LogAsync(Failure("Bang"), Event("info", "click", "A third icon"));
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Resume, 1 new" })).ToBeVisibleAsync();
        await ExpectRowsAsync(page, "Boom");
        await page.KeysAsync("p");
        await ExpectRowsAsync(page, "Bang", "Boom");

        await page.KeysAsync("ArrowDown", "ArrowDown", "Enter");
        await Expect(page.GetByText("at fail (app.js:1)")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Definition).Filter(new() { HasText = "CCO" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy as JSON" }).ClickAsync();
        await Expect(page.GetByText("Event copied.")).ToBeVisibleAsync();
        Assert.True(JsonElement.DeepEquals(JsonSerializer.SerializeToElement(boom), JsonSerializer.Deserialize<JsonElement>(
            await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"))), await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));

        await page.ReloadAsync();
        await ExpectRowsAsync(page, "Bang", "Boom");
        await page.GetByRole(AriaRole.Link, new() { Name = "Boom" }).ClickAsync();
        await Expect(page.Panel().GetByRole(AriaRole.Heading, new() { Name = "Boom" })).ToBeVisibleAsync();
        Assert.Empty(tab.Problems);
    }

    static Task ExpectRowsAsync(IPage page, params string[] said) => Expect(page.Locator(".inspector-what")).ToHaveTextAsync(said);

    object Event(string source, string type, string description) =>
        new { id = Guid.NewGuid(), time = Next(), source, type, user = "ann", description };

    object Failure(string message) => new
    {
        id = Guid.NewGuid(),
        time = Next(),
        source = "error",
        type = "unhandled",
        user = "ann",
        session = Guid.NewGuid(),
        package = "Chem",
        parameters = new { inputs = new { smiles = "CCO" } },
        entities = new[] { new { type = "table", id = "t-77", name = "compounds", role = "input" } },
        error = new { message, stack = $"{message}\n  at fail (app.js:1)", handled = false },
        client = "web",
        version = "1.2",
    };

    string Next()
    {
        app.Time.Advance(TimeSpan.FromSeconds(1));
        return app.Time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
    }
}

using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using UsageAnalysis.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace UsageAnalysis.Tests.Browser;

/// <summary>The page that sets what is logged, in a real Chromium.</summary>
public sealed class LoggingSettingsTests(UsageApp app, Chromium chromium) : IClassFixture<UsageApp>, IClassFixture<Chromium>
{
    [Fact]
    public async Task A_rule_excludes_events_at_once_says_why_it_is_there_and_is_taken_back()
    {
        Assert.Equal(["stored", "stored"], await SendAsync("info", "error"));
        await using var tab = await chromium.OpenAsync(
            app.Address, "/settings/logging", before: tab => tab.Page.Clock.SetFixedTimeAsync(app.Time.GetUtcNow().UtcDateTime));
        var page = tab.Page;
        var (form, held, history) = (page.Room("Set a rule"), page.Room("What holds now"), page.Room("History"));
        await Expect(held).ToContainTextAsync("Nobody set anything");

        await form.Button("Package").ClickAsync();
        await form.GetByRole(AriaRole.Combobox, new() { Name = "Package" }).FillAsync("Chem");
        await form.Button("Custom").ClickAsync();
        await form.GetByRole(AriaRole.Checkbox, new() { Name = "info" }).UncheckAsync();
        await form.Button("1 day").ClickAsync();
        await form.GetByLabel("Reason").FillAsync("Too many of them");
        await form.GetByLabel("Your name").FillAsync("Ann");
        await form.Button("Set the rule").ClickAsync();
        var rule = held.GetByRole(AriaRole.Row).Filter(new() { HasText = "Package Chem" });
        await Expect(rule).ToContainTextAsync("Too many of them");
        await Expect(rule).ToContainTextAsync("all levels but info and debug");
        await Expect(rule).ToContainTextAsync("24 h left");
        Assert.Equal(["excluded", "stored"], await SendAsync("info", "error"));
        await Expect(history).ToContainTextAsync("info and debug: nothing said → not logged");

        var whom = page.Room("What holds for …");
        await whom.GetByRole(AriaRole.Combobox, new() { Name = "Package" }).FillAsync("Chem");
        await page.KeysAsync("Enter", "Tab");
        await Expect(whom).ToContainTextAsync("info: not logged");
        await Expect(whom).ToContainTextAsync("Somebody set this.");
        var findings = await page.FindingsInBothColoursAsync();
        Assert.True(findings.Count == 0, string.Join('\n', findings));

        await rule.Button("Take back: Package Chem").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).Button("Take the rule back").ClickAsync();
        await Expect(held).ToContainTextAsync("Nobody set anything");
        await Expect(whom).ToContainTextAsync("Nobody set this");
        Assert.Equal(["stored", "stored"], await SendAsync("info", "error"));
        var last = history.GetByRole(AriaRole.List).First.Locator("> li").First;
        await Expect(last).ToContainTextAsync("Package Chem: Taken back by Ann");
        await Expect(last).ToContainTextAsync("mode: Custom → Taken back");
        Assert.Empty(tab.Problems);

        await form.Button("Package").ClickAsync();
        await form.GetByRole(AriaRole.Combobox, new() { Name = "Package" }).FillAsync("Nix");
        await form.Button("Set the rule").ClickAsync();
        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nix");
    }

    /// <summary>What becomes of events of these sources.</summary>
    async Task<string[]> SendAsync(params string[] sources)
    {
        app.Time.Advance(TimeSpan.FromSeconds(1));
        var events = sources.Select(source => new { id = Guid.NewGuid(), time = app.Time.GetUtcNow(), source, type = "start", user = "ann", package = "Chem" });
        using var response = await app.Http.PostAsJsonAsync("/events", events);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return [.. answer.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("status").GetString()!)];
    }
}

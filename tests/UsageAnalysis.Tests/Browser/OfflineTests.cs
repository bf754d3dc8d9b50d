using System.Collections.Concurrent;
using Microsoft.Playwright;
using UsageAnalysis.Tests.Commands;
using UsageAnalysis.Tests.Graph;
using UsageAnalysis.Tests.Ingest;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace UsageAnalysis.Tests.Browser;

/// <summary>What the app asks and when, and what it says when nobody answers, in a real Chromium on ten years of real events.</summary>
[Collection(InHistory.Name)]
public sealed class OfflineTests(RealHistory app, Chromium chromium)
{
    const string Graph = "**/graphql";
    const string Year = "range=2020-01-01..2020-12-31&tz=UTC&compare=none";

    [SharedDataFact]
    public Task The_Overview_says_that_the_server_is_away_and_Retry_works() =>
        ExpectRetryAsync("overview", 3, "4,333");

    [SharedDataFact]
    public Task Packages_says_that_the_server_is_away_and_Retry_works() =>
        ExpectRetryAsync("packages", 1, "4,333 events");

    [SharedDataFact]
    public Task Functions_says_that_the_server_is_away_and_Retry_works() =>
        ExpectRetryAsync("functions", 1, "No runs of functions: 1 Jan – 31 Dec 2020.");

    [SharedDataFact]
    public Task Events_says_that_the_server_is_away_and_Retry_works() =>
        ExpectRetryAsync("events", 3, "4,333 events");

    async Task ExpectRetryAsync(string name, int failures, string figure)
    {
        await using var tab = await chromium.OpenAsync(
            app.Address, $"/{name}?{Year}", before: tab => tab.Page.RouteAsync(Graph, route => route.AbortAsync()));
        var main = tab.Page.GetByRole(AriaRole.Main);
        var retry = main.GetByRole(AriaRole.Button, new() { Name = "Retry" });
        await Expect(retry).ToHaveCountAsync(failures);
        await Expect(main.GetByRole(AriaRole.Alert).First).ToContainTextAsync("could not be loaded.The server cannot be reached (");
        await tab.Page.UnrouteAsync(Graph);
        // The charts of one document are asked for together; the log has its own.
        while (await retry.CountAsync() > 0)
        {
            await retry.First.ClickAsync();
            await tab.SettleAsync();
        }
        await Expect(main).ToContainTextAsync(figure);
        Assert.All(tab.Problems, problem => Assert.Equal("console error: Failed to load resource: net::ERR_FAILED", problem));
    }

    [SharedDataFact]
    public async Task Every_question_is_broken_off_when_another_takes_its_place()
    {
        await using var tab = await chromium.OpenAsync(app.Address, $"/overview?{Year}");
        await tab.Page.ExpectCardAsync("events", "4,333");
        // The panel, too, has its questions: of everything in the filter.
        await tab.Page.KeysAsync("p");
        await tab.SettleAsync();
        Assert.Empty(tab.Broken);
        List<string> broken = [];
        foreach (var (key, document) in new[] { ("1", "Overview"), ("2", "Packages"), ("3", "Functions"), ("4", "LogPage") })
        {
            await tab.Page.KeysAsync(key);
            await tab.SettleAsync();
            var (holding, held) = (true, new ConcurrentQueue<string>());
            await tab.Page.RouteAsync(Graph, async route =>
            {
                if (holding)
                {
                    held.Enqueue(BrowserTab.DocumentOf(route.Request)!);
                }
                else
                {
                    await route.ContinueAsync();
                }
            });
            await tab.Page.KeysAsync("r");
            await Eventually.GetAsync(
                () => string.Join(", ", held),
                () => Task.FromResult(held.Contains(document) && held.Contains("PanelSummary") ? held : null));
            holding = false;
            await tab.Page.KeysAsync("[");
            await tab.SettleAsync();
            broken.AddRange(held.Select(one => $"{one} net::ERR_ABORTED"));
            Assert.Equal(broken.Order(), tab.Broken.Order());
            await tab.Page.UnrouteAsync(Graph);
        }
        Assert.Empty(tab.Problems);
    }

    [SharedDataFact]
    public async Task A_tab_asks_one_document_when_it_is_shown_and_nothing_when_it_is_not()
    {
        await using var tab = await chromium.OpenAsync(app.Address, $"/overview?{Year}");
        await ExpectAskedAsync(tab, "Started", "Overview");
        await tab.Page.KeysAsync("2");
        await ExpectAskedAsync(tab, "Packages");
        await tab.Page.KeysAsync("3");
        // Nothing is found there, and so it asks what a wider range would show.
        await ExpectAskedAsync(tab, "Functions", "Scope");
        await tab.Page.KeysAsync("4");
        await ExpectAskedAsync(tab, "Events", "LogPage");
        await tab.Page.KeysAsync("1");
        await ExpectAskedAsync(tab, "Overview");
        await tab.Page.KeysAsync("r");
        await ExpectAskedAsync(tab, "Overview");
        Assert.Empty(tab.Broken);
        Assert.Empty(tab.Problems);
    }

    static async Task ExpectAskedAsync(BrowserTab tab, params string[] documents)
    {
        await tab.SettleAsync();
        Assert.Equal(documents.Order(), tab.Asked.Order());
        tab.ForgetAsked();
    }
}

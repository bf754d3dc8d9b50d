using Microsoft.Playwright;
using UsageAnalysis.Ingest;
using UsageAnalysis.Tests.Commands;
using UsageAnalysis.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace UsageAnalysis.Tests.Browser;

/// <summary>What happens on an open page while events come in, in a real Chromium.</summary>
public sealed class LiveLogTests(UsageApp app, Chromium chromium) : IClassFixture<UsageApp>, IClassFixture<Chromium>
{
    [Fact]
    public async Task A_new_event_appears_by_itself_at_the_top_of_the_log()
    {
        await app.LogAsync(Run("fingerprints(smiles)", "CCO"));
        await using var tab = await chromium.OpenAsync(app.Address, "/events?range=today&tz=UTC");
        var (page, log) = (tab.Page, tab.Page.Room("Log"));
        await Expect(page.LogCount()).ToHaveTextAsync("1 event");
        await log.GetByRole(AriaRole.Checkbox, new() { Name = "Live" }).CheckAsync();
        await Expect(log.GetByText("New events appear by themselves")).ToBeVisibleAsync();
        await ListeningAsync();

        await app.LogAsync(Run("descriptors(smiles)", "c1ccccc1"));
        await Expect(page.LogCount()).ToHaveTextAsync("2 events");
        await Expect(Row(page, 1)).ToContainTextAsync("descriptors(smiles)");
        await Expect(Row(page, 2)).ToContainTextAsync("fingerprints(smiles)");

        await Row(page, 1).GetByRole(AriaRole.Button, new() { Name = "Parameters and error" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Grid)).ToContainTextAsync("c1ccccc1");
        await log.GetByRole(AriaRole.Checkbox, new() { Name = "Live" }).UncheckAsync();
        await Expect(log.GetByText("New events appear by themselves")).Not.ToBeVisibleAsync();
        Assert.Empty(tab.Problems);
    }

    static ILocator Row(IPage page, int at) => page.GetByRole(AriaRole.Grid).GetByRole(AriaRole.Row).Nth(at);

    /// <summary>A page is told at once that it is connected; the server listens to its database a moment later.</summary>
    Task<string> ListeningAsync() => Eventually.GetAsync(() => "The server does not listen.", async () =>
    {
        const string Listener = $"datname = current_database() and application_name = '{EventFeed.ApplicationName}'";
        await using var command = app.DataSource.CreateCommand(
            $"select query from pg_stat_activity where {Listener} and query like '%listen %' and state = 'idle'");
        return (string?)await command.ExecuteScalarAsync();
    });

    object Run(string description, string smiles)
    {
        app.Time.Advance(TimeSpan.FromSeconds(1));
        return new
        {
            id = Guid.NewGuid(), time = app.Time.GetUtcNow(), source = "function", type = "run", user = "ann",
            function = "Chem:fingerprints", description, parameters = new { inputs = new { smiles } },
        };
    }
}

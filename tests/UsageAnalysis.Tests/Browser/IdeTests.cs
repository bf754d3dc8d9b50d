using Microsoft.Playwright;
using UsageAnalysis.Tests.GraphQL;
using UsageAnalysis.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace UsageAnalysis.Tests.Browser;

/// <summary>Banana Cake Pop in a real Chromium.</summary>
public sealed class IdeTests(UsageApp app, Chromium chromium) : IClassFixture<UsageApp>, IClassFixture<Chromium>
{
    [Fact]
    public async Task A_new_document_holds_a_query_that_runs()
    {
        await using var tab = await chromium.OpenAsync(app.Address, "/graphql/ui/");
        tab.Page.SetDefaultTimeout(30_000);
        await tab.Page.GetByText("Create Document").First.ClickAsync();
        await Expect(tab.Page.GetByText("# Worked examples")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        var answer = await tab.Page.RunAndWaitForResponseAsync(
            () => tab.Page.GetByRole(AriaRole.Button, new() { Name = "Run" }).First.ClickAsync(),
            response => response.Url.EndsWith("/graphql", StringComparison.Ordinal) && response.Request.PostData!.Contains("LAST_30_DAYS", StringComparison.Ordinal));
        Assert.Contains("\"totals\"", await answer.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subscription_runs_over_a_socket()
    {
        await using var room = await Room.OnKestrelAsync(options =>
        {
            options.IdePath = Repository.File("server", "node_modules", "@chillicream", "bananacakepop-graphql-ide");
            options.IdeDocument = "subscription { count(to: 3) }";
        });
        await using var tab = await chromium.OpenAsync(room.Address, "/graphql/ui/");
        tab.Page.SetDefaultTimeout(30_000);
        await tab.Page.GetByText("Create Document").First.ClickAsync();
        await Expect(tab.Page.GetByText("subscription").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        var last = new TaskCompletionSource();
        tab.Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            if (frame.Text?.Contains("\"count\":3", StringComparison.Ordinal) == true) last.TrySetResult();
        };
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Run" }).First.ClickAsync();
        await last.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }
}

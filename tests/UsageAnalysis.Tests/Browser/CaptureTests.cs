using System.Collections.Concurrent;
using Microsoft.Playwright;
using UsageAnalysis.Tests.Commands;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace UsageAnalysis.Tests.Browser;

/// <summary>What the tracker captures by itself and what it never sends, in a real Chromium; and its inspector.</summary>
public sealed class CaptureTests(TrackedPlatform platform, Chromium chromium) : IClassFixture<TrackedPlatform>, IClassFixture<Chromium>
{
    const string Body =
        """
        <div role="toolbar" aria-label="Toolbar">
          <button id="run" onclick="run()">Run 7 molecules</button>
          <button id="fail" onclick="fail()">Fail</button>
        </div>
        <button id="file" aria-haspopup="menu">File</button>
        <div role="menu" aria-labelledby="file"><button role="menuitem" onclick="settings.showModal()">Settings…</button></div>
        <dialog id="settings"><form method="dialog"><h2>Settings</h2>
          <label>Host <input name="host"></label> <input type="password" name="password">
          <button value="cancel">Cancel</button> <button value="ok">Save</button></form></dialog>
        <table aria-label="Compounds"><tr aria-selected="true"><td>hunter2 in a cell</td></tr></table>
        <input type="file" aria-label="Open a file">
        <div data-usage="off"><button>hunter2</button><input name="private"></div>
        <script>
          function run() {
            fetch("/data");
            tracker.run("Chem:fingerprints", { smiles: "CCO", auth: { apiKey: "hunter2" } }, async () => {
              await new Promise(done => setTimeout(done, 50));
              tracker.info("token=hunter2", { note: "password: hunter2", clientSecret: ["hunter2"] });
              return { bits: 1024, token: "hunter2" };
            });
          }
          function fail() {
            history.pushState(null, "", "/tables/12?access_token=hunter2#token=hunter2");
            throw new RangeError("No table for password=hunter2");
          }
        </script>
        """;

    const string Policy = """{"levels":["audit","usage","info","error"],"capture":{"rows-selected":true,"input":false},"packages":{}}""";

    [Fact]
    public async Task What_people_do_is_stored_with_its_path_and_no_secret_ever_leaves_the_page()
    {
        var (sent, actions) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        var address = platform.Page(Body);
        await using var tab = await chromium.OpenAsync(new Uri(platform.Site), address, before: tab =>
        {
            tab.Page.Request += (_, request) =>
            {
                sent.Enqueue($"{request.Url} {request.PostData}");
                if (request.Headers.TryGetValue("x-usage-action", out var action))
                {
                    actions.Enqueue(action);
                }
            };
            return AnswerPolicyAsync(tab, Policy);
        });
        var page = tab.Page;
        await Expect(page).ToHaveTitleAsync("A page of the platform");
        await page.WaitForFunctionAsync("window.tracker?.stats.fired > 0");

        await page.ClickAsync("#run");
        await page.WaitForFunctionAsync("tracker.stats.fired >= 4");
        await page.GetByRole(AriaRole.Menuitem).ClickAsync();
        await page.GetByLabel("Host").FillAsync("hunter2");
        await page.Locator("[name=password]").FillAsync("hunter2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("dialog")).ToBeHiddenAsync();
        await page.WaitForTimeoutAsync(200);
        await page.GetByRole(AriaRole.Menuitem).ClickAsync();
        await page.WaitForTimeoutAsync(200);
        await page.Keyboard.PressAsync("Escape");
        await page.ClickAsync("td");
        await page.SetInputFilesAsync("[type=file]", new FilePayload { Name = "mols.sdf", MimeType = "chemical/x-mdl-sdfile", Buffer = "hunter2"u8.ToArray() });
        await page.GetByRole(AriaRole.Button, new() { Name = "hunter2" }).ClickAsync();
        await page.Locator("[name=private]").FillAsync("hunter2");
        await page.ClickAsync("#fail");
        await page.EvaluateAsync("tracker.debug('noise'); tracker.flush()");
        await page.CloseAsync();

        Assert.Equal(
            [
                "click: Compounds / Cell", "click: Settings / Save", "click: Toolbar / Fail", "click: Toolbar / Run # molecules", "dialog close: Settings",
                "dialog ok: Settings", "dialog show: Settings", "dialog show: Settings", "error: ", "file-opened: mols.sdf", "menu click: File / Settings…",
                "menu click: File / Settings…", $"navigate: {new Uri(address).AbsolutePath}", "navigate: /tables/12#token", "rows-selected: Compounds", "run: ", "token=[redacted]: ",
            ],
            await Eventually.GetAsync(() => "The events were not stored.", StoredAsync));
        Assert.DoesNotContain(sent, request => request.Contains("hunter2", StringComparison.Ordinal));
        Assert.Equal(
            ["""{"inputs": {"auth": {"apiKey": "[redacted]"}, "smiles": "CCO"}, "outputs": {"bits": 1024, "token": "[redacted]"}}"""],
            await platform.ReadAsync("select e.parameters::text from events e join event_types t on t.id = e.event_type_id where t.name = 'run'"));
        // The click, the function that it ran, what that logged, and the request that it sent.
        Assert.Equal(
            Enumerable.Repeat(Assert.Single(actions), 3),
            await platform.ReadAsync("select e.action_id from events e join event_types t on t.id = e.event_type_id where t.name in ('run', 'token=[redacted]') or e.description like '%Run #%'"));
    }

    [Fact]
    public async Task The_inspector_shows_what_becomes_of_events_and_is_not_tracked_itself()
    {
        await using var tab = await chromium.OpenAsync(
            new Uri(platform.Site), platform.Page("<button>Go</button>", "flushMs: 60000, before: event => event.type !== 'secret-thing'"),
            before: tab => AnswerPolicyAsync(tab, "{}"));
        var page = tab.Page;
        await page.WaitForFunctionAsync("window.tracker?.stats.fired > 0");
        await page.ClickAsync("button");
        await page.EvaluateAsync("tracker.audit('table-exported', { rows: 17 }); tracker.log('secret-thing')");
        await page.Keyboard.PressAsync("Alt+i");
        var inspector = page.GetByRole(AriaRole.Region, new() { Name = "Client logs" });
        var lines = inspector.Locator("summary");
        await Expect(lines).ToHaveCountAsync(4);
        await Expect(lines.Filter(new() { HasText = "secret-thing" })).ToContainTextAsync("dropped: before");
        await Expect(lines.Filter(new() { HasText = "table-exported" })).ToContainTextAsync("queued");

        await page.EvaluateAsync("tracker.flush()");
        await Expect(lines.Filter(new() { HasText = "table-exported" })).ToContainTextAsync("sent");
        await Expect(inspector).ToContainTextAsync("4 fired, 3 sent, 1 dropped");
        await inspector.GetByRole(AriaRole.Searchbox).FillAsync("table 17");
        await Expect(lines).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Tab");
        await lines.ClickAsync();
        await Expect(inspector.Locator("pre")).ToContainTextAsync("\"rows\": 17");

        await inspector.GetByRole(AriaRole.Searchbox).FillAsync("");
        await inspector.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await page.EvaluateAsync("tracker.log('later')");
        await Expect(inspector).ToContainTextAsync("5 fired");
        await Expect(lines).ToHaveCountAsync(4);
        await inspector.GetByRole(AriaRole.Combobox, new() { Name = "State" }).SelectOptionAsync("dropped");
        await Expect(lines).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Escape");
        await Expect(inspector).ToHaveCountAsync(0);
        Assert.Equal(5, await page.EvaluateAsync<int>("tracker.stats.fired"));
        Assert.Empty(tab.Problems);
    }

    static async Task AnswerPolicyAsync(BrowserTab tab, string policy) => await tab.Page.RouteAsync("**/logging-policy?*", route => route.FulfillAsync(new()
    {
        Body = policy, ContentType = "application/json", Headers = [new("Access-Control-Allow-Origin", "*")],
    }));

    async Task<List<string>?> StoredAsync()
    {
        var stored = await platform.ReadAsync(
            """
            select t.name || ': ' || coalesce(e.description, '') from events e join event_types t on t.id = e.event_type_id
            where e.session_id = (select session_id from events e join event_types t on t.id = e.event_type_id where t.name = 'run' limit 1)
            """);
        return stored.Any(line => line.StartsWith("error", StringComparison.Ordinal)) ? [.. stored.Order(StringComparer.Ordinal)] : null;
    }
}

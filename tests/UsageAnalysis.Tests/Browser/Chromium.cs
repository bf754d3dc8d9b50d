using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace UsageAnalysis.Tests.Browser;

/// <summary>
/// A real Chromium: the one on the machine, else the one that Playwright installs. A missing browser fails the tests; it never skips them.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome.exe", "msedge.exe"];

    // Without these, a browser looks for updates and accounts on the network.
    static readonly string[] Arguments =
        ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    /// <summary>What a phone of today shows, held upright.</summary>
    public static readonly Action<BrowserNewContextOptions> Phone = look => look.ViewportSize = new() { Width = 390, Height = 844 };

    IPlaywright? playwright;
    IBrowser? browser;

    public async Task InitializeAsync()
    {
        var executable = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? OnPath();
        if (executable is null && Microsoft.Playwright.Program.Main(["install", "chromium"]) != 0)
        {
            Assert.Fail("There is no Chromium on this machine, and Playwright could not install one. Install the package chromium, or name one in CHROMIUM_PATH.");
        }
        playwright = await Playwright.CreateAsync();
        // Machines that build and test at the same time are slow; nothing here waits longer than it must.
        Assertions.SetDefaultExpectTimeout(20_000);
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = executable,
            Args = Environment.IsPrivilegedProcess ? [.. Arguments, "--no-sandbox"] : Arguments,
        });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }
        playwright?.Dispose();
    }

    /// <summary>A tab of an empty profile, that remembers everything that goes wrong in it.</summary>
    /// <param name="address">Of the server.</param>
    /// <param name="path">What is opened there.</param>
    /// <param name="look">What the reader's device is like; nothing means a desktop with light colours.</param>
    /// <param name="before">Done with the tab before anything is loaded.</param>
    public async Task<BrowserTab> OpenAsync(
        Uri address, string path, Action<BrowserNewContextOptions>? look = null, Func<BrowserTab, Task>? before = null)
    {
        var options = new BrowserNewContextOptions
        {
            BaseURL = address.ToString(), TimezoneId = "UTC", Locale = "en-GB", ViewportSize = new() { Width = 1440, Height = 1000 },
        };
        look?.Invoke(options);
        var context = await browser!.NewContextAsync(options);
        var tab = new BrowserTab(await context.NewPageAsync());
        await (before?.Invoke(tab) ?? Task.CompletedTask);
        await tab.Page.GotoAsync(path);
        return tab;
    }

    static string? OnPath() =>
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         from name in Names
         let file = Path.Combine(folder, name)
         where File.Exists(file)
         select file).FirstOrDefault();
}

/// <summary>A tab, and what went wrong in it.</summary>
public sealed class BrowserTab : IAsyncDisposable
{
    readonly List<string> problems = [];
    readonly ConcurrentQueue<string> asked = [];
    readonly ConcurrentQueue<string> broken = [];
    int waiting;

    internal BrowserTab(IPage page)
    {
        Page = page;
        page.SetDefaultTimeout(20_000);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                problems.Add($"console {message.Type}: {message.Text}");
            }
        };
        page.PageError += (_, error) => problems.Add($"exception: {error}");
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
            {
                problems.Add($"{response.Status} {response.Url}");
            }
        };
        page.Request += (_, request) =>
        {
            Wait(request, 1);
            Note(asked, request, "");
        };
        page.RequestFinished += (_, request) => Wait(request, -1);
        page.RequestFailed += (_, request) =>
        {
            Wait(request, -1);
            Note(broken, request, $" {request.Failure}");
        };
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Console errors and warnings, exceptions and failed requests so far; there should be none.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <summary>The names of the documents that the app has sent, in order.</summary>
    public IReadOnlyCollection<string> Asked => asked;

    /// <summary>Those of them that came to nothing, each with the reason of the browser.</summary>
    public IReadOnlyCollection<string> Broken => broken;

    /// <summary>Forgets what was asked so far.</summary>
    public void ForgetAsked() => asked.Clear();

    /// <summary>Waits until everything is answered, and for some pictures longer nothing more is asked.</summary>
    public async Task SettleAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        for (var quiet = 0; quiet < 5; quiet = Volatile.Read(ref waiting) == 0 ? quiet + 1 : 0)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Page.EvaluateAsync("() => new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)))");
        }
    }

    /// <summary>The document that a request of the app sends; null where it sends none.</summary>
    public static string? DocumentOf(IRequest request)
    {
        if (!request.Url.EndsWith("/graphql", StringComparison.Ordinal) || request.PostData is not { } body)
        {
            return null;
        }
        using var document = JsonDocument.Parse(body);
        return document.RootElement.TryGetProperty("operationName", out var name) ? name.GetString() : "a subscription";
    }

    // A stream of events is open for as long as the page: nobody waits for its end.
    void Wait(IRequest request, int more)
    {
        if (request.Headers.GetValueOrDefault("accept") is not "text/event-stream")
        {
            Interlocked.Add(ref waiting, more);
        }
    }

    static void Note(ConcurrentQueue<string> notes, IRequest request, string reason)
    {
        if (DocumentOf(request) is { } document)
        {
            notes.Enqueue(document + reason);
        }
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}

using Microsoft.Playwright;
using Xunit;

namespace UsageAnalysis.Tests.Browser;

/// <summary>A real Chromium: the one on the machine, else the one that Playwright installs. A missing browser fails the tests; it never skips them.</summary>
public sealed class Chromium : IAsyncLifetime
{
    static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome.exe", "msedge.exe"];

    // Without these, a browser looks for updates and accounts on the network.
    static readonly string[] Arguments =
        ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

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
    public async Task<BrowserTab> OpenAsync(Uri address, string path)
    {
        var context = await browser!.NewContextAsync(new() { BaseURL = address.ToString(), TimezoneId = "UTC", Locale = "en-GB", ViewportSize = new() { Width = 1440, Height = 1000 } });
        var tab = new BrowserTab(await context.NewPageAsync());
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

    internal BrowserTab(IPage page)
    {
        Page = page;
        page.SetDefaultTimeout(15_000);
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
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Console errors and warnings, exceptions and failed requests so far; there should be none.</summary>
    public IReadOnlyList<string> Problems => problems;

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}

using System.CommandLine;
using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Playwright;
using Npgsql;
using UsageAnalysis.Benchmarks.Counting;
using UsageAnalysis.Commands.Serve;
using UsageAnalysis.Data;

namespace UsageAnalysis.Benchmarks.Frames;

/// <summary>How smoothly a scatter follows the hand: frames a second while ten thousand points are moved, in a real Chromium.</summary>
static class FramesBenchmark
{
    const double Bound = 50;
    const int Points = 10_000;
    const int Packages = 50;
    const int Days = 91;

    // Zooms in, then drags from side to side, one step a frame.
    const string Drag =
        """
        async () => {
          const plot = document.querySelector("[aria-roledescription=chart]");
          const { left, right, top } = plot.getBoundingClientRect();
          plot.setPointerCapture = () => {};
          const fire = (type, x) => plot.dispatchEvent(new PointerEvent(type, { bubbles: true, clientX: x, clientY: top + 200, pointerId: 1 }));
          const [intervals, frames] = [[], 240];
          let [x, by, last] = [(left + right) / 2, -12, null];
          fire("pointerdown", x);
          await new Promise((done) => {
            const step = (now) => {
              if (last !== null) intervals.push(now - last);
              last = now;
              x += by;
              if (x < left + 50 || x > right - 50) by = -by;
              fire("pointermove", x);
              if (intervals.length < frames) requestAnimationFrame(step);
              else done();
            };
            requestAnimationFrame(step);
          });
          fire("pointerup", x);
          return (intervals.length / intervals.reduce((sum, one) => sum + one, 0)) * 1000;
        }
        """;

    internal static Command Create()
    {
        var browser = new Option<string>("--chromium")
        {
            Description = "The browser's program.", DefaultValueFactory = _ => "/usr/bin/chromium",
        };
        var times = new Option<int>("--times") { Description = "How often it is moved; the median counts.", DefaultValueFactory = _ => 5 };
        var command = new Command("frames", "Frames a second while ten thousand points are moved.") { browser, times };
        command.SetAction((result, ct) =>
            RunAsync(result.GetRequiredValue(browser), result.GetValue(times), result.InvocationConfiguration.Output, ct));
        return command;
    }

    static async Task<int> RunAsync(string browser, int times, TextWriter output, CancellationToken ct)
    {
        await using var cluster = await Cluster.OpenAsync(null, null, ct);
        var connectionString = await cluster.DatabaseAsync("frames", ct);
        await using (var dataSource = NpgsqlDataSource.Create(connectionString))
        {
            await Migrator.MigrateAsync(dataSource, ct);
        }
        await using var app = UsageServer.Build(connectionString, "http://127.0.0.1:0", TimeProvider.System);
        await app.StartAsync(ct);
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        await LogAsync(address, ct);
        var rates = await MeasureAsync(browser, new Uri(address, "/packages?range=91d&tz=UTC"), times);
        var median = rates.Order().ElementAt(times / 2);
        var all = string.Join(", ", rates.Select(rate => rate.ToString("0.0", CultureInfo.InvariantCulture)));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{Points} points: {median:0.0} frames/s, bound {Bound} ({all})"));
        await app.StopAsync(ct);
        return median >= Bound ? 0 : 1;
    }

    // One point each: a package, a day and a user.
    static async Task LogAsync(Uri address, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = address };
        var today = TimeProvider.System.GetUtcNow().UtcDateTime.Date;
        var events = Enumerable.Range(0, Points).Select(i => new
        {
            id = Guid.NewGuid(),
            time = today.AddDays(-(i / Packages % Days)),
            source = "usage",
            type = "open",
            user = $"user-{i / (Packages * Days)}",
            package = $"Package {i % Packages:00}",
        });
        using var answer = await http.PostAsJsonAsync(new Uri("/events", UriKind.Relative), events, ct);
        answer.EnsureSuccessStatusCode();
    }

    static async Task<IReadOnlyList<double>> MeasureAsync(string browser, Uri page, int times)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = browser, Args = Environment.IsPrivilegedProcess ? ["--disable-gpu", "--no-sandbox"] : ["--disable-gpu"],
        });
        var tab = await chromium.NewPageAsync(new() { ViewportSize = new() { Width = 1440, Height = 1000 } });
        await tab.GotoAsync(page.ToString());
        await tab.GetByText($"in {Points.ToString("N0", CultureInfo.InvariantCulture)} points").WaitForAsync();
        await tab.Locator("[aria-roledescription=chart]").PressAsync("+");
        await tab.Locator("[aria-roledescription=chart]").PressAsync("+");
        var rates = new List<double>();
        while (rates.Count < times) rates.Add(await tab.EvaluateAsync<double>(Drag));
        return rates;
    }
}

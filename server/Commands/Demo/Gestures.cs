using System.Globalization;
using UsageAnalysis.Ingest;

namespace UsageAnalysis.Commands.Demo;

/// <summary>What people do with the screen, and what the program says by itself.</summary>
static class Gestures
{
    static readonly string[] Menus =
    [
        "File / Open / Local file", "Edit / Find and replace", "View / Toolbox", "View / Properties", "Select / Random",
        "Data / Link tables", "Tools / Console", "Help / Wiki", "View / Layout / Save", "File / Export / Image",
    ];

    // What people had stopped to use before the story's middle.
    static readonly string[] OldMenus = ["Tools / Legacy import wizard", "View / Classic layout", "Data / Fetch from the old server"];

    static readonly string[] Places =
    [
        "Home", "Browse / Projects", "Browse / Files", "Browse / Dashboards", "Browse / Apps", "Browse / Queries", "Settings",
        "Browse / Spaces", "Browse / Platform / Functions", "Notifications",
    ];

    static readonly string[] Targets =
    [
        "Grid / Column header", "Viewer / Legend", "Toolbox / Filters", "Grid / Cell", "Context panel / Details",
        "Viewer / Title bar", "Sidebar / Favorites", "Toolbox / Viewers", "Context panel / Chemistry", "Status bar",
    ];

    static readonly string[] Routes =
    [
        "/api/tables", "/api/functions/call", "/api/files", "/api/projects", "/api/users/current", "/api/queries/run",
    ];

    static readonly string[] Warnings =
    [
        "Slow response: {0} ms", "Column has {0} empty values", "Token expires in {0} minutes",
        "Only the first {0} rows were loaded", "{0} molecules could not be read", "Viewer skipped {0} rows",
    ];

    static readonly (string Package, string Message, string Stack)[] Crashes =
    [
        ("Core", "ResizeObserver loop completed with undelivered notifications after {0} ms",
            "at ViewerHost.resize (core/viewer-host.ts:204:11)"),
        ("Charts", "Cannot set properties of undefined (setting 'series{0}')",
            "at EChartViewer.render (Charts/src/echart-viewer.ts:88:21)\n    at render (core/viewer.ts:51:7)"),
        ("GridPlus", "Invalid cell index {0}",
            "at SparklineCell.draw (GridPlus/src/sparkline.ts:132:9)\n    at GridCore.paint (core/grid.ts:940:13)"),
        ("Chem", "Unable to parse molecule at row {0}", "at renderMolecule (Chem/src/rendering/rdkit-cell-renderer.ts:240:15)"),
        ("Core", "WebSocket closed with code {0}", "at Connection.onClose (core/connection.ts:61:5)"),
        ("Bio", "Monomer #{0} is missing in the library", "at MonomerLib.get (Bio/src/utils/monomer-lib.ts:119:17)"),
    ];

    /// <summary>Opens a menu, perhaps a dialog with it.</summary>
    public static void Menu(Session s)
    {
        var isOld = s.Clock < s.World.Plan.Start + (s.World.Plan.Now - s.World.Plan.Start) * 0.4 && s.Dice.Chance(0.04);
        s.Log("usage", "menu click", isOld ? s.Dice.Pick(OldMenus) : s.Dice.Skewed(Menus, 1.7));
        if (s.Dice.Chance(0.5))
        {
            Dialog(s, s.Dice.Pick(Menus).Split(" / ")[^1], null);
        }
    }

    /// <summary>A dialog comes up and is answered.</summary>
    /// <returns>Whether with OK.</returns>
    public static bool Dialog(Session s, string title, string? package)
    {
        s.Wait(s.Dice.Between(0.05, 0.4));
        s.Log("usage", "dialog show", title, package);
        s.Wait(s.Dice.LogNormal(6, 0.8));
        if (s.Dice.Chance(0.3))
        {
            s.Log("usage", "input", $"{title} / {s.Dice.Pick(["Name", "Column", "Limit", "Method", "Threshold"])}", package);
            s.Wait(s.Dice.LogNormal(3, 0.5));
        }
        var ok = s.Dice.Chance(0.85);
        s.Log("usage", ok ? "dialog ok" : "dialog close", title, package);
        s.Wait(s.Dice.Between(0.02, 0.2));
        return ok;
    }

    /// <summary>A few clicks about the screen.</summary>
    public static void Click(Session s)
    {
        for (var clicks = 1 + s.Dice.Count(0.8); clicks > 0; clicks--)
        {
            var type = s.Dice.Weighted(["click", "command", "drop", "dock"], type => type == "click" ? 8 : 1);
            s.Log("usage", type, s.Dice.Skewed(Targets, 1.8));
            s.Wait(s.Dice.LogNormal(2.5, 0.8));
        }
    }

    /// <summary>Goes somewhere else.</summary>
    public static void Navigate(Session s) => s.Log("usage", "navigate", s.Dice.Skewed(Places, 1.8));

    /// <summary>A request of a program to the server.</summary>
    public static void Request(Session s)
    {
        var (route, status) = (s.Dice.Skewed(Routes, 1.5), s.Dice.Chance(0.985) ? 200 : 429);
        var ms = Math.Round(s.Dice.LogNormal(90, 0.9), 1);
        var method = route.EndsWith("call", StringComparison.Ordinal) ? "POST" : "GET";
        s.Log("usage", "http-request", $"{status} {route}", other: new { method, route, status, ms }, milliseconds: ms);
    }

    /// <summary>Something on the screen breaks that nobody ran.</summary>
    public static void Crash(Session s)
    {
        var (package, message, stack) = s.Dice.Skewed(Crashes, 1.6);
        s.Log(new LoggedEvent(s.Dice.Id(s.Clock), s.Clock, "error", "error")
        {
            Package = package,
            Error = new LoggedError(Number(message, s.Dice), stack, Handled: false),
        });
    }

    /// <summary>The program warns, or writes down something for developers.</summary>
    public static void Notice(Session s)
    {
        var source = s.Dice.Weighted(["warning", "debug", "info"], source => source switch { "warning" => 5, "debug" => 3, _ => 1.5 });
        s.Log(source, "log", source switch
        {
            "warning" => Number(s.Dice.Skewed(Warnings, 1.5), s.Dice),
            "debug" => $"Cache miss for {s.Dice.Skewed(Routes, 1.5)}",
            _ => "Layout was saved",
        }, s.World.ChoosePackage(s.Person!, s.Clock, s.Dice));
    }

    static string Number(string message, Dice dice) =>
        message.Replace("{0}", dice.Index(3000).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}

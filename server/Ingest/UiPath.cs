using System.Text;
using System.Text.RegularExpressions;

namespace UsageAnalysis.Ingest;

/// <summary>
/// The path on the screen of a menu item, dialog or command: what the function <c>ui_path</c> of the database makes of an event, see
/// <c>Migrations/0013_usage_path_days.sql</c>.
/// </summary>
static partial class UiPath
{
    const int MostBytes = 500;

    /// <summary>The path; null for other events.</summary>
    public static string? Of(LoggedEvent logged) =>
        logged is { Source: "usage", Type: "menu click" or "dialog show" or "command", Description: { } description }
        && Encoding.UTF8.GetByteCount(description) <= MostBytes
            ? Numbers().Replace(description, "#")
            : null;

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Numbers();
}

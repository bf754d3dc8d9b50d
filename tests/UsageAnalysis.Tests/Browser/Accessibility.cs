using System.Text.Json;
using Microsoft.Playwright;
using UsageAnalysis.Tests.Support;

namespace UsageAnalysis.Tests.Browser;

/// <summary>axe-core, run in the page.</summary>
static class Accessibility
{
    static readonly Lazy<string> Axe = new(() => File.ReadAllText(Repository.File("client", "node_modules", "axe-core", "axe.min.js")));

    // Rules for WCAG 2.2 AA, and the good habits that axe knows.
    const string Run =
        """
        async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.flatMap(({ id, impact, help, nodes }) =>
          nodes.map(({ target, failureSummary }) =>
            `${impact}: ${id} (${help}) at ${target.join(" ")}: ${failureSummary.replace(/\s+/g, " ")}`))
        """;

    /// <summary>Everything that axe-core finds wrong with the page as it is now, the gravest first; there should be nothing.</summary>
    public static async Task<IReadOnlyList<string>> FindingsAsync(this IPage page)
    {
        await page.EvaluateAsync(Axe.Value);
        var found = await page.EvaluateAsync<JsonElement>(Run);
        string[] grave = ["critical", "serious", "moderate", "minor"];
        return [.. from finding in found.EnumerateArray().Select(finding => finding.GetString()!)
                   orderby Array.IndexOf(grave, finding.Split(':')[0])
                   select finding];
    }
}

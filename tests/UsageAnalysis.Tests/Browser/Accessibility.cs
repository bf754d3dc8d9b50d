using System.Text.Json;
using Microsoft.Playwright;
using UsageAnalysis.Tests.Support;

namespace UsageAnalysis.Tests.Browser;

/// <summary>axe-core, run in the page.</summary>
static class Accessibility
{
    static readonly Lazy<string> Axe = new(() => File.ReadAllText(Repository.File("client", "node_modules", "axe-core", "axe.min.js")));

    // Rules for WCAG 2.2 AA, and the good habits that axe knows; or only some of them.
    const string Run =
        """
        async (rules) => {
          const { violations } = await axe.run(document, { resultTypes: ["violations"], ...(rules.length > 0 && { runOnly: rules }) });
          return violations.flatMap(({ id, impact, help, nodes }) => nodes.map(({ target, failureSummary }) =>
            `${impact}: ${id} (${help}) at ${target.join(" ")}: ${failureSummary.replace(/\s+/g, " ")}`));
        }
        """;

    /// <summary>Everything that axe-core finds wrong with the page as it is now, the gravest first; there should be nothing.</summary>
    public static async Task<IReadOnlyList<string>> FindingsAsync(this IPage page, params string[] rules)
    {
        await page.EvaluateAsync($"() => {{ if (!window.axe) {{ {Axe.Value} }} }}");
        var found = await page.EvaluateAsync<JsonElement>(Run, rules);
        string[] grave = ["critical", "serious", "moderate", "minor"];
        return [.. from finding in found.EnumerateArray().Select(finding => finding.GetString()!)
                   orderby Array.IndexOf(grave, finding.Split(':')[0])
                   select finding];
    }

    /// <summary>As <see cref="FindingsAsync"/>, and then whether the colours that the system asks for in the dark can be told apart, too.</summary>
    public static async Task<IReadOnlyList<string>> FindingsInBothColoursAsync(this IPage page)
    {
        var light = await page.FindingsAsync();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        var dark = await page.FindingsAsync("color-contrast", "link-in-text-block");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        return [.. light, .. dark.Select(finding => $"in the dark, {finding}")];
    }
}

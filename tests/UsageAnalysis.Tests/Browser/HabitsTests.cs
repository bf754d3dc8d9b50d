using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;
using static Microsoft.Playwright.Assertions;
using static UsageAnalysis.Tests.Browser.Counting;

namespace UsageAnalysis.Tests.Browser;

/// <summary>
/// Groups and patterns on the Overview in a real Chromium, on demo data: what a cell or bucket says = what the panel says = the rows behind
/// Details = what SQL counts.
/// </summary>
[Collection(InDemo.Name)]
public sealed partial class HabitsTests(DemoPlatform app, Chromium chromium)
{
    const string Overview = "/overview?range=2026-03-01..2026-05-31&tz=UTC&compare=none";

    [GeneratedRegex(@"^(?<thing>[^:]+): (?<users>[\d,]+) of [\d,]+ users? in (?<group>[^,;]+)[,;]")]
    private static partial Regex OfGroups();

    [GeneratedRegex(@"place=(?<first>[^&]+?)(%2B|\+)2\b")]
    private static partial Regex OfCohort();

    [GeneratedRegex(@"Retained (?<retained>[\d,]+), Returned (?<returned>[\d,]+), New (?<new>[\d,]+)")]
    private static partial Regex OfLifecycle();

    [GeneratedRegex("Of the day (?<day>[\\d,]+)")]
    private static partial Regex OfStickiness();

    [Fact]
    public async Task What_a_group_did_with_a_package_is_one_number()
    {
        await using var tab = await chromium.OpenAsync(app.Address, Overview + "&show=groups&view.shade=users");
        var page = tab.Page;
        var cell = page.Room("Groups").Locator("[data-cell='1,1']");
        var said = OfGroups().Match(await cell.GetAttributeAsync("title") ?? "").Groups;
        var where = $"{Between("2026-03-01", "2026-05-31")} and {Of(said["group"].Value)} and p.name = '{said["thing"].Value}'";
        Assert.Equal(await app.CountAsync(where, Users), Number(said["users"]));

        await cell.ClickAsync();
        await Expect(cell).ToHaveAttributeAsync("aria-pressed", "true");
        await app.ExpectSameAsync(page, await app.CountAsync(where), where);
        Assert.Empty(tab.Problems);
    }

    [Fact]
    public async Task What_came_back_of_a_cohort_is_one_number()
    {
        await using var tab = await chromium.OpenAsync(app.Address, Overview + "&show=patterns");
        var page = tab.Page;
        var cell = page.Room("Retention").Locator("[data-cell$=',2']:not([aria-label^='0%'])").First;
        await cell.ClickAsync();
        await Expect(cell).ToHaveAttributeAsync("aria-pressed", "true");

        var first = Uri.UnescapeDataString(OfCohort().Match(page.Url).Groups["first"].Value);
        var where =
            $"""
            e.event_time >= timestamptz '{first}' + interval '14 days' and e.event_time < timestamptz '{first}' + interval '21 days'
            and e.user_id in (
              select user_id from events where user_id <> 0 group by 1
              having min(event_time) >= timestamptz '{first}' and min(event_time) < timestamptz '{first}' + interval '7 days')
            """;
        await Expect(cell).ToHaveAttributeAsync("title", new Regex($": {(await app.CountAsync(where, Users)).Said()} of .* active 2 weeks later"));
        await app.ExpectSameAsync(page, await app.CountAsync(where), where);
        Assert.Empty(tab.Problems);
    }

    [Theory]
    [InlineData("Lifecycle")]
    [InlineData("Stickiness")]
    public async Task The_users_of_a_bucket_are_one_number(string name)
    {
        await using var tab = await chromium.OpenAsync(app.Address, Overview + "&show=patterns");
        var (page, frame) = (tab.Page, tab.Page.Room(name));
        await frame.Chart().FocusAsync();
        await page.KeysAsync(["Home", .. Enumerable.Repeat("ArrowRight", 40), .. name == "Lifecycle" ? Enumerable.Repeat("ArrowLeft", 4) : []]);
        var told = await frame.Told().TextContentAsync() ?? "";
        await page.KeysAsync("Enter");
        await page.ExpectAddressAsync("sel=20");
        var times = page.Url[(page.Url.IndexOf("sel=", StringComparison.Ordinal) + 4)..].Split('&')[0].Split("..");
        var where = $"e.event_time >= '{times[0]}' and e.event_time < '{times[1]}'";

        var lifecycle = OfLifecycle().Match(told).Groups;
        var users = name == "Lifecycle"
            ? Number(lifecycle["retained"]) + Number(lifecycle["returned"]) + Number(lifecycle["new"])
            : Number(OfStickiness().Match(told).Groups["day"]);
        Assert.Equal(await app.CountAsync(where, Users), users);
        await app.ExpectSameAsync(page, await app.CountAsync(where), where);
        Assert.Empty(tab.Problems);
    }

    static long Number(Group said) => long.Parse(said.Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
}

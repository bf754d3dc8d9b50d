using Microsoft.Playwright;
using UsageAnalysis.GraphQL.Conventions;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace UsageAnalysis.Tests.Browser;

/// <summary>What is unused, and where objects come from, in a real Chromium, on demo data; what is expected is counted in SQL.</summary>
[Collection(InDemo.Name)]
public sealed class UnusedTests(DemoPlatform app, Chromium chromium)
{
    const string Runs = "events e join event_types t on t.id = e.event_type_id where t.function_id = f.id";

    const string InRange = "e.event_time >= '2026-05-19Z' and e.event_time < '2026-06-18Z'";

    const string Unused = $"exists (select from {Runs}) and not exists (select from {Runs} and {InRange})";

    async Task<long> ScalarAsync(string sql)
    {
        await using var command = app.DataSource.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    [Fact]
    public async Task Functions_that_can_go_are_listed_counted_and_downloaded()
    {
        const string Name = "Functions by use";
        var never = await ScalarAsync($"select count(*) from functions f where not exists (select from {Runs})");
        var unused = await ScalarAsync($"select count(*) from functions f where {Unused}");
        await using var tab = await chromium.OpenAsync(app.Address, "/functions?tz=UTC");
        var page = tab.Page;
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Views of Functions" }).GetByRole(AriaRole.Button, new() { Name = "Unused" }).ClickAsync();
        await page.ExpectAddressAsync("show=unused");
        var list = page.Room(Name);
        await Expect(list.ButtonFrom("Never used")).ToHaveTextAsync($"Never used {never}");
        await Expect(list.ButtonFrom("Unused")).ToHaveTextAsync($"Unused {unused}");
        await list.ButtonFrom("Only by its author").ClickAsync();
        await Expect(list.Locator("tbody tr")).ToHaveCountAsync((int)Math.Min(100, never + unused));

        var lines = await page.DownloadAsync(Name, "What is shown");
        Assert.Equal(never + unused, lines.Count - 1);
        Assert.Equal(0, lines.SumOf("Events"));
        Assert.Equal(await ScalarAsync($"select count(*) from functions f, {Runs} and {Unused}"), lines.SumOf("Events of all time"));

        await list.GetByRole(AriaRole.Link, new() { Name = lines[1][0], Exact = true }).ClickAsync();
        await Expect(page.Panel().GetByRole(AriaRole.Heading, new() { Name = lines[1][0].Split(':')[1] }).First).ToBeVisibleAsync();
        Assert.Empty(tab.Problems);
    }

    [Fact]
    public async Task A_table_tells_what_was_done_with_it_and_leads_to_what_it_was_made_from()
    {
        await using var command = app.DataSource.CreateCommand(
            """
            select made.id, source.name,
              (select count(distinct (x.user_id, x.event_time, x.event_id)) from event_entities x where x.entity_id = made.id)
            from event_entities o
            join event_entities i on i.user_id = o.user_id and i.event_time = o.event_time and i.event_id = o.event_id
            join entities made on made.id = o.entity_id
            join entities source on source.id = i.entity_id
            where o.role = 'output' and i.role = 'input' and made.name <> source.name
            group by made.id, source.name
            order by count(*) desc, made.id, source.name
            limit 1
            """);
        await using var found = await command.ExecuteReaderAsync();
        await found.ReadAsync();
        var (id, source, events) = (NodeId.Encode("Entity", found.GetInt64(0)), found.GetString(1), found.GetInt64(2));

        await using var tab = await chromium.OpenAsync(app.Address, $"/overview?tz=UTC&panel=origin&item=entity:{Uri.EscapeDataString(id)}");
        var page = tab.Page;
        await page.ExpectPanelAsync("Events", events);
        var origin = page.Section("origin").GetByRole(AriaRole.List, new() { Name = "Origin and use" });
        await origin.GetByRole(AriaRole.Link, new() { Name = source, Exact = true }).First.ClickAsync();
        await Expect(page.Panel().GetByRole(AriaRole.Heading, new() { Name = source, Exact = true }).First).ToBeVisibleAsync();
        Assert.Empty(tab.Problems);
    }
}

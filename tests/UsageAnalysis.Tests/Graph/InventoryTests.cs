using System.Text.Json;
using UsageAnalysis.Data;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Graph;

/// <summary>
/// A shelf of functions, one for each way of being used, and menu items. The week that is asked for is 11 to 17 June 2026, the one before it
/// 4 to 10 June. What is expected was counted by hand from the list of uses.
/// </summary>
public sealed class Shelf : UsageApp
{
    static readonly string[] People = ["ann", "bob", "cem", "dan", "eve"];

    int count;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await CatalogWriter.SaveAsync(DataSource, Registry, CancellationToken.None);
        await LogAsync(
        [
            .. Runs("Chem:draft", "2026-06-15", "ann", "ann"),
            .. Runs("Chem:tested", "2026-06-15", "ann", "bob"),
            .. Runs("Chem:falling", "2026-06-08", "ann", "bob", "cem", "dan"), .. Runs("Chem:falling", "2026-06-15", "ann", "bob"),
            .. Runs("Chem:coming", "2026-06-08", "ann", "bob"), .. Runs("Chem:coming", "2026-06-15", "ann", "bob", "cem", "eve"),
            .. Runs("Chem:past", "2026-03-01", "bob"),
            .. Runs("Chem:shared", "2026-06-15", "ann", null!),
            Click("menu click", "File / Open", "2026-06-15", "ann"), Click("menu click", "File / Open", "2026-06-16", "bob"),
            Click("menu click", "File / Recent / 17", "2026-06-11", "ann"), Click("menu click", "File / Recent / 4", "2026-06-13", "bob"),
            Click("menu click", "File / Print", "2026-02-01", "ann"), Click("dialog show", "File / Print", "2026-06-12", "ann"),
            Click("click", "Grid / Cell", "2026-06-12", "ann"), Click("command", null, "2026-06-12", "ann"),
        ]);
    }

    static Catalog Registry => new()
    {
        Users = [.. People.Select(login => new CatalogUser(login))],
        Groups = [new("Chemists") { Members = ["ann", "bob"] }],
        Packages = [new("Chem", "Science") { Author = "ann" }, new("Idle", "Science")],
        Functions =
        [
            .. new[] { "draft", "tested", "falling", "coming", "past", "shared", "never" }.Select(name => new CatalogFunction("Chem", name)),
            new("Idle", "asleep") { Author = "bob" },
        ],
    };

    IEnumerable<object> Runs(string function, string day, params string[] users) => users.Select(user => (object)new
    {
        id = Id(), time = $"{day}T10:00:00Z", source = "function", type = "run", user, function,
    });

    object Click(string type, string? description, string day, string user) =>
        new { id = Id(), time = $"{day}T11:00:00Z", source = "usage", type, description, user };

    string Id() => $"0190c2a4-0000-7000-8000-{++count:000000000000}";
}

public sealed class InventoryTests(Shelf shelf) : IClassFixture<Shelf>
{
    const string Week = """{ from: "2026-06-11T00:00:00Z", to: "2026-06-18T00:00:00Z" }""";

    async Task<JsonElement> ListAsync(string arguments, string scope = "") => (await shelf.AskAsync(
        $$"""
        {
          usage(scope: { range: {{Week}} {{scope}} }) {
            inventory({{arguments}}) {
              totalRows previousFrom previousTo statuses { status rows }
              pageInfo { hasNextPage endCursor }
              rows {
                name status events users previousEvents previousUsers totalEvents lastUsedAt
                author { login } package { name } function { name } eventType { name }
              }
            }
          }
        }
        """)).GetProperty("usage").GetProperty("inventory");

    static string[] Said(JsonElement list, string member = "status") =>
        [.. list.GetProperty("rows").EnumerateArray().Select(row => $"{row.GetProperty("name")} {row.GetProperty(member)}")];

    [Fact]
    public async Task Each_function_has_the_status_that_its_uses_give_it()
    {
        var list = await ListAsync("of: FUNCTION, order: [{ name: ASC }]");

        Assert.Equal(
            [
                "Chem:coming RISING", "Chem:draft ONLY_BY_AUTHOR", "Chem:falling DYING", "Chem:never NEVER_USED", "Chem:past UNUSED",
                "Chem:shared STEADY", "Chem:tested STEADY", "Idle:asleep NEVER_USED",
            ],
            Said(list));
        Assert.Equal(
            ["NEVER_USED 2", "UNUSED 1", "ONLY_BY_AUTHOR 1", "DYING 1", "RISING 1", "STEADY 2"],
            list.GetProperty("statuses").EnumerateArray().Select(s => $"{s.GetProperty("status")} {s.GetProperty("rows")}"));
        var falling = list.GetProperty("rows")[2];
        Assert.Equal((2, 2, 4, 4, 6), (
            falling.GetProperty("events").GetInt32(), falling.GetProperty("users").GetInt32(),
            falling.GetProperty("previousEvents").GetInt32(), falling.GetProperty("previousUsers").GetInt32(),
            falling.GetProperty("totalEvents").GetInt32()));
        Assert.Equal("2026-06-15T10:00:00Z", falling.GetProperty("lastUsedAt").GetString());
        Assert.Equal("ann", falling.GetProperty("author").GetProperty("login").GetString());
        Assert.Equal("bob", list.GetProperty("rows")[7].GetProperty("author").GetProperty("login").GetString());
        Assert.Equal("2026-06-04T00:00:00Z", list.GetProperty("previousFrom").GetString());
    }

    [Fact]
    public async Task What_was_never_used_comes_first_then_what_was_used_longest_ago()
    {
        var list = await ListAsync("of: FUNCTION, first: 3");

        Assert.Equal(["Chem:never NEVER_USED", "Idle:asleep NEVER_USED", "Chem:past UNUSED"], Said(list));
        var next = await ListAsync($"of: FUNCTION, first: 3, after: \"{list.GetProperty("pageInfo").GetProperty("endCursor")}\"");
        Assert.Equal(["Chem:coming RISING", "Chem:draft ONLY_BY_AUTHOR", "Chem:falling DYING"], Said(next));
        Assert.Equal(8, next.GetProperty("totalRows").GetInt32());
    }

    [Fact]
    public async Task Only_what_has_the_asked_statuses_is_listed_and_all_are_counted()
    {
        var list = await ListAsync("of: FUNCTION, status: [UNUSED, DYING], order: [{ users: DESC }]");

        Assert.Equal(["Chem:falling DYING", "Chem:past UNUSED"], Said(list));
        Assert.Equal(2, list.GetProperty("statuses")[0].GetProperty("rows").GetInt32());
    }

    [Fact]
    public async Task A_group_counts_its_own_uses_alone_and_the_filter_decides_what_is_listed()
    {
        // Of Chem:coming, chemists are 2 of the 4 users of this week and both of the week before.
        var list = await ListAsync("of: FUNCTION, order: [{ name: ASC }]", "groups: [\"Chemists\"], packages: [\"Chem\"]");

        Assert.Equal(7, list.GetProperty("totalRows").GetInt32());
        Assert.Equal("Chem:coming STEADY", Said(list)[0]);
        Assert.Equal("Chem:coming 2", Said(list, "previousUsers")[0]);
        Assert.Equal("Chem:coming 4", Said(list, "totalEvents")[0]);
    }

    [Fact]
    public async Task A_package_that_nobody_uses_is_listed_too()
    {
        var list = await ListAsync("of: PACKAGE");

        Assert.Equal(["Idle NEVER_USED", "Chem STEADY", "Core STEADY"], Said(list));
        Assert.Equal("Idle", list.GetProperty("rows")[0].GetProperty("package").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Event_types_are_listed_by_source_and_counted()
    {
        var list = await ListAsync("of: EVENT_TYPE, order: [{ events: DESC }, { name: ASC }]", "sources: [\"usage\"]");

        Assert.Equal(["menu click 4", "click 1", "command 1", "dialog show 1"], Said(list, "events"));
    }

    [Fact]
    public async Task Menu_items_and_dialogs_are_told_apart_by_their_path_on_the_screen()
    {
        var list = await ListAsync("of: UI_ELEMENT");

        Assert.Equal(["File / Print UNUSED", "File / Print STEADY", "File / Recent / # STEADY", "File / Open STEADY"], Said(list));
        Assert.Equal(
            ["menu click", "dialog show", "menu click", "menu click"],
            list.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("eventType").GetProperty("name").GetString()));
        Assert.Equal(["File / Recent / # 2", "File / Open 2"], Said(list, "users")[2..]);
    }

    [Fact]
    public async Task An_inventory_of_a_node_counts_its_events_alone()
    {
        var answer = await shelf.AskAsync(
            $$"""
            {
              users(where: { login: { eq: "cem" } }) {
                nodes { usage(scope: { range: {{Week}} }) { inventory(of: FUNCTION, status: [STEADY]) { rows { name events totalEvents } } } }
              }
            }
            """);

        var rows = answer.GetProperty("users").GetProperty("nodes")[0].GetProperty("usage").GetProperty("inventory").GetProperty("rows");
        var only = Assert.Single(rows.EnumerateArray());
        Assert.Equal(("Chem:coming", 1, 1), (
            only.GetProperty("name").GetString(), only.GetProperty("events").GetInt32(), only.GetProperty("totalEvents").GetInt32()));
    }

    [Fact]
    public async Task Of_all_time_everything_that_was_ever_used_is_counted()
    {
        async Task<JsonElement> AllTimeAsync(string of) => (await shelf.AskAsync(
            $$"""
            { usage(scope: { range: { preset: ALL_TIME } }) { inventory(of: {{of}}, order: [{ name: ASC }]) { rows { name events users status } } } }
            """)).GetProperty("usage").GetProperty("inventory");

        Assert.Equal(
            ["Chem:coming 6", "Chem:draft 2", "Chem:falling 6", "Chem:never 0", "Chem:past 1", "Chem:shared 2", "Chem:tested 2", "Idle:asleep 0"],
            Said(await AllTimeAsync("FUNCTION"), "events"));
        Assert.Equal(
            ["Chem:coming 4", "Chem:draft 1", "Chem:falling 4", "Chem:never 0", "Chem:past 1", "Chem:shared 1", "Chem:tested 2", "Idle:asleep 0"],
            Said(await AllTimeAsync("FUNCTION"), "users"));
        Assert.Equal("Chem:draft ONLY_BY_AUTHOR", Said(await AllTimeAsync("FUNCTION"))[1]);
        Assert.Equal(["File / Open 2", "File / Print 1", "File / Print 1", "File / Recent / # 2"], Said(await AllTimeAsync("UI_ELEMENT"), "events"));
    }

    [Fact]
    public async Task A_step_of_the_order_with_two_members_is_refused()
    {
        var error = await shelf.FailAsync("{ usage { inventory(of: PACKAGE, order: [{ name: ASC, users: ASC }]) { totalRows } } }");

        Assert.Equal("INVALID_ARGUMENT", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Contains("names 2 members", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }
}

using UsageAnalysis.Data;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Graph;

/// <summary>A server with one person, package, function and event.</summary>
public sealed class SmallApp : UsageApp
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await CatalogWriter.SaveAsync(DataSource, new Catalog
        {
            Users = [new("ann")],
            Groups = [new("Chemists")],
            Packages = [new("Chem")],
            Functions = [new("Chem", "draw") { Tags = ["render"] }],
        }, CancellationToken.None);
        await LogAsync(new
        {
            id = Guid.NewGuid(), time = "2026-06-17T10:00:00Z", source = "audit", type = "open", user = "ann", package = "Chem",
        });
    }
}

/// <summary>What a scope or question that makes no sense is told: the value, the code, and what to do; nothing of the inside.</summary>
public sealed class ScopeErrorTests(SmallApp app) : IClassFixture<SmallApp>
{
    const string Totals = "query ($scope: UsageScopeInput) { usage(scope: $scope) { totals { events } } }";

    [Theory]
    [InlineData("groups")]
    [InlineData("users")]
    [InlineData("packages")]
    [InlineData("functions")]
    [InlineData("tags")]
    [InlineData("categories")]
    [InlineData("sources")]
    [InlineData("eventTypes")]
    [InlineData("entities")]
    [InlineData("errors")]
    [InlineData("sessions")]
    public async Task An_entry_that_names_nothing_is_quoted(string member)
    {
        // Names, the name of nobody, a foreign node id, keys that fit no table, texts that PostgreSQL cannot hold, words of its language.
        foreach (var entry in new[]
        {
            "Nosuch", "", "chem", "' or 1=1 --", "a\0b", "%", new string('x', 300), "7f3a9c1e-0000-0000-0000-000000000000",
            NodeId("Package", "999999"), NodeId("Group", "99999999999999999999"), NodeId("Nosuch", "1"), NodeId("User", "0"),
            NodeId("Session", "1:7f3a9c1e-0000-0000-0000-000000000000"),
        })
        {
            await RefusedAsync(
                Totals, new { scope = new Dictionary<string, object> { [member] = new[] { entry } } }, "UNKNOWN_SCOPE_ENTRY",
                $"'{(entry.Length <= 100 ? entry : entry[..100] + "…")}' in scope.{member} names nothing known. "
                    + "Take it out, or give a node id or an exact name.");
        }
    }

    [Fact]
    public async Task An_entry_that_names_nothing_is_told_to_programs()
    {
        var error = await app.FailAsync(Totals, new { scope = new { packages = new[] { "Nosuch" } } });

        Assert.Equal("packages", error.GetProperty("extensions").GetProperty("list").GetString());
        Assert.Equal("Nosuch", error.GetProperty("extensions").GetProperty("entry").GetString());
    }

    [Theory]
    [InlineData("packages")]
    [InlineData("functions")]
    [InlineData("users")]
    [InlineData("sources")]
    public async Task An_entry_of_a_selection_that_names_nothing_is_quoted(string member)
    {
        foreach (var entry in new[]
        {
            "Nosuch", "", "a\0b", "' or 1=1 --", NodeId("Group", "1"), NodeId("User", "0"), NodeId("Package", "999999"),
        })
        {
            var selection = new[] { new Dictionary<string, string[]>(), new() { [member] = [entry] } };
            await RefusedAsync(
                Totals, new { scope = new { selection } }, "UNKNOWN_SCOPE_ENTRY",
                $"'{entry}' in scope.selection.{member} names nothing known.");
        }
    }

    [Fact]
    public async Task A_selection_that_makes_no_sense_is_told_why()
    {
        Task InvalidAsync(object scope, string message) => RefusedAsync(Totals, new { scope }, "INVALID_SCOPE", message);
        const string Time = "2026-06-17T00:00:00Z";

        await InvalidAsync(
            new { selection = Enumerable.Repeat(new { sources = new[] { "audit" } }, 101) },
            "scope.selection has 101 entries, but may have at most 100.");
        await InvalidAsync(
            new { selection = new object[] { new { from = Time }, new { from = Time, to = "2026-06-17T02:00:00+02:00" } } },
            "The times from 2026-06-17T00:00:00.0000000Z to 2026-06-17T00:00:00.0000000Z in scope.selection[1] are empty: "
                + "to must be after from.");
        await InvalidAsync(
            new { selection = new[] { new { from = Time, to = "2026-06-16T00:00:00Z" } } },
            "The times from 2026-06-17T00:00:00.0000000Z to 2026-06-16T00:00:00.0000000Z in scope.selection[0] are empty");
        await InvalidAsync(
            new { selection = new object[] { new { users = new[] { "ann" } }, new { to = Time } }, compare = "PREVIOUS_YEAR" },
            "scope.selection picks times, and picked times have no counterpart in another range; leave out compare.");
        await InvalidAsync(
            new { selection = new[] { new { from = Time } }, compareWith = new { preset = "LAST_MONTH" } },
            "picked times have no counterpart in another range; leave out compareWith.");
        var names = Enumerable.Range(0, 11).Select(box => new { users = Enumerable.Range(0, 100).Select(i => $"user {box} {i}") });
        await InvalidAsync(new { selection = names }, "scope.selection.users has 1100 entries, but may have at most 1000.");
    }

    [Fact]
    public Task One_unknown_entry_among_known_ones_is_the_one_that_is_quoted() => RefusedAsync(
        Totals, new { scope = new { packages = new[] { "Chem", "Nosuch", "Other" } } }, "UNKNOWN_SCOPE_ENTRY",
        "'Nosuch' in scope.packages");

    [Theory]
    [InlineData("groups")]
    [InlineData("sessions")]
    public async Task More_entries_than_a_list_may_have_are_refused(string member)
    {
        var entries = Enumerable.Range(0, 1001).Select(i => $"00000000-0000-0000-0000-{i:000000000000}");
        await RefusedAsync(Totals, new { scope = new Dictionary<string, object> { [member] = entries } }, "LIST_TOO_LONG", "1000");
    }

    [Theory]
    [InlineData("Berlin")]
    [InlineData("")]
    [InlineData(" UTC")]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/localtime")]
    [InlineData("Europe/Ber\0lin")]
    [InlineData("+02:00")]
    [InlineData("zone.tab")]
    public Task A_zone_that_is_none_is_quoted(string zone) => RefusedAsync(
        Totals, new { scope = new { timeZone = zone } }, "INVALID_SCOPE",
        $"'{zone}' is not an IANA time zone. It looks like \"Europe/Berlin\" or \"UTC\".");

    [Theory]
    [InlineData("2026-06-17T00:00:00Z", "2026-06-17T00:00:00Z", "is empty: to must be after from")]
    [InlineData("2026-06-17T00:00:00Z", "2026-06-16T00:00:00Z", "from 2026-06-17T00:00:00.0000000Z to 2026-06-16T00:00:00.0000000Z is empty")]
    [InlineData("2026-06-17T02:00:00+02:00", "2026-06-17T00:00:00Z", "is empty")]
    [InlineData("1969-12-31T23:59:59Z", "2026-06-16T00:00:00Z", "reaches beyond 1970-01-01 to 2200-01-01")]
    [InlineData("2026-06-17T00:00:00Z", "2200-01-01T00:00:01Z", "reaches beyond 1970-01-01 to 2200-01-01")]
    [InlineData("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "reaches beyond 1970-01-01 to 2200-01-01")]
    [InlineData("2026-06-17T00:00:00Z", null, "either {preset}, {expression} or {from, to}")]
    [InlineData(null, "2026-06-17T00:00:00Z", "either {preset}, {expression} or {from, to}")]
    [InlineData(null, null, "either {preset}, {expression} or {from, to}")]
    public Task A_range_that_is_none_is_quoted(string? from, string? to, string message) =>
        RefusedAsync(Totals, new { scope = new { range = new { from, to } } }, "INVALID_SCOPE", message);

    [Fact]
    public Task A_preset_with_a_beginning_is_ambiguous() => RefusedAsync(
        Totals, new { scope = new { range = new { preset = "TODAY", from = "2026-06-17T00:00:00Z" } } }, "INVALID_SCOPE",
        "either {preset}, {expression} or {from, to}");

    [Theory]
    [InlineData("", "'' is not a time range: expected a date")]
    [InlineData("last fortnight", "'last fortnight' is not a time range: expected a number or a unit")]
    [InlineData("17/10/2019", "Dates with slashes are month/day/year")]
    [InlineData("2024-03-31 - 2024-01-01", "The range '2024-03-31 - 2024-01-01' is empty")]
    [InlineData("before 1990", "The range 'before 1990' is empty: the first event is of 2026-06-17.")]
    [InlineData("last 84000 days", "reaches beyond 1970-01-01 to 2200-01-01")]
    [InlineData("today; drop table events", "expected nothing more instead of ';'")]
    [InlineData("today\0", "expected nothing more instead of '\0'")]
    public async Task A_typed_range_that_is_none_is_quoted(string expression, string message)
    {
        await RefusedAsync(Totals, new { scope = new { range = new { expression } } }, "INVALID_SCOPE", message);
        await RefusedAsync(Totals, new { scope = new { compareWith = new { expression } } }, "INVALID_SCOPE", message);
    }

    [Theory]
    [InlineData("NONE")]
    [InlineData("PREVIOUS_PERIOD")]
    public Task A_comparison_with_two_ranges_is_ambiguous(string compare) => RefusedAsync(
        Totals, new { scope = new { compare, compareWith = new { preset = "LAST_MONTH" } } }, "INVALID_SCOPE",
        $"A scope has either compare or compareWith; this one has both, compare being {compare}. Leave one out.");

    [Fact]
    public Task A_preset_with_an_expression_is_ambiguous() => RefusedAsync(
        Totals, new { scope = new { range = new { preset = "TODAY", expression = "today" } } }, "INVALID_SCOPE",
        "either {preset}, {expression} or {from, to}");

    [Fact]
    public Task A_comparison_range_that_is_too_long_for_the_bucket_is_refused() => RefusedAsync(
        "query ($scope: UsageScopeInput) { usage(scope: $scope) { series(bucket: HOUR) { previous { events } } } }",
        new { scope = new { range = new { expression = "today" }, compareWith = new { expression = "2020-2025" } } },
        "INVALID_SCOPE", "The bucket HOUR cuts the comparison range into about");

    [Theory]
    [InlineData("2026-06-17")]
    [InlineData("2026-06-17T00:00:00")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    [InlineData("2026-02-30T00:00:00Z")]
    [InlineData("yesterday")]
    public Task A_time_that_is_none_is_quoted(string time) =>
        RefusedAsync(Totals, new { scope = new { range = new { from = time, to = "2026-06-17T00:00:00Z" } } }, "HC0016", time);

    [Theory]
    [InlineData("series(top: 0, by: USER) { bucket }", "INVALID_ARGUMENT", "top is 0, but must be from 1 to 50.")]
    [InlineData("series(top: -1, by: USER) { bucket }", "INVALID_ARGUMENT", "top is -1")]
    [InlineData("series(top: 51, by: USER) { bucket }", "INVALID_ARGUMENT", "top is 51")]
    [InlineData("series(by: TIME) { bucket }", "INVALID_ARGUMENT", "A series is already by TIME.")]
    [InlineData("series(bucket: MINUTE) { buckets }", "INVALID_SCOPE", "The bucket MINUTE cuts this range into about 43,200; at most 5,000 are possible.")]
    [InlineData("breakdown(by: []) { totalRows }", "INVALID_ARGUMENT", "by has 0 dimensions, but must have 1 to 3, each at most once.")]
    [InlineData("breakdown(by: [USER, USER]) { totalRows }", "INVALID_ARGUMENT", "by has 2 dimensions, but must have 1 to 3, each at most once.")]
    [InlineData("breakdown(by: [USER, GROUP, TIME, SOURCE]) { totalRows }", "INVALID_ARGUMENT", "by has 4 dimensions")]
    [InlineData("breakdown(by: [USER], first: 0) { totalRows }", "INVALID_ARGUMENT", "first is 0, but must be from 1 to 1000.")]
    [InlineData("breakdown(by: [USER], first: 1001) { totalRows }", "INVALID_ARGUMENT", "first is 1001")]
    [InlineData("breakdown(by: [USER], order: [{ users: DESC, events: ASC }]) { totalRows }", "INVALID_ARGUMENT", "A step of order names 2 measures")]
    [InlineData("breakdown(by: [USER], order: [{}]) { totalRows }", "INVALID_ARGUMENT", "A step of order names 0 measures")]
    [InlineData("breakdown(by: [USER], order: [{ time: ASC }]) { totalRows }", "INVALID_ARGUMENT", "A step of order names time, which is not among the dimensions.")]
    [InlineData("breakdown(by: [USER], after: \"\") { totalRows }", "HC0078", "'' is not a cursor of this breakdown.")]
    [InlineData("breakdown(by: [USER], after: \"bm9uc2Vuc2U=\") { totalRows }", "HC0078", "'bm9uc2Vuc2U=' is not a cursor of this breakdown.")]
    [InlineData("breakdown(by: [USER, GROUP]) { other { events } }", "INVALID_ARGUMENT",
        "other cannot be counted by 2 dimensions of which GROUP is one: an event can have many of its values. Leave other out, or break down by GROUP alone.")]
    [InlineData("breakdown(by: [ENTITY_TYPE, USER]) { other { events } }", "INVALID_ARGUMENT", "of which ENTITY_TYPE is one")]
    [InlineData(
        "breakdown(by: [USER], order: [{ events: ASC }, { events: ASC }, { events: ASC }, { events: ASC }, { events: ASC }, { events: ASC }, "
            + "{ events: ASC }, { events: ASC }, { events: ASC }, { events: ASC }, { events: ASC }]) { totalRows }",
        "INVALID_ARGUMENT", "order has 11 steps, but may have at most 10.")]
    [InlineData("breakdown(by: [USER], where: { events: { gt: null } }) { totalRows }", "INVALID_FILTER", "gt: null")]
    [InlineData("breakdown(by: [USER], where: { events: { in: [null] } }) { totalRows }", "INVALID_FILTER", "null in a list")]
    [InlineData("breakdown(by: [USER], where: { errorRate: null }) { totalRows }", "INVALID_FILTER", "The filter 'errorRate' does not accept null")]
    [InlineData("cells(y: TIME) { totalCells }", "INVALID_ARGUMENT", "Cells are already by TIME.")]
    [InlineData("cells(y: USER, color: TIME) { totalCells }", "INVALID_ARGUMENT", "Cells are already by TIME.")]
    [InlineData("cells(y: USER, color: USER) { totalCells }", "INVALID_ARGUMENT", "color is the same dimension as y.")]
    [InlineData("cells(y: USER, top: 0) { totalCells }", "INVALID_ARGUMENT", "top is 0, but must be from 1 to 1000.")]
    [InlineData("cells(y: USER, top: 1001) { totalCells }", "INVALID_ARGUMENT", "top is 1001")]
    [InlineData("cells(y: USER, colorTop: 0) { totalCells }", "INVALID_ARGUMENT", "colorTop is 0, but must be from 1 to 1000.")]
    [InlineData("cells(y: USER, color: SOURCE, colorTop: 1001) { totalCells }", "INVALID_ARGUMENT", "colorTop is 1001")]
    [InlineData("cells(y: USER, bucket: MINUTE) { totalCells }", "INVALID_SCOPE", "The bucket MINUTE cuts this range")]
    [InlineData("events(first: -1) { totalCount }", "HC0079", "-1")]
    [InlineData("events(first: 1001) { totalCount }", "HC0051", "1001")]
    [InlineData("events(first: 1, last: 1) { totalCount }", "HC0052", "not both")]
    public Task A_question_outside_its_limits_is_told_which(string field, string code, string message) =>
        RefusedAsync($"{{ usage {{ {field} }} }}", null, code, message);

    [Fact]
    public async Task A_cursor_of_another_breakdown_or_a_cut_one_is_quoted()
    {
        var answer = await app.AskAsync("{ usage { breakdown(by: [USER]) { pageInfo { endCursor } } } }");
        var cursor = answer.GetProperty("usage").GetProperty("breakdown").GetProperty("pageInfo").GetProperty("endCursor").GetString()!;

        foreach (var (question, after) in new[] { ("by: [PACKAGE]", cursor), ("by: [USER], order: [{ users: ASC }]", cursor),
            ("by: [USER], where: { events: { gt: 1 } }", cursor), ("by: [USER]", cursor[..^5]) })
        {
            await RefusedAsync($"{{ usage {{ breakdown({question}, after: \"{after}\") {{ totalRows }} }} }}", null, "HC0078", $"'{after}'");
        }
    }

    [Fact]
    public Task More_conditions_on_measures_than_a_filter_may_have_are_refused() => RefusedAsync(
        $"{{ usage {{ breakdown(by: [USER], where: {{ or: [{string.Concat(Enumerable.Repeat("{ events: { gt: 1 } } ", 101))}] }}) {{ totalRows }} }} }}",
        null, "FILTER_TOO_LARGE", "more than 100 conditions");

    [Fact]
    public async Task Ranges_at_the_very_ends_are_answered()
    {
        var range = new { from = "1970-01-01T00:00:00Z", to = "2200-01-01T00:00:00Z" };
        foreach (var compare in new[] { "NONE", "PREVIOUS_PERIOD", "PREVIOUS_YEAR" })
        {
            foreach (var zone in new[] { "UTC", "Pacific/Apia", "Pacific/Niue", "Asia/Kathmandu", "Africa/Monrovia" })
            {
                var usage = (await app.AskAsync(
                    """
                    query ($scope: UsageScopeInput) {
                      usage(scope: $scope) {
                        totals { events } previous { events } series(bucket: MONTH) { buckets previousBuckets }
                        breakdown(by: [TIME]) { rows { measures { events } previous { events } } }
                      }
                    }
                    """,
                    new { scope = new { range, timeZone = zone, compare } })).GetProperty("usage");
                Assert.Equal(1, usage.GetProperty("totals").GetProperty("events").GetInt32());
            }
        }
    }

    async Task RefusedAsync(string document, object? variables, string code, string message)
    {
        var error = await app.FailAsync(document, variables);
        Assert.Contains(message, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(code, error.GetProperty("extensions").GetProperty("code").GetString());
        foreach (var inside in new[] { "Npgsql", "Exception", "System.", "UsageAnalysis.", "select ", "   at " })
        {
            Assert.DoesNotContain(inside, error.GetRawText(), StringComparison.Ordinal);
        }
    }

    static string NodeId(string type, string key) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{type}:{key}"));
}

using UsageAnalysis.Data;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Usage;

/// <summary>A server on which four things happened on one day, two of them to the same people and functions on the next.</summary>
public sealed class PickedApp : UsageApp
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await CatalogWriter.SaveAsync(DataSource, new Catalog
        {
            Packages = [new("Chem", "Chemistry"), new("Bio", "Biology")],
            Functions = [new("Chem", "draw"), new("Bio", "align")],
        }, CancellationToken.None);
        await LogAsync(
            Event("2026-06-01T10:07:00Z", "Chem:draw", "ann"), Event("2026-06-01T10:07:01Z", "Bio:align", "ann"),
            Event("2026-06-01T11:00:00Z", "Chem:draw", "bob"), Event("2026-06-01T12:00:00Z", "Chem:draw", null),
            Event("2026-06-02T10:07:00Z", "Chem:draw", "ann"), Event("2026-06-02T11:00:00Z", "Bio:align", "bob"));
    }

    static object Event(string time, string function, string? user) =>
        new { id = Guid.NewGuid(), time, source = "function", type = "run", function, user };
}

/// <summary>What is picked in a chart, and nothing else, is counted.</summary>
public sealed class SelectionTests(PickedApp app) : IClassFixture<PickedApp>
{
    const string Document =
        "query ($scope: UsageScopeInput) { usage(scope: $scope) { totals { events users newUsers } events { totalCount } } }";

    const string FirstDay = """ from: "2026-06-01T00:00:00Z", to: "2026-06-02T00:00:00Z" """;

    [Theory]
    [InlineData("", 6, 2, 2)]
    [InlineData("selection: []", 6, 2, 2)]
    [InlineData("selection: [{}]", 6, 2, 2)]
    [InlineData("selection: [{ functions: [\"Bio:align\"] }, { packages: [], sources: null }]", 6, 2, 2)]
    [InlineData("selection: [{" + FirstDay + "}]", 4, 2, 2)]
    // The first instant belongs to it, and the last does not.
    [InlineData("selection: [{ from: \"2026-06-01T10:07:01Z\", to: \"2026-06-01T12:00:00Z\" }]", 2, 2, 2)]
    [InlineData("selection: [{ from: \"2026-06-02T11:00:00Z\" }]", 1, 1, 1)]
    [InlineData("selection: [{ to: \"2026-06-01T10:07:01Z\" }]", 1, 1, 1)]
    // All conditions of an entry hold together; entries are alternatives, and one event in two of them is one.
    [InlineData("selection: [{" + FirstDay + ", functions: [\"Chem:draw\"], users: [\"ann\", \"bob\"] }]", 2, 2, 2)]
    [InlineData("selection: [{" + FirstDay + ", users: [\"ann\"] }, { packages: [\"Bio\"] }]", 3, 2, 2)]
    [InlineData("selection: [{ users: [\"ann\"] }, { packages: [\"Chem\"] }, { anonymous: true }]", 5, 2, 2)]
    [InlineData("selection: [{ anonymous: true }]", 1, 0, 0)]
    [InlineData("selection: [{ anonymous: true, users: [\"ann\"] }]", 0, 0, 0)]
    // It adds to the rest of the scope, and times outside of its range pick nothing.
    [InlineData("selection: [{ users: [\"ann\"] }], packages: [\"Bio\"]", 1, 1, 1)]
    [InlineData("selection: [{ from: \"2026-06-05T00:00:00Z\", to: \"2026-06-06T00:00:00Z\" }]", 0, 0, 0)]
    [InlineData("selection: [{ from: \"0001-01-01T00:00:00Z\", to: \"9999-12-31T23:59:59.999999Z\", anonymous: false }]", 5, 2, 2)]
    [InlineData("anonymous: true", 1, 0, 0)]
    [InlineData("anonymous: false", 5, 2, 2)]
    [InlineData("categories: [\"Chemistry\"]", 4, 2, 2)]
    [InlineData("categories: [\"Chemistry\", \"Biology\"], anonymous: false", 5, 2, 2)]
    public async Task What_is_picked_is_counted_and_listed(string picked, int events, int users, int newUsers)
    {
        var scope = $$"""{ range: { from: "2026-06-01T00:00:00Z", to: "2026-06-03T00:00:00Z" } {{picked}} }""";
        var usage = (await app.AskAsync(Document.Replace("query ($scope: UsageScopeInput) ", "").Replace("$scope", scope)))
            .GetProperty("usage");

        Assert.Equal(events, usage.GetProperty("events").GetProperty("totalCount").GetInt32());
        Assert.Equal([events, users, newUsers], usage.GetProperty("totals").EnumerateObject().Select(measure => measure.Value.GetInt32()));
    }

    [Fact]
    public async Task Users_are_new_who_were_first_seen_in_the_range_also_before_what_was_picked()
    {
        var selection = new[] { new { from = "2026-06-02T00:00:00Z" } };
        async Task<int> NewUsersAsync(string from) => (await app.AskAsync(
            Document, new { scope = new { range = new { from, to = "2026-06-03T00:00:00Z" }, selection } }))
            .GetProperty("usage").GetProperty("totals").GetProperty("newUsers").GetInt32();

        Assert.Equal(2, await NewUsersAsync("2026-06-01T00:00:00Z"));
        Assert.Equal(0, await NewUsersAsync("2026-06-02T00:00:00Z"));
    }

    [Fact]
    public async Task A_selection_without_times_is_compared()
    {
        var scope = new
        {
            range = new { from = "2026-06-02T00:00:00Z", to = "2026-06-03T00:00:00Z" }, compare = "PREVIOUS_PERIOD",
            selection = new object[] { new { users = new[] { "bob" } }, new { anonymous = true } },
        };
        var usage = (await app.AskAsync(
            "query ($scope: UsageScopeInput) { usage(scope: $scope) { totals { events } previous { events } } }", new { scope }))
            .GetProperty("usage");

        Assert.Equal(1, usage.GetProperty("totals").GetProperty("events").GetInt32());
        Assert.Equal(2, usage.GetProperty("previous").GetProperty("events").GetInt32());
    }

    [Fact]
    public async Task Scopes_of_one_request_that_differ_in_what_is_picked_alone_have_their_own_answers()
    {
        string Ask(string alias, string rest) => $$"""
            {{alias}}: usage(scope: { range: { expression: "June 2026" }, {{rest}} }) { totals { events } events { totalCount } }
            """;
        var data = await app.AskAsync("{" + string.Concat(
            Ask("ann", "selection: [{ users: [\"ann\"] }]"), Ask("bob", "selection: [{ users: [\"bob\"] }]"),
            Ask("nobody", "anonymous: true"), Ask("somebody", "anonymous: false"),
            Ask("first", "selection: [{" + FirstDay + "}]"), Ask("later", "selection: [{ from: \"2026-06-02T00:00:00Z\" }]"),
            Ask("chemistry", "categories: [\"Chemistry\"]"), Ask("biology", "categories: [\"Biology\"]")) + "}");

        foreach (var (member, count) in new[] { ("totals", "events"), ("events", "totalCount") })
        {
            Assert.Equal(
                [3, 2, 1, 5, 4, 2, 4, 2],
                data.EnumerateObject().Select(usage => usage.Value.GetProperty(member).GetProperty(count).GetInt32()));
        }
    }

    [Fact]
    public async Task The_names_in_a_hundred_entries_are_looked_up_by_one_statement_a_list()
    {
        var selection = Enumerable.Range(0, 100).Select(i => new
        {
            from = new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(15 * i),
            users = new[] { i % 2 == 0 ? "ann" : "bob" }, packages = new[] { "Chem" }, sources = new[] { "function" },
        });
        var (data, log) = await SqlLog.OfAsync(() => app.AskAsync(
            Document, new { scope = new { range = new { expression = "June 2026" }, selection } }));

        Assert.Equal(3, data.GetProperty("usage").GetProperty("totals").GetProperty("events").GetInt32());
        Assert.Equal(3, data.GetProperty("usage").GetProperty("events").GetProperty("totalCount").GetInt32());
        foreach (var list in new[] { "from users where", "from packages where", "from event_names where" })
        {
            Assert.Single(log, sql => sql.Contains(list, StringComparison.Ordinal) && sql.Contains("= any($1)", StringComparison.Ordinal));
        }
    }
}

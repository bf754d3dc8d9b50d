using System.Text.Json;
using UsageAnalysis.Statistics;
using Xunit;

namespace UsageAnalysis.Tests.Insights;

/// <summary>What groups use, compared with counts over a list of what happened.</summary>
public sealed class GroupUsageTests(Campus app) : IClassFixture<Campus>
{
    const string Fields =
        """
        users events truncated totalGroups totalThings
        groups { key { group { name } } users events }
        things { key { package { name } function { name package { name } } source } users events }
        cells { users events share expectedUsers residual verdict }
        """;

    [Theory]
    [InlineData("PACKAGE", "")]
    [InlineData("FUNCTION", "")]
    [InlineData("SOURCE", "")]
    [InlineData("PACKAGE", ", groups: [\"chemists\"]")]
    [InlineData("FUNCTION", ", packages: [\"Chem\", \"Office\"], anonymous: false")]
    public async Task Every_cell_holds_the_users_and_events_of_the_members_and_what_their_number_suggests(string by, string filter)
    {
        var answer = await AskAsync($"(by: {by}, groups: [\"docking\", \"chemists\", \"staff\", \"biologists\", \"nobody\"])", filter);
        var admitted = Admitted(filter);
        var everybody = UsersOf(admitted);
        Assert.Equal((everybody.Count, admitted.Length), (answer.GetProperty("users").GetInt32(), answer.GetProperty("events").GetInt32()));
        Assert.Equal(["docking", "chemists", "staff", "biologists", "nobody"], Names(answer));

        var things = answer.GetProperty("things").EnumerateArray().ToArray();
        Assert.Equal(admitted.Select(deed => ThingOf(deed, by)).OfType<string>().Distinct().Order(), things.Select(NameOf).Order());
        var cells = answer.GetProperty("cells");
        foreach (var (g, group) in answer.GetProperty("groups").EnumerateArray().Index())
        {
            var members = Campus.MembersOf(Names(answer)[g]);
            var done = admitted.Where(deed => deed.User is { } user && members.Contains(user)).ToArray();
            Assert.Equal((UsersOf(done).Count, done.Length), (group.GetProperty("users").GetInt32(), group.GetProperty("events").GetInt32()));
            foreach (var (t, thing) in things.Index())
            {
                var used = admitted.Where(deed => ThingOf(deed, by) == NameOf(thing)).ToArray();
                Assert.Equal((UsersOf(used).Count, used.Length), (thing.GetProperty("users").GetInt32(), thing.GetProperty("events").GetInt32()));
                var both = done.Intersect(used).ToArray();
                var table = new TwoByTwo(UsersOf(both).Count, UsersOf(done).Count, UsersOf(used).Count, everybody.Count);
                JsonElement Cell(string column) => cells.GetProperty(column)[g * things.Length + t];

                Assert.Equal((table.Both, both.Length), (Cell("users").GetInt64(), Cell("events").GetInt32()));
                Assert.Equal(table.Expected, Cell("expectedUsers").GetDouble(), 9);
                Assert.Equal(done.Length == 0 ? null : (double)both.Length / done.Length, NumberOf(Cell("share")));
                Assert.Equal(table.Residual, NumberOf(Cell("residual")));
                Assert.Equal(Verdict(table), Cell("verdict").GetString());
            }
        }
    }

    [Fact]
    public async Task Chemists_draw_more_than_their_number_suggests_and_biologists_do_not()
    {
        var answer = await AskAsync("(by: FUNCTION, groups: [\"chemists\", \"biologists\"])");
        var draw = answer.GetProperty("things").EnumerateArray().Select(NameOf).ToList().IndexOf("Chem:draw");
        var verdicts = answer.GetProperty("cells").GetProperty("verdict");
        Assert.Equal("OVER", verdicts[draw].GetString());
        Assert.NotEqual("OVER", verdicts[answer.GetProperty("things").GetArrayLength() + draw].GetString());
    }

    [Fact]
    public async Task Without_names_the_largest_groups_come_first_and_what_is_cut_is_said()
    {
        Assert.Equal(["staff", "biologists", "chemists", "docking"], Names(await AskAsync("")));
        var cut = await AskAsync("(top: 2, topGroups: 3)");
        Assert.Equal(["staff", "biologists", "chemists"], Names(cut));
        Assert.Equal((2, 3, 4, true), (cut.GetProperty("things").GetArrayLength(), cut.GetProperty("totalThings").GetInt32(),
            cut.GetProperty("totalGroups").GetInt32(), cut.GetProperty("truncated").GetBoolean()));
        Assert.Equal(6, cut.GetProperty("cells").GetProperty("users").GetArrayLength());
    }

    [Fact]
    public async Task Where_nothing_happened_there_are_groups_and_no_things()
    {
        var answer = await AskAsync("(groups: [\"chemists\"])", ", groups: [\"nobody\"]");
        Assert.Equal((1, 0, 0), (answer.GetProperty("groups").GetArrayLength(), answer.GetProperty("things").GetArrayLength(),
            answer.GetProperty("totalThings").GetInt32()));
    }

    [Theory]
    [InlineData("(groups: [\"alchemists\"])", "UNKNOWN_SCOPE_ENTRY", "'alchemists' in groups names nothing known.")]
    [InlineData("(top: 0)", "INVALID_ARGUMENT", "top is 0, but must be from 1 to 100.")]
    public async Task What_cannot_be_asked_says_what_is_wrong(string arguments, string code, string message)
    {
        var error = await app.FailAsync(Document(arguments, ""));
        Assert.Equal(code, error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.StartsWith(message, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Under_a_package_only_its_events_count()
    {
        var package = await app.AskAsync(
            $$"""{ packages(where: { name: { eq: "Chem" } }) { nodes { usage(scope: {{Scope("")}}) { groupUsage(by: FUNCTION) { users events } } } } }""");
        var usage = package.GetProperty("packages").GetProperty("nodes")[0].GetProperty("usage").GetProperty("groupUsage");
        var done = Admitted("").Where(deed => deed.Package == "Chem").ToArray();
        Assert.Equal((UsersOf(done).Count, done.Length), (usage.GetProperty("users").GetInt32(), usage.GetProperty("events").GetInt32()));
    }

    static string Scope(string filter) =>
        $$"""{ timeZone: "{{Campus.Zone}}", range: { from: "2026-05-04T10:07:00Z", to: "2026-05-21T22:00:00Z" }{{filter}} }""";

    Deed[] Admitted(string filter) =>
    [
        .. app.Deeds.Where(deed => deed.Time >= new DateTime(2026, 5, 4, 10, 7, 0, DateTimeKind.Utc)
            && deed.Time < new DateTime(2026, 5, 21, 22, 0, 0, DateTimeKind.Utc)
            && (!filter.Contains("chemists", StringComparison.Ordinal) || (deed.User is { } user && Campus.MembersOf("chemists").Contains(user)))
            && (!filter.Contains("Office", StringComparison.Ordinal) || deed.Package is "Chem" or "Office")
            && (!filter.Contains("anonymous", StringComparison.Ordinal) || deed.User is not null)),
    ];

    static string Document(string arguments, string filter) => $"{{ usage(scope: {Scope(filter)}) {{ groupUsage{arguments} {{ {Fields} }} }} }}";

    async Task<JsonElement> AskAsync(string arguments, string filter = "") =>
        (await app.AskAsync(Document(arguments, filter))).GetProperty("usage").GetProperty("groupUsage");

    static HashSet<string> UsersOf(IEnumerable<Deed> deeds) => [.. deeds.Select(deed => deed.User).OfType<string>()];

    static string? ThingOf(Deed deed, string by) => by switch
    {
        "PACKAGE" => deed.Package,
        "FUNCTION" => deed.Function is null ? null : $"{deed.Package}:{deed.Function}",
        _ => deed.Source,
    };

    static string NameOf(JsonElement thing)
    {
        var key = thing.GetProperty("key");
        return key.GetProperty("source").GetString()
            ?? (key.GetProperty("function") is { ValueKind: JsonValueKind.Object } function
                ? $"{function.GetProperty("package").GetProperty("name").GetString()}:{function.GetProperty("name").GetString()}"
                : key.GetProperty("package").GetProperty("name").GetString()!);
    }

    static string[] Names(JsonElement answer) =>
        [.. answer.GetProperty("groups").EnumerateArray().Select(group => group.GetProperty("key").GetProperty("group").GetProperty("name").GetString()!)];

    static double? NumberOf(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetDouble();

    // By the rule that the schema states.
    static string Verdict(TwoByTwo table) => table.Residual is not { } residual || table.SmallestExpected < 5 ? "TOO_FEW"
        : residual >= 3 ? "OVER" : residual <= -3 ? "UNDER" : "USUAL";
}

using System.Text.Json;
using Xunit;
using static UsageAnalysis.Tests.Graph.Errors.FaultyApp;

namespace UsageAnalysis.Tests.Graph.Errors;

/// <summary>Errors by what they have in common are those that are counted one by one, under every scope.</summary>
public sealed class ErrorsTests(FaultyApp app) : IClassFixture<FaultyApp>
{
    const string Document =
        """
        query ($scope: UsageScopeInput, $by: [ErrorDimension!]!) {
          usage(scope: $scope) {
            totals { errors } previous { errors }
            errors(by: $by, first: 300) {
              totalRows totals { occurrences users sessions } buckets
              rows {
                key {
                  error { message } package { name } function { name package { name } } version { version package { name } } user { login }
                  group { name } source
                }
                occurrences users sessions firstSeenAt lastSeenAt handled unhandled unknown share trend
                previous { occurrences users sessions }
              }
            }
          }
        }
        """;

    static readonly string[][] Dimensions =
    [
        ["SIGNATURE"], ["PACKAGE"], ["FUNCTION"], ["VERSION"], ["USER"], ["GROUP"], ["SOURCE"], ["VERSION", "SIGNATURE"],
        ["SIGNATURE", "GROUP", "VERSION"], ["SOURCE", "USER", "FUNCTION"],
    ];

    /// <summary>Scopes, and which deeds are in them.</summary>
    static readonly (object Scope, Func<Deed, bool> Has)[] Scopes =
    [
        (new { range = new { from = At(0), to = At(21) } }, _ => true),
        (new { range = new { from = At(5.03), to = At(16.77) }, compare = "PREVIOUS_PERIOD", groups = new[] { "Chemists" } },
            deed => deed.User is "ann" or "bob"),
        (new { range = new { from = At(2), to = At(20) }, packages = new[] { "Chem" }, anonymous = false },
            deed => deed is { Package: "Chem", User: not null }),
        (new { range = new { from = At(0), to = At(21) }, versions = new[] { "Chem@1.0", "Bio@0.9" } },
            deed => VersionOf(deed) is "Chem@1.0" or "Bio@0.9"),
        (new
            {
                range = new { from = At(0), to = At(21) }, versions = new[] { "Chem@1.1" },
                selection = new object[] { new { users = new[] { "ann" } }, new { from = At(12), packages = new[] { "Chem", "Bio" } } },
            },
            deed => VersionOf(deed) == "Chem@1.1" && (deed.User == "ann" || deed.Time >= At(12))),
        (new { range = new { from = At(0), to = At(21) }, versions = new[] { "Chem@1.2" } }, _ => false),
    ];

    public static TheoryData<int> AllScopes => [.. Enumerable.Range(0, Scopes.Length)];

    static DateTime At(double days) => Start.AddDays(days);

    [Theory]
    [MemberData(nameof(AllScopes))]
    public async Task Every_row_is_that_of_its_own_events(int number)
    {
        var (scope, has) = Scopes[number];
        var range = JsonSerializer.SerializeToElement(scope).GetProperty("range");
        var (from, to) = (range.GetProperty("from").GetDateTime(), range.GetProperty("to").GetDateTime());
        var all = app.Deeds.Where(deed => deed.IsError && has(deed)).ToArray();
        var errors = all.Where(deed => deed.Time >= from && deed.Time < to).ToArray();
        var before = all.Where(deed => deed.Time >= from - (to - from) && deed.Time < from).ToArray();
        foreach (var dimensions in Dimensions)
        {
            var usage = (await app.AskAsync(Document, new { scope, by = dimensions })).GetProperty("usage");
            var answer = usage.GetProperty("errors");

            Assert.Equal(errors.Length, usage.GetProperty("totals").GetProperty("errors").GetInt32());
            Assert.Equal(Counts(errors), answer.GetProperty("totals").EnumerateObject().Select(count => count.Value.GetInt32()));
            var buckets = answer.GetProperty("buckets").EnumerateArray().Select(start => start.GetDateTime()).ToArray();
            var compared = usage.GetProperty("previous").ValueKind != JsonValueKind.Null;
            var expected =
                from deed in errors
                from key in Keys(deed, dimensions)
                group deed by key into row
                select Row(row.Key, [.. row], errors.Length, buckets, compared ? [.. before.Where(deed => Keys(deed, dimensions).Contains(row.Key))] : null);
            var shown = answer.GetProperty("rows").EnumerateArray().ToArray();
            Assert.Equal(expected.Order(StringComparer.Ordinal), shown.Select(row => Shown(row, dimensions)).Order(StringComparer.Ordinal));
            Assert.Equal(shown.Length, answer.GetProperty("totalRows").GetInt32());
            var occurrences = shown.Select(row => row.GetProperty("occurrences").GetInt32()).ToArray();
            Assert.Equal(occurrences.OrderDescending(), occurrences);
        }
    }

    static int[] Counts(Deed[] deeds) =>
        [deeds.Length, deeds.Select(deed => deed.User).OfType<string>().Distinct().Count(), deeds.Select(deed => deed.Session).OfType<Guid>().Distinct().Count()];

    // A deed is in the row of each of its groups.
    static IEnumerable<string> Keys(Deed deed, string[] by) => by.Aggregate(
        (IEnumerable<string>)[""], (keys, dimension) => keys.SelectMany(key => Values(deed, dimension).Select(value => $"{key}/{value}")));

    static string?[] Values(Deed deed, string dimension) => dimension == "GROUP" ? GroupsOf(deed) : new string?[] { Value(deed, dimension) };

    static string?[] GroupsOf(Deed deed) =>
        deed.User is { } user && Groups[user] is { Length: > 0 } groups ? groups : new string?[] { null };

    static string? Value(Deed deed, string dimension) => dimension switch
    {
        "SIGNATURE" => deed.Error,
        "PACKAGE" => deed.Package,
        "FUNCTION" => deed.Function,
        "VERSION" => VersionOf(deed),
        "USER" => deed.User,
        _ => deed.Source,
    };

    static string Row(string key, Deed[] deeds, int all, DateTime[] buckets, Deed[]? before)
    {
        var trend = buckets.Select((start, i) =>
            deeds.Count(deed => deed.Time >= start && (i + 1 == buckets.Length || deed.Time < buckets[i + 1])));
        var caught = deeds.Where(deed => deed.Error is not null).Select(deed => deed.Handled).ToArray();
        return string.Join(' ', Counts(deeds).Select(count => $"{count}")) + $"{key} {deeds.Min(deed => deed.Time):O} {deeds.Max(deed => deed.Time):O} "
            + $"{caught.Count(handled => handled == true)} {caught.Count(handled => handled == false)} "
            + $"{deeds.Length - caught.Count(handled => handled is not null)} {(double)deeds.Length / all:F6} {string.Join(',', trend)} "
            + (before is null ? "-" : string.Join(',', Counts(before)));
    }

    static string Shown(JsonElement row, string[] by)
    {
        string Number(string name) => $"{row.GetProperty(name).GetInt32()}";
        string Time(string name) => $"{row.GetProperty(name).GetDateTime():O}";
        return $"{Number("occurrences")} {Number("users")} {Number("sessions")}/{string.Join('/', by.Select(d => Value(row.GetProperty("key"), d)))} "
            + $"{Time("firstSeenAt")} {Time("lastSeenAt")} {Number("handled")} {Number("unhandled")} {Number("unknown")} "
            + $"{row.GetProperty("share").GetDouble():F6} {string.Join(',', row.GetProperty("trend").EnumerateArray())} "
            + (row.GetProperty("previous") is { ValueKind: JsonValueKind.Object } previous
                ? string.Join(',', previous.EnumerateObject().Select(count => count.Value.GetInt32()))
                : "-");
    }

    static string? Value(JsonElement key, string dimension)
    {
        string? Text(JsonElement? of, string name) =>
            of is { ValueKind: JsonValueKind.Object } it ? it.GetProperty(name).GetString() : null;
        JsonElement Of(string name) => key.GetProperty(name);
        return dimension switch
        {
            "SIGNATURE" => Text(Of("error"), "message"),
            "PACKAGE" => Text(Of("package"), "name"),
            "FUNCTION" => Of("function") is { ValueKind: JsonValueKind.Object } function
                ? $"{Text(function.GetProperty("package"), "name")}:{Text(function, "name")}" : null,
            "VERSION" => Of("version") is { ValueKind: JsonValueKind.Object } version
                ? $"{Text(version.GetProperty("package"), "name")}@{Text(version, "version")}" : null,
            "USER" => Text(Of("user"), "login"),
            "GROUP" => Text(Of("group"), "name"),
            _ => Of("source").GetString(),
        };
    }

    [Fact]
    public async Task An_error_leads_to_the_sessions_in_which_it_occurred_the_latest_first()
    {
        var answer = await app.AskAsync("{ errors { nodes { message sessions(first: 50) { totalCount nodes { clientId startedAt user { login } } } } } }");
        foreach (var error in answer.GetProperty("errors").GetProperty("nodes").EnumerateArray())
        {
            var expected = app.Deeds
                .Where(deed => deed.Session is not null && deed.Error == error.GetProperty("message").GetString())
                .Select(deed => (deed.User, Session: deed.Session!.Value)).Distinct()
                .OrderByDescending(key => app.Deeds.First(deed => (deed.User, deed.Session) == (key.User, key.Session)).Time)
                .Select(key => $"{key.User} {key.Session}");
            var sessions = error.GetProperty("sessions");
            Assert.Equal(expected.Take(50), sessions.GetProperty("nodes").EnumerateArray().Select(
                session => $"{(session.GetProperty("user") is { ValueKind: JsonValueKind.Object } user ? user.GetProperty("login").GetString() : null)} {session.GetProperty("clientId").GetString()}"));
            Assert.Equal(expected.Count(), sessions.GetProperty("totalCount").GetInt32());
        }
        Assert.Equal(3, answer.GetProperty("errors").GetProperty("nodes").GetArrayLength());
    }

    [Fact]
    public async Task Pages_follow_each_other_in_the_order_asked_and_where_leaves_rows_out()
    {
        async Task<(string[] Rows, JsonElement Answer)> PageAsync(string arguments)
        {
            var answer = (await app.AskAsync($$"""
                { usage(scope: { range: { from: "2026-05-25T00:00:00Z", to: "2026-06-15T00:00:00Z" } }) {
                    errors(by: [USER, FUNCTION], {{arguments}}) {
                      totalRows truncated pageInfo { hasNextPage endCursor } rows { occurrences users lastSeenAt key { user { login } function { name } } } } } }
                """)).GetProperty("usage").GetProperty("errors");
            return ([.. answer.GetProperty("rows").EnumerateArray().Select(row => row.ToString())], answer);
        }
        const string Order = "order: [{ users: ASC }, { lastSeenAt: DESC }]";
        var (all, _) = await PageAsync($"first: 100, {Order}");
        var paged = new List<string>();
        for (string? cursor = null; ;)
        {
            var (rows, answer) = await PageAsync($"first: 4, {Order}" + (cursor is null ? "" : $", after: \"{cursor}\""));
            paged.AddRange(rows);
            Assert.Equal(answer.GetProperty("truncated").GetBoolean(), answer.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean());
            if (!answer.GetProperty("truncated").GetBoolean()) break;
            cursor = answer.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        }
        Assert.Equal(all, paged);
        Assert.True(all.Length > 8);

        var (few, counted) = await PageAsync($"first: 100, {Order}, where: {{ users: {{ eq: 1 }}, occurrences: {{ gte: 5 }} }}");
        int Of(string row, string name) => JsonElement.Parse(row).GetProperty(name).GetInt32();
        Assert.Equal(all.Where(row => Of(row, "users") == 1 && Of(row, "occurrences") >= 5), few);
        Assert.Equal(few.Length, counted.GetProperty("totalRows").GetInt32());
        Assert.InRange(few.Length, 1, all.Length - 1);
    }

    [Theory]
    [InlineData("errors(by: [])", "by has 0 dimensions")]
    [InlineData("errors(by: [USER, USER])", "by has 2 dimensions")]
    [InlineData("errors(by: [USER], first: 1001)", "first is 1001")]
    [InlineData("errors(by: [USER], order: [{ users: ASC, occurrences: DESC }])", "names 2 columns")]
    [InlineData("errors(by: [USER], after: \"MTphYmM=\")", "is not a cursor")]
    public async Task What_makes_no_sense_is_refused_in_words(string field, string words)
    {
        var error = await app.FailAsync($$"""{ usage { {{field}} { totalRows } } }""");
        Assert.Contains(words, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Chem@3.0")]
    [InlineData("Chem@2.0")]
    public async Task A_version_that_is_unknown_or_of_unknown_date_is_quoted(string version)
    {
        var error = await app.FailAsync($$"""{ usage(scope: { versions: ["Bio@0.9", "{{version}}"] }) { totals { events } } }""");
        Assert.Contains($"'{version}' in scope.versions names nothing known", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }
}

using System.Globalization;
using System.Text.Json;
using UsageAnalysis.Statistics;
using UsageAnalysis.Tests.Support;
using Xunit;
using static UsageAnalysis.Tests.Graph.Errors.FaultyApp;

namespace UsageAnalysis.Tests.Graph.Errors;

/// <summary>What comes before errors is what a look at every pair of events finds.</summary>
public sealed class CausesTests(FaultyApp app) : IClassFixture<FaultyApp>
{
    const string Following = "followed itself rate rateLow rateHigh lift";

    const string Document =
        $$"""
        query ($scope: UsageScopeInput) {
          errors(first: 5) { nodes { message causes(scope: $scope, first: 100) {
            since events followed baseRate totalRows
            rows { eventType { source name } package { name } function { name package { name } } events {{Following}} } } } }
          eventTypes(first: 10) { nodes { source name errorsAfter(scope: $scope) {
            since events totalRows rows { error { message } baseRate {{Following}} } } } }
          functions(first: 5) { nodes { name package { name } errorsAfter(scope: $scope) {
            since events totalRows rows { error { message } baseRate {{Following}} } } } }
        }
        """;

    static readonly (object Scope, Func<Deed, bool> Has)[] Scopes =
    [
        (new { range = new { from = Start, to = Start.AddDays(21) } }, _ => true),
        (new { range = new { from = Start.AddDays(4.321), to = Start.AddDays(13.13) }, users = new[] { "ann", "eve" } },
            deed => deed.User is "ann" or "eve" && deed.Time >= Start.AddDays(4.321) && deed.Time < Start.AddDays(13.13)),
        (new { range = new { from = Start, to = Start.AddDays(21) }, packages = new[] { "Core" } }, deed => deed.Package == "Core"),
        (new { range = new { from = Start.AddYears(-1), to = Start.AddYears(-1).AddDays(1) } }, _ => false),
    ];

    public static TheoryData<int> AllScopes => [.. Enumerable.Range(0, Scopes.Length)];

    [Theory]
    [MemberData(nameof(AllScopes))]
    public async Task Each_pair_of_events_that_belong_together_counts_once(int number)
    {
        var (scope, has) = Scopes[number];
        var deeds = app.Deeds.Where(has).ToArray();
        var acts = deeds.Where(deed => deed.Source != "error").ToArray();
        var followed = deeds.Where(deed => deed.Error is not null).GroupBy(deed => deed.Error!).ToDictionary(
            error => error.Key, error => acts.Where(act => error.Any(occurrence => Follows(occurrence, act))).ToHashSet());
        var data = await app.AskAsync(Document, new { scope });

        foreach (var error in Nodes(data, "errors"))
        {
            var causes = error.GetProperty("causes");
            var message = error.GetProperty("message").GetString()!;
            var own = followed.GetValueOrDefault(message) ?? [];
            var baseRate = own.Count == 0 ? 0 : (double)own.Count / acts.Length;
            Assert.Equal(JsonValueKind.Null, causes.GetProperty("since").ValueKind);
            Assert.Equal([acts.Length, own.Count], [causes.GetProperty("events").GetInt32(), causes.GetProperty("followed").GetInt32()]);
            Assert.Equal(baseRate, causes.GetProperty("baseRate").GetDouble(), 1e-12);
            var expected = own.GroupBy(ActOf).OrderByDescending(act => act.Count() - (acts.Count(deed => ActOf(deed) == act.Key) * baseRate))
                .Select(act => $"{act.Key} {acts.Count(deed => ActOf(deed) == act.Key)} "
                    + Numbers(act.Count(), act.Count(deed => deed.Error == message), acts.Count(deed => ActOf(deed) == act.Key), baseRate));
            var shown = causes.GetProperty("rows").EnumerateArray().Select(row => $"{ActOf(row)} {row.GetProperty("events")} {Numbers(row)}");
            Assert.Equal(expected.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
        }
        foreach (var (list, isMeant) in new (string, Func<JsonElement, Deed, bool>)[]
        {
            ("eventTypes", (node, deed) => Text(node, "source") == deed.Source && Text(node, "name") == deed.Type),
            ("functions", (node, deed) => $"{Text(node.GetProperty("package"), "name")}:{Text(node, "name")}" == deed.Function),
        })
        {
            foreach (var node in Nodes(data, list))
            {
                var meant = acts.Where(deed => isMeant(node, deed)).ToArray();
                var after = node.GetProperty("errorsAfter");
                Assert.Equal(meant.Length, after.GetProperty("events").GetInt32());
                var expected =
                    from error in followed
                    let own = meant.Where(error.Value.Contains).ToArray()
                    where own is not []
                    let baseRate = (double)error.Value.Count / acts.Length
                    select $"{error.Key} {baseRate:F9} {Numbers(own.Length, own.Count(deed => deed.Error == error.Key), meant.Length, baseRate)}";
                Assert.Equal(
                    expected.Order(StringComparer.Ordinal),
                    after.GetProperty("rows").EnumerateArray()
                        .Select(row => $"{Text(row.GetProperty("error"), "message")} {row.GetProperty("baseRate").GetDouble():F9} {Numbers(row)}")
                        .Order(StringComparer.Ordinal));
            }
        }
    }

    [Fact]
    public void The_story_has_all_that_decides_what_belongs_together()
    {
        var pairs = app.Deeds.Where(deed => deed.Error is not null).SelectMany(error => app.Deeds.Select(act => (error, act))).ToArray();
        Assert.Contains(pairs, pair => pair.error != pair.act && SameAction(pair.error, pair.act) && !SameSession(pair.error, pair.act));
        Assert.Contains(pairs, pair => pair.error != pair.act && SameSession(pair.error, pair.act) && !SameAction(pair.error, pair.act));
        Assert.Contains(pairs, pair => pair.act.User is null && pair.error.User is null && pair.error != pair.act && Follows(pair.error, pair.act));
        Assert.Contains(pairs, pair => pair.error.Time - pair.act.Time == TimeSpan.FromSeconds(5) && pair.error.Session == pair.act.Session);
        Assert.Contains(pairs, pair => pair.error.Session is not null && pair.error.Session == pair.act.Session
            && pair.error.Time - pair.act.Time == TimeSpan.FromMilliseconds(5_001));
    }

    static bool Follows(Deed error, Deed act) => act == error || SameAction(error, act) || SameSession(error, act);

    static bool SameAction(Deed error, Deed act) => error.User == act.User && error.Action is not null && error.Action == act.Action
        && act.Time <= error.Time && act.Time >= error.Time.AddHours(-1);

    static bool SameSession(Deed error, Deed act) => error.User == act.User && error.Session is not null && error.Session == act.Session
        && act.Time <= error.Time && act.Time >= error.Time.AddSeconds(-5);

    static string Numbers(int followed, int itself, int events, double baseRate)
    {
        var (rate, (low, high)) = ((double)followed / events, Proportion.Wilson(followed, events));
        return $"{followed} {itself} {rate:F9} {low:F9} {high:F9} {rate / baseRate:F9}";
    }

    static string Numbers(JsonElement row)
    {
        double Of(string name) => row.GetProperty(name).GetDouble();
        return string.Create(CultureInfo.InvariantCulture, $"{Of("followed")} {Of("itself")} {Of("rate"):F9} {Of("rateLow"):F9} {Of("rateHigh"):F9} {Of("lift"):F9}");
    }

    static string ActOf(Deed deed) => $"{deed.Source}/{deed.Type}/{deed.Package}/{deed.Function}";

    static string ActOf(JsonElement row) => $"{Text(row.GetProperty("eventType"), "source")}/{Text(row.GetProperty("eventType"), "name")}/"
        + $"{Text(row.GetProperty("package"), "name")}/"
        + (row.GetProperty("function") is { ValueKind: JsonValueKind.Object } function
            ? $"{Text(function.GetProperty("package"), "name")}:{Text(function, "name")}" : "");

    static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();

    static JsonElement.ArrayEnumerator Nodes(JsonElement data, string list) => data.GetProperty(list).GetProperty("nodes").EnumerateArray();
}

/// <summary>Of very many occurrences the newest are looked at, and the answer is that of their range.</summary>
public sealed class ManyCausesTests(UsageApp app) : IClassFixture<UsageApp>
{
    [Fact]
    public async Task Only_the_newest_five_thousand_are_looked_at_and_all_counts_are_of_their_range()
    {
        var start = new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc);
        object Run(int second, bool fails) => new
        {
            id = Guid.NewGuid(), time = start.AddSeconds(second).ToString("O"), source = "function", type = "run", user = "ann",
            error = fails ? new { message = "broken" } : null,
        };
        // Two occurrences at one time are before the cut together, and one run in four fails.
        await app.LogAsync([.. Enumerable.Range(0, 20_000).Select(i => Run(i, fails: i % 4 == 0))]);
        await app.LogAsync(Run(0, fails: true), Run(12, fails: true));

        async Task<JsonElement> CausesAsync(string from) => (await app.AskAsync($$"""
            { errors { nodes { causes(scope: { range: { from: "{{from}}", to: "2026-06-02T00:00:00Z" } }) { since events followed rows { events followed } } } } }
            """)).GetProperty("errors").GetProperty("nodes")[0].GetProperty("causes");

        var cut = await CausesAsync("2026-06-01T00:00:00Z");
        // 5,002 of them: those of second 0 are two, so that what remains begins right after.
        Assert.Equal(start.AddMicroseconds(1), cut.GetProperty("since").GetDateTime());
        Assert.Equal((20_000, 5_000), (cut.GetProperty("events").GetInt32(), cut.GetProperty("followed").GetInt32()));
        Assert.Equal("""[{"events":20000,"followed":5000}]""", JsonSerializer.Serialize(cut.GetProperty("rows")));
        var all = await CausesAsync("2026-06-01T00:00:01Z");
        Assert.Equal(JsonValueKind.Null, all.GetProperty("since").ValueKind);
        Assert.Equal(5_000, all.GetProperty("followed").GetInt32());
    }
}

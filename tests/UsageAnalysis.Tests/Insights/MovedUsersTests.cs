using Xunit;

namespace UsageAnalysis.Tests.Insights;

/// <summary>Who does other things than before, compared with shares over a list of what happened.</summary>
public sealed class MovedUsersTests(Campus app) : IClassFixture<Campus>
{
    static readonly DateTime From = new(2026, 5, 4, 0, 0, 0, DateTimeKind.Utc);

    static readonly DateTime Middle = From.AddDays(20);

    [Theory]
    [InlineData("PACKAGE", 1)]
    [InlineData("PACKAGE", 12)]
    [InlineData("FUNCTION", 5)]
    [InlineData("SOURCE", 5)]
    public async Task Users_are_ordered_by_how_much_of_their_mix_has_changed(string by, int minEvents)
    {
        var answer = (await app.AskAsync(
            $$"""
            {
              usage(scope: { range: { from: "2026-05-24T00:00:00Z", to: "2026-06-13T00:00:00Z" } }) {
                movedUsers(by: {{by}}, minEvents: {{minEvents}}, first: 500) {
                  comparedUsers totalUsers previousFrom
                  users {
                    user { login } moved events previousEvents
                    from { key { package { name } function { name } source } before now } to { before now }
                  }
                }
              }
            }
            """)).GetProperty("usage").GetProperty("movedUsers");

        var expected = app.Deeds.Where(deed => deed.User is not null && (by != "FUNCTION" || deed.Function is not null)).GroupBy(deed => deed.User!)
            .Select(deeds => (User: deeds.Key,
                Before: Mix(deeds.Where(deed => deed.Time >= From && deed.Time < Middle), by),
                Now: Mix(deeds.Where(deed => deed.Time >= Middle && deed.Time < Middle.AddDays(20)), by)))
            .Where(user => user.Before.Values.Sum() >= minEvents && user.Now.Values.Sum() >= minEvents).ToArray();
        Assert.Equal("2026-05-04T00:00:00Z", answer.GetProperty("previousFrom").GetString());
        Assert.Equal(expected.Length, answer.GetProperty("comparedUsers").GetInt32());
        var users = answer.GetProperty("users").EnumerateArray().ToArray();
        Assert.Equal(expected.Count(user => Moved(user.Before, user.Now) > 0), users.Length);
        Assert.Equal(users.Length, answer.GetProperty("totalUsers").GetInt32());
        Assert.Equal(users.Select(user => user.GetProperty("moved").GetDouble()).OrderDescending(), users.Select(user => user.GetProperty("moved").GetDouble()));
        foreach (var user in users)
        {
            var (_, before, now) = expected.Single(one => one.User == user.GetProperty("user").GetProperty("login").GetString());
            Assert.Equal(Moved(before, now), user.GetProperty("moved").GetDouble(), 12);
            Assert.Equal((now.Values.Sum(), before.Values.Sum()), (user.GetProperty("events").GetInt32(), user.GetProperty("previousEvents").GetInt32()));
            Assert.Equal(Changes(before, now).Min(), Change(user.GetProperty("from")), 12);
            Assert.Equal(Changes(before, now).Max(), Change(user.GetProperty("to")), 12);
        }
    }

    static Dictionary<string, int> Mix(IEnumerable<Deed> deeds, string by) => deeds
        .GroupBy(deed => by switch { "PACKAGE" => deed.Package, "SOURCE" => deed.Source, _ => $"{deed.Package}:{deed.Function}" })
        .ToDictionary(group => group.Key, group => group.Count());

    // What the shares that fell lost: for shares that add up to one, the same as half of all differences, which the product adds up.
    static double Moved(Dictionary<string, int> before, Dictionary<string, int> now) => Changes(before, now).Where(change => change < 0).Sum(change => -change);

    static IEnumerable<double> Changes(Dictionary<string, int> before, Dictionary<string, int> now) => before.Keys.Union(now.Keys)
        .Select(key => (double)now.GetValueOrDefault(key) / now.Values.Sum() - (double)before.GetValueOrDefault(key) / before.Values.Sum());

    static double Change(System.Text.Json.JsonElement share) => share.GetProperty("now").GetDouble() - share.GetProperty("before").GetDouble();
}

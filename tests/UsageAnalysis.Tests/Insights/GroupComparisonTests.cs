using System.Text.Json;
using UsageAnalysis.Statistics;
using Xunit;

namespace UsageAnalysis.Tests.Insights;

/// <summary>Two groups beside each other, compared with sets of users from a list of what happened.</summary>
public sealed class GroupComparisonTests(Campus app) : IClassFixture<Campus>
{
    [Theory]
    // They overlap: who is in both is in neither.
    [InlineData("chemists", "biologists")]
    // One lies in the other, from either side: it is compared with the rest.
    [InlineData("docking", "chemists")]
    [InlineData("staff", "docking")]
    [InlineData("chemists", "nobody")]
    public async Task Users_of_two_groups_are_compared_each_once(string one, string other)
    {
        var answer = (await app.AskAsync(Document(one, other))).GetProperty("usage").GetProperty("groupComparison");
        var active = app.Deeds.Where(InRange).Select(deed => deed.User).OfType<string>().ToHashSet();
        HashSet<string> first = [.. active.Where(Campus.MembersOf(one).Contains)], second = [.. active.Where(Campus.MembersOf(other).Contains)];
        var both = first.Intersect(second).ToHashSet();
        var (left, right) = first.SetEquals(both) ? (both, second.Except(both).ToHashSet())
            : second.SetEquals(both) ? (first.Except(both).ToHashSet(), both)
            : (first.Except(both).ToHashSet(), second.Except(both).ToHashSet());
        Assert.Equal((left.Count, right.Count, both.Count), (answer.GetProperty("oneUsers").GetInt32(), answer.GetProperty("otherUsers").GetInt32(),
            answer.GetProperty("both").GetInt32()));

        var things = answer.GetProperty("things").EnumerateArray().ToArray();
        Assert.Equal(things.Length, answer.GetProperty("totalThings").GetInt32());
        foreach (var thing in things)
        {
            var function = thing.GetProperty("key").GetProperty("function");
            var users = app.Deeds.Where(deed => InRange(deed) && deed.Function == function.GetProperty("name").GetString()
                && deed.Package == function.GetProperty("package").GetProperty("name").GetString()).Select(deed => deed.User).OfType<string>().ToHashSet();
            var (hits, otherHits) = (users.Count(left.Contains), users.Count(right.Contains));
            Assert.Equal((hits, otherHits), (thing.GetProperty("oneUsers").GetInt32(), thing.GetProperty("otherUsers").GetInt32()));
            var difference = ShareDifference.Of(hits, left.Count, otherHits, right.Count);
            Assert.Equal(difference?.Value, NumberOf(thing.GetProperty("difference")));
            Assert.Equal(difference?.Low, NumberOf(thing.GetProperty("low")));
            Assert.Equal(difference?.High, NumberOf(thing.GetProperty("high")));
            Assert.Equal(difference?.Clear ?? false, thing.GetProperty("clear").GetBoolean());
        }
    }

    [Fact]
    public async Task A_group_is_not_compared_with_itself() => Assert.Equal(
        "one and other are the same group, 'staff'. Choose two groups.",
        (await app.FailAsync(Document("staff", "staff"))).GetProperty("message").GetString());

    static bool InRange(Deed deed) => deed.Time >= new DateTime(2026, 5, 4, 0, 0, 0, DateTimeKind.Utc)
        && deed.Time < new DateTime(2026, 5, 21, 0, 0, 0, DateTimeKind.Utc);

    static string Document(string one, string other) =>
        $$"""
        {
          usage(scope: { range: { from: "2026-05-04T00:00:00Z", to: "2026-05-21T00:00:00Z" } }) {
            groupComparison(one: "{{one}}", other: "{{other}}", by: FUNCTION) {
              oneUsers otherUsers both totalThings
              things { key { function { name package { name } } } oneUsers otherUsers difference low high clear }
            }
          }
        }
        """;

    static double? NumberOf(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetDouble();
}

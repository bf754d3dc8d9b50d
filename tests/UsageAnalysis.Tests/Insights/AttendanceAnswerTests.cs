using System.Text.Json;
using Xunit;
using static UsageAnalysis.Tests.Analytics.Zones;

namespace UsageAnalysis.Tests.Insights;

/// <summary>Lifecycle, retention and stickiness, compared with sets of users that are counted from a list of what happened.</summary>
public sealed class AttendanceAnswerTests(Campus app) : IClassFixture<Campus>
{
    // A scope, and which deeds it admits. Ranges begin and end on a day in Berlin, and on none.
    static readonly (string Scope, string From, string To, Func<Deed, bool> Admits)[] Scopes =
    [
        ("", "2026-03-16T23:00:00Z", "2026-06-17T22:00:00Z", _ => true),
        ("", "2026-03-01T00:00:00Z", "2026-06-17T10:20:00Z", _ => true),
        (", packages: [\"Chem\"]", "2026-04-08T10:07:00Z", "2026-06-05T22:00:00Z", deed => deed.Package == "Chem"),
        (", groups: [\"biologists\"], runs: true", "2026-04-12T22:00:00Z", "2026-06-12T22:00:00Z",
            deed => deed.User is { } user && Campus.MembersOf("biologists").Contains(user) && deed.Function is not null),
        (", users: [\"u03\"]", "2026-03-16T23:00:00Z", "2026-06-17T22:00:00Z", deed => deed.User == "u03"),
        (", groups: [\"nobody\"]", "2026-03-16T23:00:00Z", "2026-06-17T22:00:00Z", _ => false),
    ];

    public static IEnumerable<object[]> Asked =>
        from scope in Enumerable.Range(0, Scopes.Length) from bucket in (string[])["DAY", "WEEK"] select (object[])[scope, bucket];

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task Each_user_of_a_bucket_is_new_retained_or_returned(int scope, string bucket)
    {
        var (from, to, users) = Case(scope);
        var lifecycle = await AskAsync(scope, $"lifecycle(bucket: {bucket}) {{ buckets active new retained returned dormant }} " +
            $"series(bucket: {bucket}) {{ lines {{ users }} }}");
        var starts = Starts(lifecycle.GetProperty("lifecycle"), "buckets");
        var before = users(StartBefore(starts[0], bucket), starts[0]);
        var known = users(DateTime.MinValue, from);
        known.UnionWith(before);

        var (expected, last) = (new List<int[]>(), before);
        foreach (var now in Buckets(starts, from, to, users))
        {
            var returned = now.Where(user => known.Contains(user) && !last.Contains(user));
            expected.Add([now.Count, now.Count(user => !known.Contains(user)), now.Count(last.Contains), returned.Count(),
                last.Count(user => !now.Contains(user))]);
            known.UnionWith(now);
            last = now;
        }

        string[] names = ["active", "new", "retained", "returned", "dormant"];
        Assert.Equal(expected, starts.Select((_, i) => names.Select(name => lifecycle.GetProperty("lifecycle").GetProperty(name)[i].GetInt32()).ToArray()));
        // The very users that the Overview draws.
        Assert.Equal(Numbers(lifecycle.GetProperty("series").GetProperty("lines")[0], "users"), expected.Select(one => one[0]));
    }

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task A_cohort_is_who_was_active_for_the_first_time_ever(int scope, string bucket)
    {
        var (from, to, users) = Case(scope);
        if (bucket == "DAY" && (to - from).TotalDays > 99)
        {
            return;
        }
        var retention = (await AskAsync(scope, $"retention(bucket: {bucket}) {{ periods earlierUsers finishedPeriods average cohorts {{ size users }} }}"))
            .GetProperty("retention");
        var starts = Starts(retention, "periods");
        var periods = Buckets(starts, from, to, users).ToArray();
        var earlier = users(DateTime.MinValue, from);
        HashSet<string> Cohort(int i) => [.. periods[i].Except(earlier).Except(periods.Take(i).SelectMany(period => period))];

        Assert.Equal(
            starts.Select((_, i) => periods.Skip(i).Select(period => period.Intersect(Cohort(i)).Count()).ToArray()),
            retention.GetProperty("cohorts").EnumerateArray().Select(cohort => Numbers(cohort, "users")));
        Assert.Equal(starts.Select((_, i) => Cohort(i).Count), retention.GetProperty("cohorts").EnumerateArray().Select(c => c.GetProperty("size").GetInt32()));
        Assert.Equal(earlier.Intersect(periods.SelectMany(period => period)).Count(), retention.GetProperty("earlierUsers").GetInt32());

        // Who they are, for the first, a middle and the last period.
        foreach (var (first, later) in ((int, int)[])[(0, 0), (0, starts.Length - 1), (starts.Length / 2, 1), (starts.Length - 1, 0)])
        {
            var retained = (await AskAsync(scope,
                $"retainedUsers(bucket: {bucket}, period: \"{starts[first]:O}\", later: {later}) {{ totalUsers users {{ login }} }}"))
                .GetProperty("retainedUsers");
            string[] who = [.. periods[first + later].Intersect(Cohort(first)).Order(StringComparer.Ordinal)];
            Assert.Equal(who.Length, retained.GetProperty("totalUsers").GetInt32());
            Assert.Equal(who, retained.GetProperty("users").EnumerateArray().Select(u => u.GetProperty("login").GetString()!).Order(StringComparer.Ordinal));
        }

        var finished = starts.Skip(1).Append(to).Count(end => end <= app.Time.GetUtcNow().UtcDateTime);
        Assert.Equal(finished, retention.GetProperty("finishedPeriods").GetInt32());
        foreach (var (later, average) in retention.GetProperty("average").EnumerateArray().Index())
        {
            var ended = Enumerable.Range(0, Math.Max(0, finished - later)).ToArray();
            var size = ended.Sum(i => Cohort(i).Count);
            Assert.Equal(
                size == 0 ? null : (double)ended.Sum(i => periods[i + later].Intersect(Cohort(i)).Count()) / size,
                average.ValueKind == JsonValueKind.Null ? (double?)null : average.GetDouble());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Daily_weekly_and_monthly_users_are_counted_anew_for_each_day(int scope)
    {
        var (from, to, users) = Case(scope);
        var stickiness = (await AskAsync(scope, "stickiness { days daily weekly monthly ratio }")).GetProperty("stickiness");
        var starts = Starts(stickiness, "days");
        var days = Buckets(starts, from, to, users).ToArray();
        // A whole day before the range counts wholly; of the day on which it begins, what is in it.
        HashSet<string> Trailing(int day, int length)
        {
            var before = length - day - 1;
            var earlier = before > 0 ? users(DaysBefore(starts[0], before), starts[0]) : [];
            return [.. earlier.Concat(days.Take(day + 1).TakeLast(length).SelectMany(one => one))];
        }

        Assert.Equal(days.Select(day => day.Count), Numbers(stickiness, "daily"));
        Assert.Equal(days.Select((_, day) => Trailing(day, 7).Count), Numbers(stickiness, "weekly"));
        Assert.Equal(days.Select((_, day) => Trailing(day, 30).Count), Numbers(stickiness, "monthly"));
        Assert.Equal(
            days.Select((one, day) => Trailing(day, 30).Count is var month and > 0 ? (double?)one.Count / month : null),
            stickiness.GetProperty("ratio").EnumerateArray().Select(one => one.ValueKind == JsonValueKind.Null ? (double?)null : one.GetDouble()));
    }

    [Theory]
    [InlineData("lifecycle(bucket: HOUR) { active }", "bucket is HOUR, but must be AUTO, DAY or longer: people are looked at from day to day.")]
    [InlineData("retention(bucket: DAY) { earlierUsers }",
        "bucket DAY cuts this range into 109, but may cut it into at most 100. Choose a longer bucket or a shorter range.")]
    [InlineData("retainedUsers(period: \"2026-03-17T12:00:00Z\") { totalUsers }",
        "period is 2026-03-17T12:00:00.0000000Z, with which no WEEK of the range begins. Take it from the periods of retention.")]
    [InlineData("retainedUsers(bucket: MONTH, period: \"2026-05-31T22:00:00Z\", later: 1) { totalUsers }",
        "later is 1, but must be 0 to 0: so many periods of the range follow that of 2026-05-31T22:00:00.0000000Z.")]
    public async Task What_cannot_be_asked_says_what_to_ask_instead(string field, string message)
    {
        var error = await app.FailAsync(Document(1, field));
        Assert.Equal((message, "INVALID_ARGUMENT"), (error.GetProperty("message").GetString(), error.GetProperty("extensions").GetProperty("code").GetString()));
    }

    (DateTime From, DateTime To, Func<DateTime, DateTime, HashSet<string>> Users) Case(int scope)
    {
        var (_, from, to, admits) = Scopes[scope];
        return (At(from), At(to), (start, end) =>
            [.. app.Deeds.Where(deed => deed.Time >= start && deed.Time < end && admits(deed)).Select(deed => deed.User).OfType<string>()]);
    }

    static string Document(int scope, string fields)
    {
        var (filter, from, to, _) = Scopes[scope];
        return $$"""{ usage(scope: { timeZone: "{{Campus.Zone}}", range: { from: "{{from}}", to: "{{to}}" }{{filter}} }) { {{fields}} } }""";
    }

    async Task<JsonElement> AskAsync(int scope, string fields) => (await app.AskAsync(Document(scope, fields))).GetProperty("usage");

    static IEnumerable<HashSet<string>> Buckets(
        DateTime[] starts, DateTime from, DateTime to, Func<DateTime, DateTime, HashSet<string>> users) =>
        starts.Select((start, i) => users(start < from ? from : start, i + 1 < starts.Length && starts[i + 1] < to ? starts[i + 1] : to));

    static DateTime StartBefore(DateTime start, string bucket) => DaysBefore(start, bucket == "DAY" ? 1 : 7);

    // No change of the clocks moves midnight in Berlin by more than an hour.
    static DateTime DaysBefore(DateTime start, int days)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(start, Zone(Campus.Zone)).AddDays(-days);
        return TimeZoneInfo.ConvertTimeToUtc(local, Zone(Campus.Zone));
    }

    static DateTime[] Starts(JsonElement element, string member) =>
        [.. element.GetProperty(member).EnumerateArray().Select(start => At(start.GetString()!))];

    static int[] Numbers(JsonElement element, string member) => [.. element.GetProperty(member).EnumerateArray().Select(n => n.GetInt32())];
}

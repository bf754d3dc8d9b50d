using System.Globalization;
using System.Text.Json;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Graph;

/// <summary>A server that logged runs of four functions in two weeks: one gets slower, one stays, one is rare, one is new.</summary>
public sealed class TimedRuns : UsageApp
{
    /// <summary>Durations in milliseconds, by function and week; the n-th run is on the n-th hour.</summary>
    public static IReadOnlyDictionary<string, (double[] Before, double[] Now)> Durations { get; } = new Dictionary<string, (double[], double[])>
    {
        ["slows"] = (Spread(120, 100), Spread(110, 140)),
        ["stays"] = (Spread(120, 50), Spread(120, 50)),
        ["rare"] = (Spread(29, 10), Spread(120, 90)),
        ["new"] = ([], Spread(40, 10)),
    };

    public static DateTime Week { get; } = new(2026, 6, 8, 0, 0, 0, DateTimeKind.Utc);

    // Evenly on a scale of logarithms around a median.
    static double[] Spread(int runs, double median) =>
        [.. Enumerable.Range(0, runs).Select(i => Math.Round(median * Math.Exp((i - (runs - 1) / 2.0) / runs), 3))];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var (function, (before, now)) in Durations)
        {
            await LogAsync(
            [
                .. before.Select((ms, i) => Run(function, ms, Week.AddDays(-7).AddHours(i))),
                .. now.Select((ms, i) => Run(function, ms, Week.AddHours(i))),
            ]);
        }
    }

    static object Run(string function, double ms, DateTime time) => new
    {
        id = Guid.NewGuid(), time = time.ToString("O", CultureInfo.InvariantCulture), source = "function", type = "run", user = "ann",
        function = $"Shop:{function}", durationMs = ms,
    };
}

/// <summary>How long runs take, in numbers that come from the list of what was sent.</summary>
public sealed class DurationTests(TimedRuns app) : IClassFixture<TimedRuns>
{
    const string Scope = "range: { from: \"2026-06-08T00:00:00Z\", to: \"2026-06-15T00:00:00Z\" }";
    const string Compared = Scope + ", compare: PREVIOUS_PERIOD";

    [Theory]
    // Whole days of UTC: histograms that were stored. One user: single events.
    [InlineData("", 40)]
    [InlineData("", 400)]
    [InlineData(", users: [\"ann\"]", 7)]
    [InlineData(", users: [\"ann\"]", 1)]
    public async Task The_histogram_counts_every_duration_once_in_the_bucket_that_holds_it(string scope, int most)
    {
        var buckets = (await AskAsync($"{Compared}{scope}", $"durationHistogram(most: {most}) {{ from to count previous }}"))
            .GetProperty("durationHistogram").EnumerateArray().ToArray();

        Assert.InRange(buckets.Length, 1, most);
        var now = TimedRuns.Durations.Values.SelectMany(d => d.Now).ToArray();
        var before = TimedRuns.Durations.Values.SelectMany(d => d.Before).ToArray();
        foreach (var bucket in buckets)
        {
            var (from, to) = (bucket.GetProperty("from").GetDouble(), bucket.GetProperty("to").GetDouble());
            Assert.Equal(now.Count(ms => ms > from && ms <= to), bucket.GetProperty("count").GetInt64());
            Assert.Equal(before.Count(ms => ms > from && ms <= to), bucket.GetProperty("previous").GetInt64());
        }
        Assert.Equal(
            buckets.Skip(1).Select(bucket => bucket.GetProperty("from").GetDouble()),
            buckets.SkipLast(1).Select(bucket => bucket.GetProperty("to").GetDouble()));
        Assert.Equal(now.Length, buckets.Sum(bucket => bucket.GetProperty("count").GetInt64()));
    }

    [Fact]
    public async Task Without_durations_there_is_no_histogram_and_no_slowdown()
    {
        const string Empty = "range: { from: \"2020-01-01T00:00:00Z\", to: \"2020-01-02T00:00:00Z\" }";
        var usage = await AskAsync(Empty, "durationHistogram { from } slowdowns { totalFunctions functions { runs } }");
        Assert.Equal("""{"durationHistogram":[],"slowdowns":{"totalFunctions":0,"functions":[]}}""", usage.GetRawText());
    }

    [Fact]
    public async Task Durations_over_time_are_those_of_each_bucket()
    {
        var line = (await AskAsync(
            $"{Scope}, functions: [\"Shop:slows\"]", "series(bucket: DAY) { lines { duration { count mean p50 p95 max } } }"))
            .GetProperty("series").GetProperty("lines")[0].GetProperty("duration");

        // 110 runs, one an hour: four days of 24, one of 14, two without any.
        double[][] days = [.. TimedRuns.Durations["slows"].Now.Chunk(24)];
        static double NearestRank(double[] values, double part) => values.Order().ElementAt((int)Math.Ceiling(part * values.Length) - 1);
        Assert.Equal([24, 24, 24, 24, 14, 0, 0], Values(line, "count"));
        AssertClose(days.Select(day => day.Average()), Values(line, "mean"));
        AssertClose(days.Select(day => NearestRank(day, 0.5)), Values(line, "p50"));
        AssertClose(days.Select(day => NearestRank(day, 0.95)), Values(line, "p95"));
        AssertClose(days.Select(day => day.Max()), Values(line, "max"));
    }

    [Theory]
    [InlineData(Compared)]
    [InlineData(Scope)]
    public async Task What_got_slower_is_told_with_its_numbers_and_nothing_is_said_of_few_runs(string scope)
    {
        var report = (await AskAsync(
            scope,
            """
            slowdowns {
              totalFunctions tested slower faster minRuns beforeFrom
              functions { function { name } runs runsBefore change superiority pValue adjustedPValue verdict }
            }
            """)).GetProperty("slowdowns");
        var functions = report.GetProperty("functions").EnumerateArray().ToArray();

        Assert.Equal(
            "slows 110 120 SLOWER, stays 120 120 UNCHANGED, rare 120 29 TOO_FEW, new 40 0 TOO_FEW",
            string.Join(", ", functions.Select(f =>
                $"{f.GetProperty("function").GetProperty("name")} {f.GetProperty("runs")} {f.GetProperty("runsBefore")} {f.GetProperty("verdict")}")));
        Assert.Equal((4, 2, 1, 0, 30), (Number("totalFunctions"), Number("tested"), Number("slower"), Number("faster"), Number("minRuns")));
        Assert.Equal("2026-06-01T00:00:00Z", report.GetProperty("beforeFrom").GetString());

        // Counted over all pairs of the very durations; buckets of 4 % make some of them ties.
        var (before, now) = TimedRuns.Durations["slows"];
        var superiority = now.Sum(n => before.Sum(b => n > b ? 1 : n == b ? 0.5 : 0)) / now.Length / before.Length;
        Assert.Equal(superiority, functions[0].GetProperty("superiority").GetDouble(), 0.01);
        Assert.Equal(0.4, functions[0].GetProperty("change").GetDouble(), 0.04);
        var p = functions[0].GetProperty("pValue").GetDouble();
        Assert.InRange(p, 1e-20, 1e-10);
        // The smaller of two: doubled.
        Assert.Equal(1, functions[0].GetProperty("adjustedPValue").GetDouble() / p / 2, 9);
        Assert.All(functions[2..], few => Assert.Equal(JsonValueKind.Null, few.GetProperty("pValue").ValueKind));

        int Number(string member) => report.GetProperty(member).GetInt32();
    }

    [Fact]
    public async Task The_runs_of_a_verdict_are_the_timed_runs_of_the_breakdown()
    {
        var usage = await AskAsync(
            Compared,
            """
            slowdowns { functions { function { name } runs runsBefore } }
            breakdown(by: [FUNCTION]) { rows { key { function { name } } measures { duration { count } } previous { duration { count } } } }
            """);
        static long Count(JsonElement measures) =>
            measures.GetProperty("duration") is { ValueKind: JsonValueKind.Object } duration ? duration.GetProperty("count").GetInt64() : 0;
        static string? Name(JsonElement of) => of.GetProperty("function").GetProperty("name").GetString();
        Assert.Equal(
            usage.GetProperty("breakdown").GetProperty("rows").EnumerateArray()
                .Select(row => (Name(row.GetProperty("key")), Count(row.GetProperty("measures")), Count(row.GetProperty("previous")))).Order(),
            usage.GetProperty("slowdowns").GetProperty("functions").EnumerateArray()
                .Select(f => (Name(f), f.GetProperty("runs").GetInt64(), f.GetProperty("runsBefore").GetInt64())).Order());
    }

    [Theory]
    [InlineData("slowdowns(minRuns: 9) { tested }", "", "INVALID_ARGUMENT", "minRuns is 9")]
    [InlineData("slowdowns { tested }", ", selection: [{ from: \"2026-06-09T00:00:00Z\" }]", "INVALID_SCOPE", "Make the picked times the range")]
    [InlineData("durationHistogram(most: 401) { from }", "", "INVALID_ARGUMENT", "most is 401")]
    public async Task What_cannot_be_asked_says_what_to_do(string field, string scope, string code, string message)
    {
        var error = await app.FailAsync($$"""{ usage(scope: { {{Scope}}{{scope}} }) { {{field}} } }""");
        Assert.Equal(code, error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Contains(message, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    async Task<JsonElement> AskAsync(string scope, string fields) =>
        (await app.AskAsync($$"""{ usage(scope: { {{scope}} }) { {{fields}} } }""")).GetProperty("usage");

    static double[] Values(JsonElement line, string column) =>
        [.. line.GetProperty(column).EnumerateArray().Where(value => value.ValueKind != JsonValueKind.Null).Select(value => value.GetDouble())];

    static void AssertClose(IEnumerable<double> expected, double[] actual)
    {
        Assert.Equal(expected.Count(), actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 0.001));
    }
}

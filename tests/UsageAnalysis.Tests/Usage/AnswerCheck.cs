using System.Text.Json;
using UsageAnalysis.Analytics;
using Xunit;
using static UsageAnalysis.Tests.Analytics.Zones;

namespace UsageAnalysis.Tests.Usage;

/// <summary>Compares scope, totals and series with a count of the events, one by one; and leads to all else.</summary>
sealed class AnswerCheck(World world, Question question, JsonElement usage, Func<Happening, bool> ofNode)
    : UsageCheck(world, question, usage, ofNode)
{
    public static void Everything(World world, Question question, JsonElement usage, Func<Happening, bool>? ofNode = null)
    {
        ofNode ??= _ => true;
        new AnswerCheck(world, question, usage, ofNode).All();
        new BreakdownCheck(world, question, usage, ofNode).All();
        new CellsCheck(world, question, usage, ofNode).All();
    }

    void All()
    {
        Scope();
        var total = Totals("totals", Question.Range);
        if (Question.Previous is { } previous)
        {
            Totals("previous", previous);
        }
        else
        {
            Assert.Equal(JsonValueKind.Null, Usage.GetProperty("previous").ValueKind);
        }
        Series(total);
        Lines();
        Assert.Equal(total.Events, Usage.GetProperty("events").GetProperty("totalCount").GetInt64());
    }

    void Scope()
    {
        var scope = Usage.GetProperty("scope");
        Assert.Equal(Question.Range, new TimeRange(Instant(scope, "from"), Instant(scope, "to")));
        Assert.Equal(Question.Scope.TimeZone, scope.GetProperty("timeZone").GetString());
        Assert.Equal(Question.Previous, scope.GetProperty("previousFrom").ValueKind == JsonValueKind.Null
            ? null
            : new TimeRange(Instant(scope, "previousFrom"), Instant(scope, "previousTo")));
    }

    Counted Totals(string member, TimeRange range)
    {
        var expected = Count(In(range), range);
        Same(expected, Counted.Of(Usage.GetProperty(member)), member);
        return expected;
    }

    void Series(Counted total)
    {
        var series = Usage.GetProperty("series");
        var line = Assert.Single(series.GetProperty("lines").EnumerateArray());
        CheckLine(In(Question.Range), Question.Range, Instants(series, "buckets"), line, "series");
        Assert.Equal(total.Events, line.GetProperty("events").EnumerateArray().Sum(value => value.GetInt64()));
        Marks(series);
        Marks(Usage.GetProperty("cells"));
        if (Question.Previous is { } previous)
        {
            var before = Assert.Single(series.GetProperty("previous").EnumerateArray());
            CheckLine(In(previous), previous, Instants(series, "previousBuckets"), before, "series before");
            Assert.Equal(In(previous).Count(), before.GetProperty("events").EnumerateArray().Sum(value => value.GetInt64()));
        }
    }

    void Marks(JsonElement answer)
    {
        var (starts, asOf) = (Instants(answer, "buckets"), Instant(Usage.GetProperty("scope"), "asOf"));
        Assert.Equal(
            starts.Skip(1).Append(Question.Range.To).Count(end => end <= asOf), answer.GetProperty("finishedBuckets").GetInt32());
        Assert.Equal(starts[0] != Question.Range.From, answer.GetProperty("firstCut").GetBoolean());
        // Otherwise, what begins where the range ends is the next bucket.
        var next = TimeAxis.Of(Question.Range with { To = Question.Range.To.AddTicks(1) }, Bucket(answer), Question.Zone).Starts;
        Assert.Equal(next.Count == starts.Length, answer.GetProperty("lastCut").GetBoolean());
    }

    static TimeBucket Bucket(JsonElement answer) =>
        Enum.GetValues<TimeBucket>().Single(bucket => bucket.Name() == answer.GetProperty("bucket").GetString());

    // Equal lines are ordered by name, and functions of two packages may share one: any of them may then be cut off.
    void Lines()
    {
        var lines = Usage.GetProperty("lines");
        var sizes = Values(In(Question.Range)).ToDictionary(g => g.Key, g => g.Count());
        var shown = lines.GetProperty("lines").EnumerateArray().Where(line => !line.GetProperty("other").GetBoolean())
            .Select(line => KeyOf(line.GetProperty("key"), Question.By)).ToArray();
        Assert.Equal(sizes.Values.OrderDescending().Take(Question.Top), shown.Select(key => sizes[key]));
        Assert.Equal(shown.Distinct(), shown);
        var hidden = new[] { Question.Range, Question.Previous }.OfType<TimeRange>()
            .Any(range => Values(In(range)).Any(value => !shown.Contains(value.Key)));
        Assert.Equal(!Question.Other && hidden, lines.GetProperty("truncated").GetBoolean());
        CheckLines(Question.Range, "buckets", "lines", shown);
        if (Question.Previous is { } previous)
        {
            CheckLines(previous, "previousBuckets", "previous", shown);
        }
    }

    void CheckLines(TimeRange range, string buckets, string member, string[] shown)
    {
        var lines = Usage.GetProperty("lines").GetProperty(member).EnumerateArray().ToArray();
        var starts = Instants(Usage.GetProperty("lines"), buckets);
        var values = Values(In(range)).ToDictionary(g => g.Key, g => g.ToArray());
        foreach (var (i, key) in shown.Index())
        {
            Assert.Equal(key, KeyOf(lines[i].GetProperty("key"), Question.By));
            CheckLine(values.GetValueOrDefault(key, []), range, starts, lines[i], $"{member} of {key}");
        }
        var others = values.Where(value => !shown.Contains(value.Key)).SelectMany(value => value.Value).Distinct().ToArray();
        if (lines.Length > shown.Length)
        {
            Assert.True(lines[shown.Length].GetProperty("other").GetBoolean());
            CheckLine(others, range, starts, lines[shown.Length], $"{member} of all others");
        }
        else
        {
            Assert.True(!Question.Other || others.Length == 0, $"{member} leave out {others.Length} events that no line shows.");
        }
    }

    IEnumerable<IGrouping<string, Happening>> Values(IEnumerable<Happening> events) =>
        events.SelectMany(e => e.ValuesOf(Question.By, World, Question.Zone).Select(value => (value, e))).GroupBy(row => row.value, row => row.e);

    void CheckLine(IEnumerable<Happening> events, TimeRange range, DateTime[] starts, JsonElement line, string what)
    {
        var buckets = events.ToLookup(e => BucketOf(e.Time, starts));
        foreach (var (i, start) in starts.Index())
        {
            Same(Count(buckets[i], range, starts).InLine(), Counted.Of(line, i), $"{what} at {Text(start)}");
        }
        Assert.Equal(starts.Length, line.GetProperty("events").GetArrayLength());
    }
}

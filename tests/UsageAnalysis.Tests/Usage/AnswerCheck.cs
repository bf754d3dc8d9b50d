using System.Text.Json;
using UsageAnalysis.Analytics;
using Xunit;
using static UsageAnalysis.Tests.Analytics.Zones;

namespace UsageAnalysis.Tests.Usage;

/// <summary>Compares one answer with a count of the events, one by one.</summary>
sealed class AnswerCheck(World world, Question question, JsonElement usage)
{
    readonly Happening[] admitted = [.. world.Happenings.Where(h => question.Scope.Admits(h, world))];

    public void Everything()
    {
        Scope();
        var total = Totals("totals", question.Range);
        if (question.Previous is { } previous)
        {
            Totals("previous", previous);
        }
        else
        {
            Assert.Equal(JsonValueKind.Null, usage.GetProperty("previous").ValueKind);
        }
        Series(total);
        Lines();
        Breakdown(total);
    }

    void Scope()
    {
        var scope = usage.GetProperty("scope");
        Assert.Equal(question.Range, new TimeRange(Instant(scope, "from"), Instant(scope, "to")));
        Assert.Equal(question.Scope.TimeZone, scope.GetProperty("timeZone").GetString());
        Assert.Equal(question.Previous, scope.GetProperty("previousFrom").ValueKind == JsonValueKind.Null
            ? null
            : new TimeRange(Instant(scope, "previousFrom"), Instant(scope, "previousTo")));
    }

    Counted Totals(string member, TimeRange range)
    {
        var expected = Count(In(range), range);
        Same(expected, Counted.Of(usage.GetProperty(member)), member);
        return expected;
    }

    void Series(Counted total)
    {
        var series = usage.GetProperty("series");
        var line = Assert.Single(series.GetProperty("lines").EnumerateArray());
        CheckLine(In(question.Range), question.Range, Instants(series, "buckets"), line, "series");
        Assert.Equal(total.Events, line.GetProperty("events").EnumerateArray().Sum(value => value.GetInt64()));
        if (question.Previous is { } previous)
        {
            var before = Assert.Single(series.GetProperty("previous").EnumerateArray());
            CheckLine(In(previous), previous, Instants(series, "previousBuckets"), before, "series before");
        }
    }

    // Equal lines are ordered by name, and functions of two packages may share one: any of them may then be cut off.
    void Lines()
    {
        var lines = usage.GetProperty("lines");
        var sizes = Values(In(question.Range)).ToDictionary(g => g.Key, g => g.Count());
        var shown = lines.GetProperty("lines").EnumerateArray().Where(line => !line.GetProperty("other").GetBoolean())
            .Select(line => KeyOf(line.GetProperty("key"), question.By)).ToArray();
        Assert.Equal(sizes.Values.OrderDescending().Take(question.Top), shown.Select(key => sizes[key]));
        Assert.Equal(shown.Distinct(), shown);
        var hidden = new[] { question.Range, question.Previous }.OfType<TimeRange>()
            .Any(range => Values(In(range)).Any(value => !shown.Contains(value.Key)));
        Assert.Equal(!question.Other && hidden, lines.GetProperty("truncated").GetBoolean());
        CheckLines(question.Range, "buckets", "lines", shown);
        if (question.Previous is { } previous)
        {
            CheckLines(previous, "previousBuckets", "previous", shown);
        }
    }

    void CheckLines(TimeRange range, string buckets, string member, string[] shown)
    {
        var lines = usage.GetProperty("lines").GetProperty(member).EnumerateArray().ToArray();
        var starts = Instants(usage.GetProperty("lines"), buckets);
        var values = Values(In(range)).ToDictionary(g => g.Key, g => g.ToArray());
        foreach (var (i, key) in shown.Index())
        {
            Assert.Equal(key, KeyOf(lines[i].GetProperty("key"), question.By));
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
            Assert.True(!question.Other || others.Length == 0, $"{member} leave out {others.Length} events that no line shows.");
        }
    }

    void Breakdown(Counted total)
    {
        var breakdown = usage.GetProperty("breakdown");
        var rows = breakdown.GetProperty("rows").EnumerateArray().ToArray();
        var expected = Rows(question.Range);
        var before = question.Previous is { } range ? Rows(range) : null;
        Assert.Equal(expected.Count, breakdown.GetProperty("totalRows").GetInt32());
        Assert.Equal(expected.Count > 1000, breakdown.GetProperty("truncated").GetBoolean());
        foreach (var row in rows)
        {
            var key = string.Join(" × ", question.Dimensions.Select(dimension => KeyOf(row.GetProperty("key"), dimension)));
            Same(expected[key], Counted.Of(row.GetProperty("measures")), key);
            var ranking = question.Order is [var measure, ..] ? measure : "events";
            var share = total[ranking] == 0 ? 0 : (double)expected[key][ranking] / total[ranking];
            Assert.Equal(share, row.GetProperty("share").GetDouble(), 1e-9);
            if (before is not null)
            {
                Same(before.GetValueOrDefault(key, Counted.Of([], _ => false)), Counted.Of(row.GetProperty("previous")), $"{key} before");
            }
        }
        Assert.Equal(rows.Length, rows.Select(row => row.GetProperty("key").GetRawText()).Distinct().Count());
        Ordered(rows);
        Assert.Equal(total.Events, usage.GetProperty("byPackage").GetProperty("rows").EnumerateArray()
            .Sum(row => row.GetProperty("measures").GetProperty("events").GetInt64()));
    }

    void Ordered(JsonElement[] rows)
    {
        if (question.Order is [] && question.Dimensions[0] == UsageDimension.Time)
        {
            var starts = rows.Select(row => Instant(row.GetProperty("key"), "bucketStart")).ToArray();
            Assert.Equal(starts.Order(), starts);
            return;
        }
        var ranks = rows.Select(row => Counted.Of(row.GetProperty("measures")))
            .Select(row => (question.Order is [] ? ["events"] : question.Order).Select(measure => row[measure]).ToArray()).ToArray();
        Assert.All(ranks.Zip(ranks.Skip(1)), pair => Assert.True(
            pair.First.Zip(pair.Second, (a, b) => a.CompareTo(b)).FirstOrDefault(c => c != 0) >= 0, "A row stands before a larger one."));
    }

    Dictionary<string, Counted> Rows(TimeRange range)
    {
        var starts = TimeAxis.Of(range, TimeBucket.Auto.For(question.Range), Zone(question.Scope.TimeZone)).Starts;
        var byTime = question.Dimensions.Contains(UsageDimension.Time);
        return In(range)
            .SelectMany(e => question.Dimensions.Aggregate([""], (IEnumerable<string> keys, UsageDimension dimension) =>
                from key in keys
                from value in dimension == UsageDimension.Time ? [$"#{BucketOf(e.Time, starts)}"] : e.ValuesOf(dimension, world)
                select key.Length == 0 ? value : $"{key} × {value}").Select(key => (key, e)))
            .GroupBy(row => row.key, row => row.e)
            .ToDictionary(g => g.Key, g => Count(g, range, byTime ? starts : null));
    }

    IEnumerable<IGrouping<string, Happening>> Values(IEnumerable<Happening> events) =>
        events.SelectMany(e => e.ValuesOf(question.By, world).Select(value => (value, e))).GroupBy(row => row.value, row => row.e);

    void CheckLine(IEnumerable<Happening> events, TimeRange range, DateTime[] starts, JsonElement line, string what)
    {
        var buckets = events.ToLookup(e => BucketOf(e.Time, starts));
        foreach (var (i, start) in starts.Index())
        {
            Same(Count(buckets[i], range, starts).InLine(), Counted.Of(line, i), $"{what} at {Text(start)}");
        }
        Assert.Equal(starts.Length, line.GetProperty("events").GetArrayLength());
    }

    // A mean is a quotient, which two ways of adding may round differently.
    static void Same(Counted expected, Counted actual, string what) => Assert.True(
        expected with { MeanMs = actual.MeanMs } == actual && Math.Abs(expected.MeanMs - actual.MeanMs) < 1e-6,
        $"{what}: the events say {expected}, the answer says {actual}");

    IEnumerable<Happening> In(TimeRange range) => admitted.Where(h => range.Contains(h.Time));

    // With buckets, a user is new only in the bucket in which he was first seen.
    Counted Count(IEnumerable<Happening> events, TimeRange range, IReadOnlyList<DateTime>? starts = null) => Counted.Of(events, e =>
        world.FirstSeen(e.User!) is var first && range.Contains(first)
        && (starts is null || BucketOf(first, starts) == BucketOf(e.Time, starts)));

    static int BucketOf(DateTime time, IReadOnlyList<DateTime> starts) => starts.Index().Last(start => start.Item <= time).Index;

    string KeyOf(JsonElement key, UsageDimension dimension) => dimension switch
    {
        UsageDimension.Time => $"#{Array.IndexOf([.. Starts], At(key.GetProperty("bucketStart").GetString()!))}",
        UsageDimension.Package => Texts(key.GetProperty("package"), "name"),
        UsageDimension.Function => key.GetProperty("function") is { ValueKind: not JsonValueKind.Null } function
            ? $"{Texts(function.GetProperty("package"), "name")}:{Texts(function, "name")}"
            : "-",
        UsageDimension.User => Texts(key.GetProperty("user"), "login"),
        UsageDimension.Group => Texts(key.GetProperty("group"), "name"),
        UsageDimension.Source => key.GetProperty("source").GetString()!,
        UsageDimension.EventType => Texts(key.GetProperty("eventType"), "source", "name"),
        _ => Texts(key.GetProperty("entity"), "type", "key"),
    };

    IReadOnlyList<DateTime> Starts => TimeAxis.Of(question.Range, TimeBucket.Auto, Zone(question.Scope.TimeZone)).Starts;

    static string Texts(JsonElement value, params string[] members) => value.ValueKind == JsonValueKind.Null
        ? "-"
        : string.Join('/', members.Select(member => value.GetProperty(member).GetString()));

    static DateTime[] Instants(JsonElement element, string member) =>
        [.. element.GetProperty(member).EnumerateArray().Select(start => At(start.GetString()!))];

    static DateTime Instant(JsonElement element, string member) => At(element.GetProperty(member).GetString()!);
}

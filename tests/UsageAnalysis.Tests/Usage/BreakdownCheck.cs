using System.Text.Json;
using UsageAnalysis.Analytics;
using Xunit;

namespace UsageAnalysis.Tests.Usage;

/// <summary>Compares a breakdown, its order and its others with a count of the events, one by one.</summary>
sealed class BreakdownCheck(World world, Question question, JsonElement usage, Func<Happening, bool> ofNode)
    : UsageCheck(world, question, usage, ofNode)
{
    (string Term, bool Descending)[] Order => Question.Order is not [] ? Question.Order
        : Question.Dimensions[0] == UsageDimension.Time ? [("time", false)] : [("events", true)];

    public void All()
    {
        var total = Count(In(Question.Range), Question.Range);
        var breakdown = Usage.GetProperty("breakdown");
        var rows = breakdown.GetProperty("rows").EnumerateArray().ToArray();
        var expected = Rows(Question.Range).Where(row => Question.Having?.Admits(row.Value) != false).ToDictionary();
        var before = Question.Previous is { } range ? Rows(range) : null;
        Assert.Equal(expected.Count, breakdown.GetProperty("totalRows").GetInt32());
        Assert.Equal(expected.Count > 1000, breakdown.GetProperty("truncated").GetBoolean());
        Assert.Equal(Math.Min(expected.Count, 1000), rows.Length);
        foreach (var row in rows)
        {
            var key = Key(row);
            Same(expected[key], Counted.Of(row.GetProperty("measures")), key);
            var ranking = Order.Select(step => step.Term).FirstOrDefault(term => AskedHaving.Counts.Contains(term), "events");
            var share = total[ranking] == 0 ? 0 : expected[key][ranking]! / total[ranking]!;
            Assert.Equal(share!.Value, row.GetProperty("share").GetDouble(), 1e-9);
            if (before is not null)
            {
                Same(before.GetValueOrDefault(key, Counted.Of([], _ => false)), Counted.Of(row.GetProperty("previous")), $"{key} before");
            }
        }
        Assert.Equal(rows.Length, rows.Select(Key).Distinct().Count());
        Ordered(rows);
        Others(rows, expected.Count);
        Assert.Equal(total.Events, Usage.GetProperty("byPackage").GetProperty("rows").EnumerateArray()
            .Sum(row => row.GetProperty("measures").GetProperty("events").GetInt64()));
    }

    void Ordered(JsonElement[] rows)
    {
        foreach (var (row, next) in rows.Zip(rows.Skip(1)))
        {
            var order = Order.SelectMany(step => Values(row, step.Term).Zip(Values(next, step.Term), (a, b) => Compare(a, b, step.Descending)));
            Assert.True(order.FirstOrDefault(c => c != 0) <= 0, $"{row} stands before {next}");
        }
    }

    // What is null comes last in either direction.
    static int Compare(object? a, object? b, bool descending) => (a, b) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        (string one, string two) => descending ? string.CompareOrdinal(two, one) : string.CompareOrdinal(one, two),
        _ => descending ? System.Collections.Comparer.DefaultInvariant.Compare(b, a) : System.Collections.Comparer.DefaultInvariant.Compare(a, b),
    };

    IEnumerable<object?> Values(JsonElement row, string term) => term switch
    {
        "time" => [Instant(row.GetProperty("key"), "bucketStart")],
        "key" => Question.Dimensions.Select(dimension => NameOf(row.GetProperty("key"), dimension)),
        _ => [Counted.Of(row.GetProperty("measures"))[term]],
    };

    object? NameOf(JsonElement key, UsageDimension dimension) => KeyOf(key, dimension, Starts(Question.Range)) switch
    {
        "-" => null,
        var text when dimension == UsageDimension.Function => text.Split(':')[1],
        var text when dimension is UsageDimension.EventType or UsageDimension.Entity => text.Split('/')[1],
        var text when dimension is UsageDimension.HourOfDay or UsageDimension.DayOfWeek => int.Parse(text, null),
        var text when dimension is UsageDimension.Time => int.Parse(text[1..], null),
        var text => text,
    };

    void Others(JsonElement[] rows, int all)
    {
        var top = Usage.GetProperty("top");
        var shown = top.GetProperty("rows").EnumerateArray().Select(Key).ToHashSet();
        Assert.Equal(rows.Take(Question.Top).Select(Key), top.GetProperty("rows").EnumerateArray().Select(Key));
        Assert.Equal(all, top.GetProperty("totalRows").GetInt32());
        if (Question.CountsOther)
        {
            var starts = Starts(Question.Range);
            var others = In(Question.Range).Where(e => KeysOf(e, Question.Dimensions, starts).Any(key => !shown.Contains(string.Join(" × ", key))));
            var byTime = Question.Dimensions.Contains(UsageDimension.Time);
            var (expected, actual) = (Count(others, Question.Range, byTime ? starts : null), Counted.Of(top.GetProperty("other")));
            Assert.True(expected.IsSame(actual), $"all others: the events say {expected}, the answer says {actual}");
        }
    }

    Dictionary<string, Counted> Rows(TimeRange range)
    {
        var starts = Starts(range);
        var byTime = Question.Dimensions.Contains(UsageDimension.Time);
        return In(range)
            .SelectMany(e => KeysOf(e, Question.Dimensions, starts).Select(key => (Key: string.Join(" × ", key), e)))
            .GroupBy(row => row.Key, row => row.e)
            .ToDictionary(g => g.Key, g => Count(g, range, byTime ? starts : null));
    }

    string Key(JsonElement row) => string.Join(
        " × ", Question.Dimensions.Select(dimension => KeyOf(row.GetProperty("key"), dimension, Starts(Question.Range))));

    IReadOnlyList<DateTime> Starts(TimeRange range) => (range == Question.Range
        ? TimeAxis.Of(range, TimeBucket.Auto, Question.Zone)
        : TimeAxis.Alongside(Question.Range, range, TimeBucket.Auto, Question.Zone)).Starts;
}

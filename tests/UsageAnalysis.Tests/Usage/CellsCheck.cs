using System.Text.Json;
using UsageAnalysis.Analytics;
using Xunit;

namespace UsageAnalysis.Tests.Usage;

/// <summary>Compares cells with a count of the events, one by one.</summary>
sealed class CellsCheck(World world, Question question, JsonElement usage, Func<Happening, bool> ofNode)
    : UsageCheck(world, question, usage, ofNode)
{
    const string Others = "all others";

    public void All()
    {
        var cells = Usage.GetProperty("cells");
        var starts = Instants(cells, "buckets");
        Assert.Equal(Usage.GetProperty("series").GetProperty("buckets").GetRawText(), cells.GetProperty("buckets").GetRawText());
        var y = Axis(cells, "y", Question.By, Question.Top);
        var color = Question.Color is { } shade ? Axis(cells, "color", shade, 50) : null;
        UsageDimension[] by = color is null ? [Question.By] : [Question.By, Question.Color!.Value];
        var expected = In(Question.Range)
            .SelectMany(e => KeysOf(e, by, starts)
                .Select(key => (BucketOf(e.Time, starts), Index(y, key[0]), color is null ? 0 : Index(color, key[1]))).Distinct()
                .Select(cell => (cell, e)))
            .GroupBy(row => row.cell, row => row.e).ToDictionary(g => g.Key, g => Count(g, Question.Range, starts).InLine());

        var indices = Column(cells, "bucketIndex").Zip(Column(cells, "yIndex"))
            .Select((pair, i) => (pair.First, pair.Second, color is null ? 0 : Column(cells, "colorIndex")[i])).ToArray();
        Assert.Equal(expected.Keys.Order(), indices);
        Assert.Equal(color is null ? 0 : indices.Length, Column(cells, "colorIndex").Length);
        Assert.Equal(expected.Count, cells.GetProperty("totalCells").GetInt32());
        Assert.False(cells.GetProperty("truncated").GetBoolean());
        foreach (var (i, cell) in indices.Index())
        {
            Same(expected[cell], Counted.Of(cells, i), $"cell {cell}");
        }
    }

    // The values with most events, then one for all others where there are any.
    string[] Axis(JsonElement cells, string member, UsageDimension dimension, int top)
    {
        var entries = cells.GetProperty(member).EnumerateArray().ToArray();
        var shown = entries.Where(entry => !entry.GetProperty("other").GetBoolean()).Select(entry => KeyOf(entry.GetProperty("key"), dimension)).ToArray();
        var sizes = In(Question.Range).SelectMany(e => e.ValuesOf(dimension, World, Question.Zone)).CountBy(value => value).ToDictionary();
        Assert.Equal(sizes.Values.OrderDescending().Take(top), shown.Select(value => sizes[value]));
        Assert.Equal(sizes.Count > top, entries is [.., var last] && last.GetProperty("other").GetBoolean());
        return sizes.Count > top ? [.. shown, Others] : shown;
    }

    static int Index(string[] axis, string value) => Array.IndexOf(axis, value) is var index and >= 0 ? index : Array.IndexOf(axis, Others);

    static int[] Column(JsonElement cells, string member) => [.. cells.GetProperty(member).EnumerateArray().Select(index => index.GetInt32())];
}

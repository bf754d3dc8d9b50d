using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>Answers questions over time: one value a bucket, zero where nothing happened.</summary>
public static class SeriesReader
{
    /// <summary>One line for everything.</summary>
    public static async Task<MeasureValues[]> LineAsync(
        this UsageReader reader, TimeRange range, ScopeFilter filter, MeasureSet measures, TimeAxis axis, CancellationToken ct)
    {
        var query = new UsageQuery(range, filter, measures) { By = [UsageDimension.Time], Axis = axis };
        var values = new MeasureValues[axis.Starts.Count];
        foreach (var row in (await reader.AskAsync(query, ct)).Rows)
        {
            values[row.Key[0].Id!.Value] = row.Values;
        }
        return values;
    }

    /// <summary>One line for each kept value of a dimension, in the order given, and a last one for all other values together.</summary>
    public static async Task<MeasureValues[][]> LinesAsync(
        this UsageReader reader, TimeRange range, ScopeFilter filter, MeasureSet measures, TimeAxis axis,
        UsageDimension by, IReadOnlyList<UsageKeyPart> kept, CancellationToken ct)
    {
        var query = new UsageQuery(range, filter, measures) { By = [UsageDimension.Time, by], Axis = axis, FoldedTo = kept };
        var lines = Enumerable.Range(0, kept.Count + 1).Select(_ => new MeasureValues[axis.Starts.Count]).ToArray();
        foreach (var row in (await reader.AskAsync(query, ct)).Rows)
        {
            var line = row.Key[1].Id is { } position ? (int)position - 1 : kept.Count;
            lines[line][row.Key[0].Id!.Value] = row.Values;
        }
        return lines;
    }
}

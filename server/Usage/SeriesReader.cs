using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>Answers questions over time: one value a bucket, zero where nothing happened.</summary>
public static class SeriesReader
{
    /// <summary>
    /// For each subject: one line for everything; or one for each kept value of a dimension, in the order given, and a last one for all
    /// other values together.
    /// </summary>
    /// <param name="reader">Answers.</param>
    /// <param name="query">By time alone, or by time and one dimension that folds.</param>
    /// <param name="ct">Ends the question.</param>
    public static async Task<MeasureValues[][][]> LinesAsync(this UsageReader reader, UsageQuery query, CancellationToken ct)
    {
        var results = await reader.AskAsync(query, ct);
        int Kept(int subject) => query.Folds is [var fold] ? fold.Kept.Of[subject].Count : 0;
        return [.. results.Select((result, subject) => Lines(result, Kept(subject), query.Axis!))];
    }

    static MeasureValues[][] Lines(UsageResult result, int kept, TimeAxis axis)
    {
        var lines = Enumerable.Range(0, kept + 1).Select(_ => new MeasureValues[axis.Starts.Count]).ToArray();
        foreach (var row in result.Rows)
        {
            var line = row.Key is [_, { Id: { } place }] ? (int)place - 1 : kept;
            lines[line][row.Key[0].Id!.Value] = row.Values;
        }
        return lines;
    }
}

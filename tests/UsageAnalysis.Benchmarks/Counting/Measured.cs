using UsageAnalysis.Benchmarks.Counting.Questions;

namespace UsageAnalysis.Benchmarks.Counting;

/// <summary>Medians of one question, milliseconds, and what PostgreSQL read for it.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Server">Through HTTP and the graph.</param>
/// <param name="Plain">SQL over the raw events.</param>
/// <param name="Duck">DuckDB over the raw events.</param>
sealed record Measured(Question Question, double Server, double Plain, double Duck)
{
    /// <summary>Rows and index entries that PostgreSQL read for the server and for plain SQL; null where that was not measured.</summary>
    internal (long Server, long Plain)? RowsRead { get; init; }

    internal static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    internal static string Table(int events, IEnumerable<Measured> all)
    {
        var table = new Text($"medians in ms, {Text.Count(events)} events", "server", "plain SQL", "DuckDB", "than plain", "than DuckDB",
            "rows by server", "by plain SQL");
        foreach (var one in all)
            table.Add(one.Question.Name, Text.Ms(one.Server), Text.Ms(one.Plain), Text.Ms(one.Duck), Text.Times(one.Plain / one.Server),
                Text.Times(one.Duck / one.Server), one.RowsRead is { } read ? Text.Count(read.Server) : "",
                one.RowsRead is { } rows ? Text.Count(rows.Plain) : "");
        return table.ToString();
    }

    /// <summary>The server's times over the sizes.</summary>
    internal static string GrowthTable(IReadOnlyList<(int Events, IReadOnlyList<Measured> All)> stages)
    {
        var table = new Text(["growth, server in ms", .. stages.Select(s => Text.Count(s.Events)), "last / first"]);
        for (var i = 0; i < stages[0].All.Count; i++)
        {
            var row = stages.Select(s => s.All[i].Server).ToList();
            table.Add([stages[0].All[i].Question.Name, .. row.Select(Text.Ms), Text.Times(row[^1] / row[0])]);
        }
        return table.ToString();
    }

    /// <summary>What must hold of the largest size.</summary>
    internal static IEnumerable<Bound> Bounds(IReadOnlyList<Measured> all) =>
    [
        Bound.Of("each question at least 10x faster than plain SQL", [.. all.Select(m => (m.Question.Name, m.Plain / m.Server))],
            ratio => ratio >= 10, Text.Times),
        Bound.Of("no question slower than DuckDB", [.. all.Select(m => (m.Question.Name, m.Duck / m.Server))],
            ratio => ratio >= 1, Text.Times),
    ];

    /// <summary>What must hold of growth from the first size to the last, where that is tenfold.</summary>
    internal static Bound GrowthBound(IReadOnlyList<(int Events, IReadOnlyList<Measured> All)> stages) =>
        Bound.Of($"{Text.Times((double)stages[^1].Events / stages[0].Events)} the events, at most 3x the time",
            [.. stages[0].All.Zip(stages[^1].All, (first, last) => (first.Question.Name, last.Server / first.Server))],
            ratio => ratio <= 3, Text.Times);
}

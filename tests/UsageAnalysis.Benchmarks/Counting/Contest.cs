using UsageAnalysis.Benchmarks.Counting.Contenders;
using UsageAnalysis.Benchmarks.Counting.Questions;

namespace UsageAnalysis.Benchmarks.Counting;

/// <summary>All contenders over the same events.</summary>
sealed record Contest(UsageServerChild Server, SqlRunner Plain, SqlRunner Duck)
{
    /// <summary>Percentiles of the product come from histograms; everything else is exact.</summary>
    const double Tolerance = 0.02;

    const int Shown = 3;

    /// <summary>The runtime compiles for good what was called so often.</summary>
    const int WarmUps = 30;

    /// <exception cref="InvalidOperationException">Somebody answers something else than the others.</exception>
    internal async Task RequireAgreementAsync(Question question, CancellationToken ct)
    {
        var (_, bodies) = await Server.AskAsync(question, ct);
        var served = Ordered(question.Served(UsageServerChild.Data(question, bodies)));
        foreach (var (name, runner) in new[] { ("plain SQL", Plain), ("DuckDB", Duck) })
        {
            var (_, results) = await runner.RunAsync(question.Sql, ct);
            var selected = Ordered(question.Selected(results));
            if (Difference(served, selected) is { } difference)
                throw new InvalidOperationException($"The server and {name} do not agree on \"{question.Name}\": {difference}");
        }
    }

    /// <summary>Asks the server until it runs as it does after its first minutes. The databases have nothing to compile.</summary>
    internal async Task WarmUpAsync(IReadOnlyList<Question> questions, CancellationToken ct)
    {
        for (var round = 0; round < WarmUps; round++)
            foreach (var question in questions) await Server.AskAsync(question, ct);
    }

    /// <summary>Asks all in turn, and again; the first round only warms up.</summary>
    internal async Task<Measured> MeasureAsync(Question question, int repetitions, CancellationToken ct)
    {
        List<double> server = [], plain = [], duck = [];
        for (var round = 0; round <= repetitions; round++)
        {
            var times = ((await Server.AskAsync(question, ct)).Ms, (await Plain.RunAsync(question.Sql, ct)).Ms,
                (await Duck.RunAsync(question.Sql, ct)).Ms);
            if (round == 0) continue;
            server.Add(times.Item1);
            plain.Add(times.Item2);
            duck.Add(times.Item3);
        }
        return new Measured(question, Measured.Median(server), Measured.Median(plain), Measured.Median(duck));
    }

    static List<Row> Ordered(IEnumerable<Row> rows) => [.. rows.OrderBy(row => row.Text, StringComparer.Ordinal)];

    static string? Difference(List<Row> served, List<Row> selected)
    {
        var differing = served.Zip(selected).Where(pair => !Same(pair.First, pair.Second)).Take(Shown)
            .Select(pair => $"{pair.First} and {pair.Second}").ToList();
        return served.Count == 0 ? "there is nothing"
            : served.Count != selected.Count ? $"{served.Count} and {selected.Count} rows, {string.Join("; ", differing)}"
            : differing.Count > 0 ? string.Join("; ", differing)
            : null;
    }

    static bool Same(Row served, Row selected) => served.Text == selected.Text && (served.About, selected.About) switch
    {
        (null, null) => true,
        ({ } about, { } exact) => Math.Abs(about - exact) <= Tolerance * exact + 1e-9,
        _ => false,
    };
}

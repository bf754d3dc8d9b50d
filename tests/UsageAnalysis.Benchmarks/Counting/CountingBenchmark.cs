using System.CommandLine;
using System.Globalization;
using Npgsql;
using UsageAnalysis.Benchmarks.Counting.Contenders;
using UsageAnalysis.Benchmarks.Counting.Data;
using UsageAnalysis.Benchmarks.Counting.Ingest;
using UsageAnalysis.Benchmarks.Counting.Questions;

namespace UsageAnalysis.Benchmarks.Counting;

/// <summary>
/// How fast the product counts: the same questions asked of its server through HTTP and the graph, of plain SQL over the raw events on the
/// same PostgreSQL, and of DuckDB over the same raw events, in turn in one run.
/// </summary>
sealed class CountingBenchmark(CountingOptions options, TextWriter output)
{
    const long MostMemory = 300_000_000;

    /// <summary>Smaller than this, everything is so quick that the promises say nothing.</summary>
    const int LeastForBounds = DataSet.FullSize;

    readonly List<(int Events, IReadOnlyList<Measured> All)> stages = [];
    readonly List<Bound> bounds = [];
    long peakBytes;

    /// <summary>Makes this what the program does without a subcommand.</summary>
    internal static void AddTo(Command command)
    {
        CountingOptions.AddTo(command);
        command.SetAction((result, ct) =>
            new CountingBenchmark(CountingOptions.Of(result), result.InvocationConfiguration.Output).RunAsync(ct));
    }

    async Task<int> RunAsync(CancellationToken ct)
    {
        var data = new DataSet([.. options.Growth.Select((size, i) => i == 0 ? size : size - options.Growth[i - 1])]);
        await using var cluster = await Cluster.OpenAsync(options.Data, options.Connection, ct);
        var database = await cluster.DatabaseAsync(options.Database, ct);
        await Loading.PrepareAsync(database, data, ct);
        var loaded = await LoadedAsync(database, ct);
        for (var stage = 0; stage < options.Growth.Count; stage++)
        {
            if (options.Growth[stage] < loaded) continue;
            if (options.Growth[stage] > loaded) await LoadAsync(database, data, stage, ct);
            var last = stage == options.Growth.Count - 1;
            stages.Add((options.Growth[stage], await AskAllAsync(cluster, database, options.Growth[stage], last, ct)));
        }
        await FinishAsync(cluster, database, ct);
        return options.Events < LeastForBounds || bounds.TrueForAll(bound => bound.Holds) ? 0 : 1;
    }

    /// <summary>How many events an earlier run left.</summary>
    async Task<long> LoadedAsync(string database, CancellationToken ct)
    {
        await using var dataSource = NpgsqlDataSource.Create(database);
        await using var command = dataSource.CreateCommand("select count(*) from events");
        var loaded = (long)(await command.ExecuteScalarAsync(ct))!;
        return loaded == 0 || options.Growth.Any(size => size == loaded)
            ? loaded
            : throw new InvalidOperationException($"The database \"{options.Database}\" holds {loaded} events, which is none of the sizes "
                + $"{string.Join(", ", options.Growth)}: drop it, or name another one with --database.");
    }

    async Task LoadAsync(string database, DataSet data, int stage, CancellationToken ct)
    {
        var (start, count) = (System.Diagnostics.Stopwatch.GetTimestamp(), 0);
        await Loading.LoadAsync(database, data, stage, done => count = done, ct);
        var seconds = System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{count:N0} events loaded through the server's writer in {seconds:N0} s ({count / seconds:N0}/s)"));
        await using var dataSource = NpgsqlDataSource.Create(database);
        await using var vacuum = dataSource.CreateCommand("vacuum (analyze)");
        vacuum.CommandTimeout = 0;
        await vacuum.ExecuteNonQueryAsync(ct);
    }

    async Task<IReadOnlyList<Measured>> AskAllAsync(Cluster cluster, string database, int events, bool last, CancellationToken ct)
    {
        var measured = new List<Measured>();
        var file = Path.Combine(cluster.Folder, FormattableString.Invariant($"{options.Database}-{events}.duckdb"));
        await using (var server = await UsageServerChild.StartAsync(database))
        await using (var plain = new SqlRunner(await OpenAsync(database, ct)))
        await using (var duck = await Duck.OpenAsync(file, database, ct))
        {
            var contest = new Contest(server, plain, duck);
            foreach (var question in Questions()) await contest.RequireAgreementAsync(question, ct);
            await contest.WarmUpAsync(Questions(), ct);
            foreach (var question in Questions())
                measured.Add(await contest.MeasureAsync(question, options.Repetitions, ct));
            peakBytes = server.PeakBytes;
        }
        if (last)
        {
            await using var rows = await RowsRead.StartAsync(database);
            for (var i = 0; i < measured.Count; i++)
                measured[i] = measured[i] with
                {
                    RowsRead = (await rows.ByServerAsync(measured[i].Question, ct), await rows.ByPlainSqlAsync(measured[i].Question, ct)),
                };
        }
        await output.WriteLineAsync();
        await output.WriteLineAsync(Measured.Table(events, measured));
        return measured;
    }

    List<Question> Questions()
    {
        List<Question> chosen = [.. Question.All.Where(question => options.Questions is []
            || options.Questions.Any(part => question.Name.Contains(part, StringComparison.OrdinalIgnoreCase)))];
        return chosen is not [] ? chosen : throw new InvalidOperationException(
            $"No question has '{string.Join("' or '", options.Questions)}' in its name. There are: "
            + $"{string.Join("; ", Question.All.Select(q => q.Name))}.");
    }

    /// <summary>A connection that ends when it is closed, and has told its share of the statistics by then.</summary>
    static async Task<NpgsqlConnection> OpenAsync(string database, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }

    async Task FinishAsync(Cluster cluster, string database, CancellationToken ct)
    {
        bounds.AddRange(Measured.Bounds(stages[^1].All));
        if (stages.Count > 1)
        {
            await output.WriteLineAsync(Measured.GrowthTable(stages));
            bounds.Add(Measured.GrowthBound(stages));
        }
        var relations = await Storage.ReadAsync(database, ct);
        await output.WriteLineAsync(Storage.Table(relations));
        bounds.Add(Storage.Bound(relations));
        if (options.Ingest)
        {
            var rates = await IngestContest.RunAsync(cluster, Math.Min(500_000, options.Events / 2), output, ct);
            await output.WriteLineAsync();
            peakBytes = Math.Max(peakBytes, rates.PeakBytes);
            bounds.AddRange(rates.Bounds);
        }
        bounds.Add(new Bound("server memory under 300 MB", $"{Text.Megabytes(peakBytes)} MB at most", peakBytes < MostMemory));
        foreach (var bound in bounds) await output.WriteLineAsync(bound.ToString());
        if (options.Events < LeastForBounds)
            await output.WriteLineAsync($"The promises are about {Text.Count(LeastForBounds)} events.");
    }
}

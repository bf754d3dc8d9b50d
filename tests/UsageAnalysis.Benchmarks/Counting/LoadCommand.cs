using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using UsageAnalysis.Benchmarks.Counting.Data;
using UsageAnalysis.Postgres;

namespace UsageAnalysis.Benchmarks.Counting;

/// <summary>Tools for whoever works on what is measured: a PostgreSQL to load into, and the data set in a database of any name.</summary>
static class LoadCommand
{
    internal static Command CreateLoad()
    {
        var connection = new Option<string>("--connection") { Description = "Connection string of a PostgreSQL.", Required = true };
        var database = new Option<string>("--database") { Description = "Name of the database to make or go on with.", Required = true };
        var layers = new Option<int[]>("--layers")
        {
            Description = "Events of each layer.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [1_000_000],
        };
        var command = new Command("load-events", "Loads the data set of the counting benchmark.") { connection, database, layers };
        command.Hidden = true;
        command.SetAction((result, ct) => LoadAsync(result.GetRequiredValue(connection), result.GetRequiredValue(database),
            result.GetRequiredValue(layers), result.InvocationConfiguration.Output, ct));
        return command;
    }

    internal static Command CreatePostgres()
    {
        var folder = new Option<string>("--data") { Description = "Folder of the database.", Required = true };
        var durable = new Option<bool>("--durable") { Description = "Waits for the disk, as the product does." };
        var command = new Command("postgres", "Runs the embedded PostgreSQL until it is stopped.") { folder, durable };
        command.Hidden = true;
        command.SetAction((result, ct) => ServeAsync(
            new() { DataDirectory = result.GetRequiredValue(folder), Durable = result.GetValue(durable) },
            result.InvocationConfiguration.Output, ct));
        return command;
    }

    static async Task LoadAsync(string connection, string name, int[] layers, TextWriter output, CancellationToken ct)
    {
        var data = new DataSet(layers);
        var database = await Loading.CreateDatabaseAsync(connection, name, ct);
        await Loading.PrepareAsync(database, data, ct);
        for (var layer = 0; layer < layers.Length; layer++)
        {
            var watch = Stopwatch.StartNew();
            await Loading.LoadAsync(database, data, layer, done =>
            {
                if (done % 100_000 == 0) output.WriteLine(Line(layer, done, watch));
            }, ct);
            await output.WriteLineAsync(Line(layer, layers[layer], watch));
        }
    }

    static string Line(int layer, int events, Stopwatch watch) => string.Create(CultureInfo.InvariantCulture,
        $"layer {layer}: {events} events, {events / watch.Elapsed.TotalSeconds:0}/s");

    static async Task ServeAsync(EmbeddedPostgresOptions options, TextWriter output, CancellationToken ct)
    {
        await using var postgres = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, ct);
        await output.WriteLineAsync(postgres.ConnectionString);
        await Task.Delay(Timeout.InfiniteTimeSpan, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}

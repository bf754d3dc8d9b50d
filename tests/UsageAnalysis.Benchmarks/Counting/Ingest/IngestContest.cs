using System.Globalization;
using UsageAnalysis.Benchmarks.Counting.Contenders;
using UsageAnalysis.Benchmarks.Counting.Data;

namespace UsageAnalysis.Benchmarks.Counting.Ingest;

/// <summary>What ingest measured: events a second, medians.</summary>
/// <param name="Served">Acknowledged after commit, through HTTP.</param>
/// <param name="Copied">By plain COPY.</param>
/// <param name="PeakBytes">Most memory that the server held.</param>
sealed record IngestRates(double Served, double Copied, long PeakBytes)
{
    const double Least = 30_000;
    const double LeastOfCopy = 0.4;

    internal IEnumerable<Bound> Bounds =>
    [
        new("at least 30,000 acknowledged events/s", string.Create(CultureInfo.InvariantCulture, $"{Served:N0}/s"), Served >= Least),
        new("at least 40 % of plain COPY", string.Create(CultureInfo.InvariantCulture, $"{Served / Copied:0 %} of {Copied:N0}/s"),
            Served >= LeastOfCopy * Copied),
    ];
}

/// <summary>
/// Some weeks of events, stored by the server for eight senders and by plain COPY in turn, each time in a new database. A few days before
/// them are stored without being measured, as the runtime compiles in steps while a server is young.
/// </summary>
static class IngestContest
{
    const int Rounds = 3;
    const int Batch = 2_000;
    const int WarmUpEvents = 200_000;
    const int FirstDay = 200;
    const string Served = "counting_served", Copied = "counting_copied";

    internal static async Task<IngestRates> RunAsync(Cluster cluster, int events, TextWriter output, CancellationToken ct)
    {
        // As dense as a platform of full size is.
        var data = new DataSet(DataSet.FullSize);
        var slice = data.Events(0, FirstDay).Take(Math.Min(WarmUpEvents, events) + events);
        var (bodies, months) = (new List<(byte[] Body, int Events)>(), new SortedSet<DateTime>());
        var measured = DateTime.MinValue;
        foreach (var batch in slice.Chunk(Batch))
        {
            if (bodies.Count == Warming(events)) measured = batch[0].Time;
            bodies.Add((WireFormat.Lines(batch), batch.Length));
            months.UnionWith(batch.Select(e => new DateTime(e.Time.Year, e.Time.Month, 1, 0, 0, 0, DateTimeKind.Utc)));
        }
        List<double> served = [], copied = [];
        var (peak, rows) = (0L, Array.Empty<byte>());
        for (var round = 1; round <= Rounds; round++)
        {
            var database = await FreshAsync(cluster, Served, data, ct);
            await using (var server = await UsageServerChild.StartAsync(database))
            {
                await Senders.SendAsync(server.Http, bodies[..Warming(events)], ct);
                served.Add(bodies[Warming(events)..].Sum(body => body.Events) / await Senders.SendAsync(server.Http, bodies[Warming(events)..], ct));
                peak = Math.Max(peak, server.PeakBytes);
            }
            if (round == 1) rows = await PlainCopy.ReadAsync(database, measured, ct);
            await cluster.DropAsync(Served, ct);
            copied.Add(events / await PlainCopy.WriteAsync(await FreshAsync(cluster, Copied, data, ct), rows, months, ct));
            await cluster.DropAsync(Copied, ct);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"ingest of {events:N0} events, round {round}: {served[^1]:N0} acknowledged/s, {copied[^1]:N0}/s by plain COPY"));
        }
        return new IngestRates(Measured.Median(served), Measured.Median(copied), peak);
    }

    static int Warming(int events) => Math.Min(WarmUpEvents, events) / Batch;

    static async Task<string> FreshAsync(Cluster cluster, string name, DataSet data, CancellationToken ct)
    {
        await cluster.DropAsync(name, ct);
        var database = await cluster.DatabaseAsync(name, ct);
        await Loading.PrepareAsync(database, data, ct);
        return database;
    }
}

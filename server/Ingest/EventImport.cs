using System.IO.Compression;
using System.IO.Pipelines;
using System.Threading.Channels;
using UsageAnalysis.Ingest.Csv;

namespace UsageAnalysis.Ingest;

/// <summary>How many records of an import were stored, known already, and rejected.</summary>
public sealed record ImportCounts(long Stored, long Duplicates, long Rejected)
{
    /// <summary>All of them.</summary>
    public long Total => Stored + Duplicates + Rejected;

    /// <summary>Both together.</summary>
    public static ImportCounts operator +(ImportCounts left, ImportCounts right) =>
        new(left.Stored + right.Stored, left.Duplicates + right.Duplicates, left.Rejected + right.Rejected);
}

/// <summary>
/// Writes the records of a stream to the log: NDJSON or one JSON array, gzip or not; both are recognised by their first bytes.
/// </summary>
/// <param name="writer">Where they go.</param>
/// <param name="time">Says what is too far ahead.</param>
/// <param name="batchRecords">Records of one transaction.</param>
public sealed class EventImport(EventWriter writer, TimeProvider time, int batchRecords = 5_000)
{
    /// <summary>Batches that are parsed while one is written: memory stays constant, whatever the size of the file.</summary>
    const int Ahead = 2;

    sealed record Entry(WireRecord Source, LoggedEvent? Logged, string? Reason);

    /// <summary>Imports a stream.</summary>
    /// <param name="source">Read to its end, unless stopped.</param>
    /// <param name="name">Of the source, for messages.</param>
    /// <param name="complain">Told about each record that is rejected, with its place.</param>
    /// <param name="committed">Told after each transaction what came of it.</param>
    /// <param name="ct">Stops after the batch that is being written.</param>
    /// <exception cref="System.Text.Json.JsonException">A JSON array is malformed; some of what stood before may be stored.</exception>
    /// <exception cref="InvalidDataException">The gzip is malformed; some of what stood before may be stored.</exception>
    public Task RunAsync(Stream source, string name, Action<string> complain, Action<ImportCounts> committed, CancellationToken ct) =>
        RunAsync(stop => RecordsAsync(RecordSource.Open(source), stop), name, complain, committed, ct);

    /// <summary>Imports a CSV file.</summary>
    /// <exception cref="CsvMappingException">It has not the columns that the mapping says.</exception>
    /// <inheritdoc cref="RunAsync(Stream, string, Action{string}, Action{ImportCounts}, CancellationToken)"/>
    public Task RunAsync(
        CsvRecords csv, Stream source, string name, Action<string> complain, Action<ImportCounts> committed, CancellationToken ct) =>
        RunAsync(stop => RowsAsync(csv, RecordSource.Open(source), stop), name, complain, committed, ct);

    async Task RunAsync(
        Func<CancellationToken, IAsyncEnumerable<WireRecord>> read, string name, Action<string> complain, Action<ImportCounts> committed,
        CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var batches = Channel.CreateBounded<List<Entry>>(Ahead);
        var reading = Task.Run(() => ReadAsync(read(stop.Token), batches.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(ct))
            {
                committed(await WriteAsync(batch, name, complain));
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Ends the channel with its own failure, so that what was read before is written first.</summary>
    async Task ReadAsync(IAsyncEnumerable<WireRecord> records, ChannelWriter<List<Entry>> batches, CancellationToken ct)
    {
        var (batch, names) = (new List<Entry>(batchRecords), new NamePool());
        try
        {
            await foreach (var record in records)
            {
                batch.Add(Parse(record, names));
                if (batch.Count == batchRecords)
                {
                    await batches.WriteAsync(batch, ct);
                    batch = new List<Entry>(batchRecords);
                }
            }
            await batches.WriteAsync(batch, ct);
            batches.Complete();
        }
        catch (Exception e)
        {
            if (e is not OperationCanceledException)
            {
                await batches.WriteAsync(batch, ct);
            }
            batches.Complete(e);
        }
    }

    static async IAsyncEnumerable<WireRecord> RecordsAsync(
        PipeReader source, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var text = await UnzippedAsync(source, ct);
        var array = await RecordSource.FirstByteAsync(text, ct) == '[';
        await foreach (var record in array ? RecordSource.JsonAsync(text, ct) : RecordSource.LinesAsync(text, ct))
        {
            yield return record;
        }
    }

    static async IAsyncEnumerable<WireRecord> RowsAsync(
        CsvRecords csv, PipeReader source, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var record in csv.ReadAsync(await UnzippedAsync(source, ct), ct))
        {
            yield return record;
        }
    }

    /// <summary>Known by its first bytes: https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1</summary>
    static async Task<PipeReader> UnzippedAsync(PipeReader source, CancellationToken ct)
    {
        var start = await source.ReadAtLeastAsync(2, ct);
        var gzip = start.Buffer is { Length: >= 2, FirstSpan: [0x1f, 0x8b, ..] };
        source.AdvanceTo(start.Buffer.Start);
        return gzip ? RecordSource.Open(new GZipStream(source.AsStream(), CompressionMode.Decompress)) : source;
    }

    Entry Parse(WireRecord record, NamePool names)
    {
        if (record.Json is not { } json)
        {
            return new Entry(record, null, record.Problem);
        }
        return EventParser.TryParse(json, time.GetUtcNow().UtcDateTime, names, out var logged, out var rejection)
            ? new Entry(record with { Json = null }, logged, null)
            : new Entry(record with { Json = null }, null, rejection.Reason);
    }

    async Task<ImportCounts> WriteAsync(List<Entry> batch, string name, Action<string> complain)
    {
        List<Entry> events = [.. batch.Where(entry => entry.Logged is not null)];
        var outcomes = await writer.WriteAsync([.. events.Select(entry => entry.Logged!)], CancellationToken.None);
        var rejected = batch.Where(entry => entry.Reason is not null)
            .Concat(events.Zip(outcomes, (entry, outcome) => entry with { Reason = outcome.Reason })
                .Where(entry => entry.Reason is not null))
            .OrderBy(entry => entry.Source.Position).ToList();
        foreach (var (record, _, reason) in rejected)
        {
            complain(record.Line > 0 ? $"{name}:{record.Line}: {reason}" : $"{name}: record {record.Position + 1}: {reason}");
        }
        return new ImportCounts(
            outcomes.Count(outcome => outcome.Status == RecordStatus.Stored),
            outcomes.Count(outcome => outcome.Status == RecordStatus.Duplicate), rejected.Count);
    }
}

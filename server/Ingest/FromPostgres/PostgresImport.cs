using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;
using UsageAnalysis.Data;

namespace UsageAnalysis.Ingest.FromPostgres;

/// <summary>
/// Copies a platform's own log, with what it knows, from another database. Its events keep their ids, so that what is in the log already
/// changes nothing; an import that was stopped goes on behind the last event that it had stored.
/// </summary>
/// <param name="target">The migrated database of this product.</param>
/// <param name="source">The platform's.</param>
/// <param name="time">Says what is too far ahead.</param>
/// <param name="batchRecords">Events of one transaction.</param>
public sealed class PostgresImport(NpgsqlDataSource target, NpgsqlDataSource source, TimeProvider time, int batchRecords = 5_000)
{
    /// <summary>Batches that wait for a writer: memory stays constant, whatever the size of the source.</summary>
    const int Ahead = 1;

    /// <summary>While one waits for the database, the other one prepares its batch.</summary>
    const int Writers = 2;

    /// <summary>What is told about an import while it runs.</summary>
    /// <param name="Say">A sentence: what the source lacks, and where the import goes on.</param>
    /// <param name="Registered">What the registry has learned.</param>
    /// <param name="Complain">A record that was rejected, and why.</param>
    /// <param name="Committed">After each transaction: what came of it, and how many events there were to do at the start.</param>
    public sealed record Listener(
        Action<string> Say, Action<CatalogChanges> Registered, Action<string> Complain, Action<ImportCounts, long> Committed);

    /// <summary>Imports, and stops after the batches that are being written.</summary>
    /// <exception cref="SourceException">The source holds no log.</exception>
    /// <exception cref="CatalogException">What it knows does not fit together, for example groups that contain themselves.</exception>
    public async Task RunAsync(Listener listener, CancellationToken ct)
    {
        await using var reader = await SourceReader.OpenAsync(source, ct);
        foreach (var loss in reader.Tables.Losses)
        {
            listener.Say(loss);
        }
        if (!await reader.FindsValuesAsync(ct))
        {
            listener.Say("The source has no index on event_parameter_values (event_id), so that each page of events reads all values. " +
                "Make one there first, unless there are few.");
        }
        listener.Registered(await CatalogWriter.SaveAsync(target, await reader.Registry.ReadAsync(ct), ct));
        await foreach (var entities in reader.Registry.EntitiesAsync(ct))
        {
            listener.Registered(await CatalogWriter.SaveAsync(target, entities, ct));
        }
        var from = await PositionAsync(reader.Name, ct);
        if (from is { } stopped)
        {
            listener.Say($"An import of this source was stopped: it goes on behind {stopped.Time:yyyy-MM-dd'T'HH:mm:ss'Z'}.");
        }
        await CopyAsync(reader, from, listener, ct);
        await ExecuteAsync("delete from import_positions where source = $1", [new() { Value = reader.Name }], CancellationToken.None);
    }

    async Task CopyAsync(SourceReader reader, ImportPosition? from, Listener listener, CancellationToken ct)
    {
        var (total, timeless) = await reader.CountAsync(from, ct);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var pages = Channel.CreateBounded<SourcePage>(Ahead);
        var reading = Task.Run(() => ReadAsync(reader, from, pages.Writer, stop.Token), CancellationToken.None);
        var writers = Enumerable.Range(0, Writers).Select(_ => new EventWriter(target)).ToList();
        var writing = new Queue<(SourcePage Page, Task<IReadOnlyList<RecordOutcome>> Outcomes)>();
        var failed = false;
        try
        {
            var turn = 0;
            await foreach (var page in pages.Reader.ReadAllAsync(ct))
            {
                if (writing.Count == Writers)
                {
                    await FinishAsync(writing.Dequeue());
                }
                writing.Enqueue((page, writers[turn++ % Writers].WriteAsync(page.Events, CancellationToken.None)));
            }
        }
        finally
        {
            while (writing.Count > 0 && !failed)
            {
                await FinishAsync(writing.Dequeue());
            }
            await stop.CancelAsync();
            await Task.WhenAll(writing.Select(Task (batch) => batch.Outcomes)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var writer in writers)
            {
                await writer.DisposeAsync();
            }
        }
        if (timeless > 0)
        {
            listener.Complain($"{timeless} events have no time, or an infinite one");
            listener.Committed(new ImportCounts(0, 0, timeless), total);
        }

        // In their order: a position means that everything up to it is in the log.
        async Task FinishAsync((SourcePage Page, Task<IReadOnlyList<RecordOutcome>> Outcomes) batch)
        {
            failed = true;
            var outcomes = await batch.Outcomes;
            var refused = outcomes.Select((outcome, i) => (outcome, batch.Page.Events[i].Id)).Where(pair => pair.outcome.Reason is not null)
                .Select(pair => $"event {pair.Id}: {pair.outcome.Reason}").Concat(batch.Page.Rejected).ToList();
            refused.ForEach(listener.Complain);
            await SaveAsync(reader.Name, batch.Page.Last);
            failed = false;
            listener.Committed(new ImportCounts(
                outcomes.Count(outcome => outcome.Status == RecordStatus.Stored),
                outcomes.Count(outcome => outcome.Status == RecordStatus.Duplicate), refused.Count), total);
        }
    }

    /// <summary>Ends the channel with its own failure, so that what was read before is written first.</summary>
    async Task ReadAsync(SourceReader reader, ImportPosition? from, ChannelWriter<SourcePage> pages, CancellationToken ct)
    {
        try
        {
            await foreach (var page in reader.PagesAsync(from, batchRecords, time.GetUtcNow().UtcDateTime, ct))
            {
                await pages.WriteAsync(page, ct);
            }
            pages.Complete();
        }
        catch (Exception e)
        {
            pages.Complete(e);
        }
    }

    async Task<ImportPosition?> PositionAsync(string name, CancellationToken ct)
    {
        await using var command = target.CreateCommand("select event_time, event_id from import_positions where source = $1");
        command.Parameters.Add(new() { Value = name });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? new ImportPosition(reader.GetDateTime(0), reader.GetGuid(1)) : null;
    }

    Task SaveAsync(string name, ImportPosition position) => ExecuteAsync(
        """
        insert into import_positions (source, event_time, event_id) values ($1, $2, $3)
        on conflict (source) do update set event_time = excluded.event_time, event_id = excluded.event_id
        """,
        [
            new() { Value = name },
            new() { Value = DateTime.SpecifyKind(position.Time, DateTimeKind.Unspecified), NpgsqlDbType = NpgsqlDbType.Timestamp },
            new() { Value = position.Id },
        ], CancellationToken.None);

    async Task ExecuteAsync(string statement, NpgsqlParameter[] parameters, CancellationToken ct)
    {
        await using var command = target.CreateCommand(statement);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(ct);
    }
}

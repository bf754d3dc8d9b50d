using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;

namespace UsageAnalysis.Ingest.FromPostgres;

/// <summary>Some events of a source, in the order of their times.</summary>
/// <param name="Events">Those that can be logged.</param>
/// <param name="Rejected">Why others cannot.</param>
/// <param name="Last">The last one of them.</param>
sealed record SourcePage(List<LoggedEvent> Events, List<string> Rejected, ImportPosition Last);

/// <summary>How far an import is.</summary>
/// <param name="Time">Of the last event that is in the log, without a zone as in the source.</param>
/// <param name="Id">Its id.</param>
readonly record struct ImportPosition(DateTime Time, Guid Id);

/// <summary>Reads the log of a source: two connections with the same view of it, both unable to write.</summary>
sealed class SourceReader : IAsyncDisposable
{
    // Planning a page anew costs nothing beside reading it, and a plan for thousands of events joins whole tables where they are small.
    const string Begin = "set plan_cache_mode = force_custom_plan; set jit = off; begin isolation level repeatable read read only";

    readonly SourceEvent making = new();
    readonly NamePool names = new();
    readonly NpgsqlConnection rows;
    readonly NpgsqlConnection values;
    readonly SourceReferences references;

    SourceReader(NpgsqlConnection rows, NpgsqlConnection values, SourceTables tables, string name)
    {
        (this.rows, this.values, Tables, Name) = (rows, values, tables, name);
        Sql = new SourceSql(tables);
        Registry = new SourceRegistry(rows, tables, Sql);
        references = new SourceReferences(values, Sql.References, names);
    }

    public SourceTables Tables { get; }
    public SourceSql Sql { get; }
    public SourceRegistry Registry { get; }

    /// <summary>The same for the same database, another one for a copy of it.</summary>
    public string Name { get; }

    /// <exception cref="SourceException">It holds no log.</exception>
    public static async Task<SourceReader> OpenAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        var rows = await source.OpenConnectionAsync(ct);
        NpgsqlConnection? values = null;
        try
        {
            values = await source.OpenConnectionAsync(ct);
            var snapshot = await ScalarAsync<string>(rows, $"{Begin}; select pg_export_snapshot()", ct);
            await ScalarAsync<object>(values, $"{Begin}; set transaction snapshot '{snapshot}'", ct);
            var name = await ScalarAsync<string>(rows, """
                select concat_ws('/', (select system_identifier from pg_control_system()), current_database(), current_schema())
                """, ct);
            return new SourceReader(rows, values, await SourceTables.DetectAsync(rows, ct), name!);
        }
        catch
        {
            await rows.DisposeAsync();
            if (values is not null)
            {
                await values.DisposeAsync();
            }
            throw;
        }
    }

    /// <summary>How many events there are behind a position, and how many have no time and so no place in the log.</summary>
    public async Task<(long Further, long Timeless)> CountAsync(ImportPosition? from, CancellationToken ct)
    {
        await using var command = Behind(Sql.Count(from is not null), from);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>Whether looking up the parameters of some events is quick.</summary>
    public async Task<bool> FindsValuesAsync(CancellationToken ct) =>
        !Sql.HasValues || await ScalarAsync<bool>(rows, SourceSql.ValuesAreIndexed, ct);

    /// <summary>The events behind a position.</summary>
    public async IAsyncEnumerable<SourcePage> PagesAsync(
        ImportPosition? from, int size, DateTime now, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var ask = Sql.HasValues ? new NpgsqlCommand(Sql.Values, values) { CommandTimeout = 0 } : null;
        ask?.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        if (ask is not null)
        {
            await ask.PrepareAsync(ct);
        }
        await using var command = Behind(Sql.Events(from is not null), from);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var page = new List<SourceRow>(size);
        while (await reader.ReadAsync(ct))
        {
            page.Add(SourceRow.Read(reader, names));
            if (page.Count == size)
            {
                yield return await MakeAsync(page, ask, now, ct);
                page.Clear();
            }
        }
        if (page.Count > 0)
        {
            yield return await MakeAsync(page, ask, now, ct);
        }
    }

    async Task<SourcePage> MakeAsync(List<SourceRow> page, NpgsqlCommand? ask, DateTime now, CancellationToken ct)
    {
        var values = (ask is null ? [] : await ValuesAsync(ask, page, ct)).ToLookup(value => value.Event);
        var (events, rejected) = (new List<LoggedEvent>(page.Count), new List<string>());
        foreach (var row in page)
        {
            if (EventParser.TimeFault(row.Time, now) is { } fault)
            {
                rejected.Add($"event {row.Id}: time {row.Time:O} {fault}");
            }
            else
            {
                events.Add(making.Make(row, values[row.Id]));
            }
        }
        return new SourcePage(events, rejected, new ImportPosition(page[^1].Time, page[^1].Id));
    }

    async Task<IEnumerable<SourceValue>> ValuesAsync(NpgsqlCommand ask, List<SourceRow> page, CancellationToken ct)
    {
        ask.Parameters[0].Value = page.Select(row => row.Id).ToArray();
        var found = new List<SourceValue>(page.Count);
        await using (var reader = await ask.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                found.Add(SourceValue.Read(reader, names));
            }
        }
        var known = await references.OfAsync([.. found.Select(value => value.Uuid).OfType<Guid>()], ct);
        return found.Select(value => value.Uuid is { } id ? value with { Reference = known[id] } : value);
    }

    NpgsqlCommand Behind(string statement, ImportPosition? from)
    {
        var command = new NpgsqlCommand(statement, rows) { CommandTimeout = 0 };
        if (from is { } position)
        {
            var time = DateTime.SpecifyKind(position.Time, DateTimeKind.Unspecified);
            command.Parameters.Add(new() { Value = time, NpgsqlDbType = NpgsqlDbType.Timestamp });
            command.Parameters.Add(new() { Value = position.Id, NpgsqlDbType = NpgsqlDbType.Uuid });
        }
        return command;
    }

    static async Task<T?> ScalarAsync<T>(NpgsqlConnection connection, string statement, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
        return (T?)await command.ExecuteScalarAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        making.Dispose();
        await rows.DisposeAsync();
        await values.DisposeAsync();
    }
}

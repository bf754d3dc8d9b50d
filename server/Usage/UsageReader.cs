using System.Text.Json;
using Npgsql;
using UsageAnalysis.Analytics;
using UsageAnalysis.Data;

namespace UsageAnalysis.Usage;

/// <summary>
/// Answers aggregate questions of one request: one round trip each, however many subjects they are asked of; and none where the cache knows
/// the answer, but for one look at the version of each range.
/// </summary>
/// <param name="reading">Where questions are asked.</param>
/// <param name="cache">Remembers answers; null asks every question.</param>
/// <param name="time">Tells which ranges are finished.</param>
public sealed class UsageReader(ReadingDataSource reading, AnswerCache? cache, TimeProvider time)
{
    readonly UsageVersions versions = new(reading);

    /// <summary>Answers one question: one result for each subject in order, or one alone where there are no subjects.</summary>
    /// <exception cref="EventsDroppedException">It needs single events that were dropped by age.</exception>
    public async Task<UsageResult[]> AskAsync(UsageQuery query, CancellationToken ct)
    {
        var plan = UsagePlan.For(query);
        var answers = await RunAsync(query, plan, ct);
        await RequireEventsAsync(plan.SingleEvents, ct);
        return plan.MergesHistograms && SmallSets.Question(query, answers) is { } exact
            ? SmallSets.WithExact(answers, await RunAsync(exact, UsagePlan.OfDurations(exact), ct))
            : answers;
    }

    async Task<UsageResult[]> RunAsync(UsageQuery query, UsagePlan plan, CancellationToken ct)
    {
        var parameters = new SqlParameters();
        var sql = UsageSql.Of(query, plan, parameters);
        // The version is that of what the statement reads: scopes of different ranges share it where the same times are picked of them.
        return await RememberedAsync(
            sql, parameters, query.Span, stop => ReadAsync(query, plan, sql, parameters, stop), AnswerSize.Of, ct);
    }

    /// <summary>The rows of a statement about the events of a scope, in its order.</summary>
    /// <param name="scoped">The scope that the statement is made with.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="read">Makes a row, of the same type wherever the statement is used.</param>
    /// <param name="ct">Leaves.</param>
    /// <exception cref="EventsDroppedException">It needs single events that were dropped by age.</exception>
    internal async Task<IReadOnlyList<TRow>> RowsAsync<TRow>(
        ScopedSql scoped, string sql, Func<NpgsqlDataReader, TRow> read, CancellationToken ct)
    {
        var answer = await RememberedAsync(
            sql, scoped.Parameters, scoped.Span, stop => ReadRowsAsync(sql, scoped.Parameters, read, stop), rows => rows.Bytes, ct);
        await RequireEventsAsync(scoped.SingleEvents, ct);
        return answer.Rows;
    }

    /// <summary>The answer to a statement that the request asks by means of its own, such as a database context.</summary>
    /// <param name="statement">What is asked.</param>
    /// <param name="span">All of the events that the answer depends on.</param>
    /// <param name="ask">Asks it.</param>
    /// <param name="sizeOf">About how many bytes an answer takes.</param>
    /// <param name="ct">Leaves.</param>
    internal async Task<TAnswer> AnswerAsync<TAnswer>(
        StatementHash statement, TimeRange span, Func<CancellationToken, Task<TAnswer>> ask, Func<TAnswer, long> sizeOf, CancellationToken ct)
        where TAnswer : class => cache is null
            ? await ask(ct)
            : await cache.GetAloneAsync(statement, await versions.OfAsync(span, ct), IsFinished(span), ask, sizeOf, ct);

    /// <summary>The version of the data that a question about a range depends on.</summary>
    internal Task<UsageVersion> VersionAsync(TimeRange span, CancellationToken ct) => versions.OfAsync(span, ct);

    sealed record RowsRead<TRow>(IReadOnlyList<TRow> Rows, long Bytes);

    async Task<RowsRead<TRow>> ReadRowsAsync<TRow>(
        string sql, SqlParameters parameters, Func<NpgsqlDataReader, TRow> read, CancellationToken ct)
    {
        await using var command = reading.DataSource.CreateCommand(sql);
        parameters.CopyTo(command);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<TRow>();
        var texts = Enumerable.Range(0, reader.FieldCount).Where(i => reader.GetFieldType(i) == typeof(string)).ToArray();
        var lists = Enumerable.Range(0, reader.FieldCount).Where(i => reader.GetFieldType(i).IsArray).ToArray();
        var (characters, items) = (0L, 0L);
        while (await reader.ReadAsync(ct))
        {
            rows.Add(read(reader));
            characters += texts.Sum(i => reader.IsDBNull(i) ? 0 : (long)reader.GetString(i).Length);
            items += lists.Sum(i => reader.IsDBNull(i) ? 0 : (long)((Array)reader.GetValue(i)).Length);
        }
        return new(rows, AnswerSize.OfRows(rows.Count, reader.FieldCount, characters, items));
    }

    async Task<TAnswer> RememberedAsync<TAnswer>(
        string sql, SqlParameters parameters, TimeRange span, Func<CancellationToken, Task<TAnswer>> ask, Func<TAnswer, long> sizeOf,
        CancellationToken ct)
        where TAnswer : class => cache is null
            ? await ask(ct)
            : await cache.GetAsync(
                StatementHash.Of(sql, parameters), await versions.OfAsync(span, ct), IsFinished(span), ask, sizeOf, ct);

    bool IsFinished(TimeRange span) => span.To <= time.GetUtcNow().UtcDateTime;

    async Task<UsageResult[]> ReadAsync(UsageQuery query, UsagePlan plan, string sql, SqlParameters parameters, CancellationToken ct)
    {
        await using var command = reading.DataSource.CreateCommand(sql);
        parameters.CopyTo(command);
        await using var reader = await command.ExecuteReaderAsync(ct);

        var answers = Enumerable.Range(0, query.Answers).Select(_ => new List<UsageRow>()).ToArray();
        var totals = new int[query.Answers];
        var length = UsageSql.KeyLength(query);
        while (await reader.ReadAsync(ct))
        {
            var subject = reader.GetInt32(0) - 1;
            if (query.First is not null)
            {
                totals[subject] = checked((int)reader.GetInt64(reader.GetOrdinal("total_rows")));
                if (reader.GetInt64(reader.GetOrdinal("place")) <= query.Offset)
                {
                    continue;
                }
            }
            var key = Enumerable.Range(1, length).Select(i => ReadKeyPart(reader, i)).ToArray();
            answers[subject].Add(new UsageRow(key, MeasureSql.Read(reader, plan)));
        }
        return [.. answers.Select((rows, i) => new UsageResult(rows, query.First is null ? rows.Count : totals[i]))];
    }

    /// <summary>The measures of all events together, of each subject.</summary>
    public async Task<MeasureValues[]> TotalsAsync(
        TimeRange range, ScopeFilter filter, MeasureSet measures, IReadOnlyList<UsageSubject>? subjects, CancellationToken ct)
    {
        var query = new UsageQuery(range, filter, measures) { Subjects = subjects };
        return measures == MeasureSet.None
            ? new MeasureValues[query.Answers]
            : [.. (await AskAsync(query, ct)).Select(result => result.Rows is [var row] ? row.Values : default)];
    }

    /// <summary>How many rows the database expects to read from a source of a plan, by its statistics.</summary>
    internal async Task<long> EstimatedRowsAsync(UsageQuery query, UsagePart part, UsageSource source, CancellationToken ct)
    {
        var parameters = new SqlParameters();
        var facts = new FactSql(query, part, new ManyValuedSql(query, []), parameters).Of(source);
        await using var command = reading.DataSource.CreateCommand($"explain (format json) {facts}");
        parameters.CopyTo(command);
        using var plan = JsonDocument.Parse((string)(await command.ExecuteScalarAsync(ct))!);
        return plan.RootElement[0].GetProperty("Plan").GetProperty("Plan Rows").GetInt64();
    }

    /// <summary>Start of the quarter of an hour of the first event; null when there are no events.</summary>
    public async Task<DateTime?> FirstEventAsync(CancellationToken ct)
    {
        await using var command = reading.DataSource.CreateCommand("select min(bucket) from usage_quarter_hours");
        return await command.ExecuteScalarAsync(ct) as DateTime?;
    }

    /// <summary>The first instant that single events are kept of; null when none were dropped.</summary>
    public async Task<DateTime?> EventsSinceAsync(CancellationToken ct)
    {
        await using var command = reading.DataSource.CreateCommand("select nullif(events_since, '-infinity') from retention");
        return await command.ExecuteScalarAsync(ct) as DateTime?;
    }

    // Looked at after the answer: what was dropped before the events were read is known then.
    async Task RequireEventsAsync(IEnumerable<TimeRange> needed, CancellationToken ct)
    {
        if (!needed.Any() || await EventsSinceAsync(ct) is not { } since)
        {
            return;
        }
        foreach (var range in needed.Where(range => range.From < since))
        {
            if (await WasCountedAsync(range with { To = range.To < since ? range.To : since }, ct))
            {
                throw new EventsDroppedException(range, since);
            }
        }
    }

    // Where nothing was ever counted, nothing is missing.
    async Task<bool> WasCountedAsync(TimeRange range, CancellationToken ct)
    {
        const string Sql = "select exists (select from usage_quarter_hours where bucket > $1 and bucket < $2)";
        await using var command = reading.DataSource.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = range.From - UsageTable.UsageQuarterHours.Grain() });
        command.Parameters.Add(new() { Value = range.To });
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    static UsageKeyPart ReadKeyPart(NpgsqlDataReader reader, int ordinal) => reader.GetValue(ordinal) switch
    {
        string text => new UsageKeyPart(null, text),
        int id => new UsageKeyPart(id, null),
        long id => new UsageKeyPart(id, null),
        _ => default,
    };
}

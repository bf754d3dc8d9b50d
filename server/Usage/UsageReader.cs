using Npgsql;
using UsageAnalysis.Analytics;
using UsageAnalysis.Data;

namespace UsageAnalysis.Usage;

/// <summary>Answers aggregate questions: one round trip each.</summary>
public sealed class UsageReader(ReadingDataSource reading)
{
    /// <summary>Answers one question.</summary>
    public async Task<UsageResult> AskAsync(UsageQuery query, CancellationToken ct)
    {
        var parameters = new SqlParameters();
        var sql = UsageSql.Of(query, parameters);
        await using var command = reading.DataSource.CreateCommand(sql);
        parameters.CopyTo(command);
        await using var reader = await command.ExecuteReaderAsync(ct);

        var rows = new List<UsageRow>();
        var totalRows = 0;
        while (await reader.ReadAsync(ct))
        {
            var key = query.By.Select((_, i) => ReadKeyPart(reader, i)).ToArray();
            rows.Add(new UsageRow(key, MeasureSql.Read(reader, query.Measures)));
            totalRows = checked((int)reader.GetInt64(reader.GetOrdinal("total_rows")));
        }
        // A page beyond the end has no row to carry the total.
        return rows is [] && query.Offset > 0
            ? new UsageResult(rows, (await AskAsync(query with { Offset = 0, First = 1 }, ct)).TotalRows)
            : new UsageResult(rows, totalRows);
    }

    /// <summary>The measures of all events in the range together.</summary>
    public async Task<MeasureValues> TotalsAsync(TimeRange range, ScopeFilter filter, MeasureSet measures, CancellationToken ct) =>
        measures == MeasureSet.None ? default : (await AskAsync(new UsageQuery(range, filter, measures), ct)).Rows[0].Values;

    /// <summary>Start of the quarter of an hour of the first event; null when there are no events.</summary>
    public async Task<DateTime?> FirstEventAsync(CancellationToken ct)
    {
        await using var command = reading.DataSource.CreateCommand("select min(bucket) from usage_quarter_hours");
        return await command.ExecuteScalarAsync(ct) as DateTime?;
    }

    static UsageKeyPart ReadKeyPart(NpgsqlDataReader reader, int ordinal) => reader.GetValue(ordinal) switch
    {
        string text => new UsageKeyPart(null, text),
        int id => new UsageKeyPart(id, null),
        long id => new UsageKeyPart(id, null),
        _ => default,
    };
}

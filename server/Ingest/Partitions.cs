using System.Globalization;
using Npgsql;
using UsageAnalysis.Ingest.Retention;

namespace UsageAnalysis.Ingest;

/// <summary>Makes the monthly partitions of the log as events need them, and remembers those that exist.</summary>
/// <remarks>
/// A partition is made as a table of its own and then attached, which does not stop readers and writers of the others
/// (https://www.postgresql.org/docs/current/sql-altertable.html, ATTACH PARTITION). An advisory lock lets several servers do it at once.
/// </remarks>
sealed class Partitions
{
    // An arbitrary key that only this class uses.
    const long AdvisoryLock = 0x5573_6167_6550_6172;

    /// <summary>Nobody else makes or drops partitions until the transaction ends.</summary>
    public static readonly string LockSql = FormattableString.Invariant($"select pg_advisory_xact_lock({AdvisoryLock})");

    /// <summary>Everything before shares one partition.</summary>
    public static readonly DateTime FirstMonth = new(2015, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    static readonly string[] Tables = ["events", "event_entities"];

    readonly HashSet<DateTime> known = [];

    /// <summary>
    /// Afterwards every one of these times has a partition, but for those before the floor, whose partitions were dropped. Runs in a short
    /// transaction of its own.
    /// </summary>
    public async Task EnsureAsync(NpgsqlConnection connection, IEnumerable<DateTime> times, CancellationToken ct)
    {
        List<DateTime> missing = [.. times
            .Where(time => time >= FirstMonth).Select(Month).Distinct().Where(month => !known.Contains(month)).Order()];
        if (missing.Count == 0)
        {
            return;
        }
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand(LockSql, connection);
        await command.ExecuteNonQueryAsync(ct);
        var floor = await RetentionFloor.ReadAsync(connection, ct);
        var existing = await ExistingAsync(connection, missing, ct);
        command.CommandText = string.Concat(missing.Where(month => month >= floor).SelectMany(month => Tables, (month, table) => (month, table))
            .Where(partition => !existing.Contains(Name(partition.table, partition.month)))
            .Select(partition => CreateSql(partition.table, partition.month)));
        if (command.CommandText.Length > 0)
        {
            await command.ExecuteNonQueryAsync(ct);
        }
        await transaction.CommitAsync(ct);
        known.UnionWith(missing);
    }

    /// <summary>Somebody may have dropped partitions: look again.</summary>
    public void Forget() => known.Clear();

    static async Task<HashSet<string>> ExistingAsync(NpgsqlConnection connection, List<DateTime> months, CancellationToken ct)
    {
        const string Sql = "select name from unnest($1::text[]) as name where to_regclass(name) is not null";
        await using var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters = { new() { Value = months.SelectMany(month => Tables, (month, table) => Name(table, month)).ToArray() } },
        };
        var existing = new HashSet<string>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            existing.Add(reader.GetString(0));
        }
        return existing;
    }

    static string CreateSql(string table, DateTime month) => $"""
        create table {Name(table, month)} (like {table} including all);
        alter table {table} attach partition {Name(table, month)} for values from ('{Text(month)}') to ('{Text(month.AddMonths(1))}');

        """;

    /// <summary>Which times a partition is for; false when the name is not one of ours.</summary>
    /// <param name="name">Of a table.</param>
    /// <param name="from">First instant; null where there is none.</param>
    /// <param name="to">First instant after it.</param>
    public static bool TryParse(string name, out DateTime? from, out DateTime to)
    {
        (from, to) = (null, FirstMonth);
        DateTime month = default;
        if (Tables.Any(table => name == $"{table}_before_{FirstMonth.Year.ToString(CultureInfo.InvariantCulture)}"))
        {
            return true;
        }
        if (Tables.Any(table => name.StartsWith($"{table}_", StringComparison.Ordinal)
            && DateTime.TryParseExact(name[(table.Length + 1)..], "yyyy_MM", CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out month)))
        {
            (from, to) = (month, month.AddMonths(1));
            return true;
        }
        return false;
    }

    static DateTime Month(DateTime time) => new(time.Year, time.Month, 1, 0, 0, 0, DateTimeKind.Utc);

    static string Name(string table, DateTime month) => $"{table}_{month.ToString("yyyy_MM", CultureInfo.InvariantCulture)}";

    static string Text(DateTime month) => month.ToString("yyyy-MM-dd'Z'", CultureInfo.InvariantCulture);
}

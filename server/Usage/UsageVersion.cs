using System.Collections.Concurrent;
using Npgsql;
using UsageAnalysis.Analytics;
using UsageAnalysis.Data;

namespace UsageAnalysis.Usage;

/// <summary>
/// A state of the data that a question of one range depends on. Whatever is committed afterwards and changes an answer changes it.
/// </summary>
/// <param name="Events">Events on the days of the range: they are only ever added.</param>
/// <param name="Registry">Of all else, see <c>Migrations/0007_registry_version.sql</c>.</param>
readonly record struct UsageVersion(long Events, long Registry);

/// <summary>
/// Looks at the versions of ranges, for one request: at each once, and not before it is asked for, so that the request misses nothing that
/// was committed when it arrived.
/// </summary>
sealed class UsageVersions(ReadingDataSource reading)
{
    const string Sql =
        """
        -- DataVersion: of the events on some days, and of the registry
        select
          (select coalesce(sum(events), 0)::bigint from usage_day_totals where bucket >= $1 and bucket < $2),
          (select version from registry_version)
        """;

    readonly ConcurrentDictionary<TimeRange, Lazy<Task<UsageVersion>>> known = [];

    /// <summary>The version of a range.</summary>
    public Task<UsageVersion> OfAsync(TimeRange range, CancellationToken ct) =>
        known.GetOrAdd(UsageTable.UsageDayTotals.Around(range), days => new(() => ReadAsync(days, ct))).Value;

    async Task<UsageVersion> ReadAsync(TimeRange days, CancellationToken ct)
    {
        await using var command = reading.DataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = days.From });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = days.To });
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new UsageVersion(reader.GetInt64(0), reader.GetInt64(1));
    }
}

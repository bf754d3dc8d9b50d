using Npgsql;
using NpgsqlTypes;

namespace UsageAnalysis.Ingest.Rollups;

/// <summary>What of the rollups is meant: the whole UTC weeks, Monday to Sunday, that cover some days.</summary>
/// <param name="From">First day; null for everything up to <paramref name="To"/>.</param>
/// <param name="To">Last day; null for everything from <paramref name="From"/>.</param>
public sealed record RollupRange(DateOnly? From, DateOnly? To)
{
    // Few enough that the sessions and activities of so many users are counted in memory.
    const int UsersOfASection = 256;

    static readonly DateTime Monday = new(2000, 1, 3, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Whether it is everything; only then what is of all time is meant too.</summary>
    public bool IsEverything => From is null && To is null;

    /// <summary>The parts of it that are worked on one after the other, as far as their events are still there.</summary>
    internal async Task<RollupSections> SectionsAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var floor = await ScalarAsync<DateTime>(connection, "select events_since from retention", ct);
        DateTime? since = floor == DateTime.MinValue ? null : WeekOf(floor.AddDays(7).AddTicks(-1));
        var from = From is { } first ? WeekOf(Midnight(first)) : DateTime.MinValue;
        var to = To is { } last ? WeekOf(Midnight(last)).AddDays(7) : DateTime.MaxValue;
        var weeks = await StartsAsync(connection, "Weeks", since > from ? since.Value : from, to, ct);
        var stray = await StartsAsync(connection, "FourWeeks", floor > from ? floor : from, to, ct);
        List<RollupSection> sections =
        [
            .. weeks.Select(week => RollupSection.Of(RollupTable.OfWeeks, week, 7)),
            .. weeks.Select(week => StartOf(week, 28)).Union(stray).Where(start => start >= floor).Order()
                .Select(start => RollupSection.Of(RollupTable.OfFourWeeks, start, 28)),
        ];
        if (IsEverything)
        {
            var users = await ScalarAsync<int>(connection, "select max(id) from users", ct);
            sections.AddRange(Enumerable.Range(0, (users / UsersOfASection) + 1).Select(block => new RollupSection(
                RollupTable.OfAllTime, new() { Value = block * UsersOfASection }, new() { Value = (block + 1) * UsersOfASection })));
        }
        return new RollupSections(sections, weeks.Count, since > from ? since : null);
    }

    static async Task<List<DateTime>> StartsAsync(
        NpgsqlConnection connection, string statement, DateTime from, DateTime to, CancellationToken ct)
    {
        await using var command = RollupSection.Of([], from, to).Command(RollupTable.Read(statement), connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var starts = new List<DateTime>();
        while (await reader.ReadAsync(ct))
        {
            starts.Add(reader.GetDateTime(0));
        }
        return starts;
    }

    static async Task<T> ScalarAsync<T>(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(ct))!;
    }

    static DateTime Midnight(DateOnly day) => day.ToDateTime(default, DateTimeKind.Utc);

    static DateTime WeekOf(DateTime time) => StartOf(time, 7);

    static DateTime StartOf(DateTime time, int days)
    {
        var beyond = (time.Date - Monday).Days % days;
        return time.Date.AddDays(beyond < 0 ? -beyond - days : -beyond);
    }
}

/// <summary>Parts of a range.</summary>
/// <param name="All">In the order of work: first the weeks, then four weeks each, then blocks of users.</param>
/// <param name="Weeks">How many of them are weeks.</param>
/// <param name="Since">First instant of the range whose week has all its events; null when none of the range were dropped.</param>
sealed record RollupSections(List<RollupSection> All, int Weeks, DateTime? Since);

/// <summary>A part of some rollups that is worked on at once.</summary>
/// <param name="Tables">Which rollups.</param>
/// <param name="From">First value of their section.</param>
/// <param name="To">First value after it.</param>
sealed record RollupSection(IReadOnlyList<RollupTable> Tables, NpgsqlParameter From, NpgsqlParameter To)
{
    /// <summary>Some days.</summary>
    public static RollupSection Of(IReadOnlyList<RollupTable> tables, DateTime from, int days) => Of(tables, from, from.AddDays(days));

    /// <summary>A range of time.</summary>
    public static RollupSection Of(IReadOnlyList<RollupTable> tables, DateTime from, DateTime to) => new(
        tables,
        new() { Value = from, NpgsqlDbType = NpgsqlDbType.TimestampTz },
        new() { Value = to, NpgsqlDbType = NpgsqlDbType.TimestampTz });

    /// <summary>A command with the ends as $1 and $2. It takes as long as it takes.</summary>
    public NpgsqlCommand Command(string sql, NpgsqlConnection connection) =>
        new(sql, connection) { CommandTimeout = 0, Parameters = { From.Clone(), To.Clone() } };
}

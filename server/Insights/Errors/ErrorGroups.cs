using Npgsql;
using UsageAnalysis.Analytics;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Insights.Errors;

/// <summary>The errors of a scope that have the same values in some dimensions.</summary>
/// <param name="Key">One value a dimension, in the order asked.</param>
/// <param name="Occurrences">How many events.</param>
/// <param name="Users">Distinct known users.</param>
/// <param name="Sessions">Distinct sessions.</param>
/// <param name="FirstSeenAt">The first of these events.</param>
/// <param name="LastSeenAt">The last of these events.</param>
/// <param name="Handled">Events of which it is known that the program caught the error.</param>
/// <param name="Unhandled">Events of which it is known that it did not.</param>
public sealed record ErrorGroup(
    ValueList<UsageKeyPart> Key, long Occurrences, long Users, long Sessions, DateTime FirstSeenAt, DateTime LastSeenAt, long Handled,
    long Unhandled);

/// <summary>What groups of errors are ordered by.</summary>
public enum ErrorColumn
{
    /// <summary>How many events.</summary>
    Occurrences,

    /// <summary>Distinct known users.</summary>
    Users,

    /// <summary>Distinct sessions.</summary>
    Sessions,

    /// <summary>The first of the events.</summary>
    FirstSeenAt,

    /// <summary>The last of the events.</summary>
    LastSeenAt,

    /// <summary>Events of which it is known that the program did not catch the error.</summary>
    Unhandled,
}

/// <summary>Which groups are asked: all in no order, but for what is given here.</summary>
/// <param name="By">What they are grouped by.</param>
/// <param name="Marked">Whether errors that were marked as being none are among them.</param>
public sealed record ErrorGroupsAsked(ValueList<ErrorDimension> By, bool Marked)
{
    /// <summary>Precedence is position; equal groups come in an order of their own, which is always the same.</summary>
    public IReadOnlyList<(ErrorColumn Column, bool Descending)> Order { get; init; } = [];

    /// <summary>Groups to skip.</summary>
    public int Offset { get; init; }

    /// <summary>Most groups to answer; null for all of them.</summary>
    public int? First { get; init; }
}

/// <summary>All errors of a scope together.</summary>
/// <param name="Occurrences">Events that count as errors, without those that were marked as being none.</param>
/// <param name="Users">Distinct known users of these events.</param>
/// <param name="Sessions">Distinct sessions of these events.</param>
/// <param name="MarkedErrors">Signatures that were marked as being no errors.</param>
/// <param name="MarkedOccurrences">Events of these signatures.</param>
public sealed record ErrorSums(long Occurrences, long Users, long Sessions, long MarkedErrors, long MarkedOccurrences);

/// <summary>Counts the errors of a scope by some dimensions, from single events: few of all are errors.</summary>
/// <param name="reader">Asks.</param>
/// <param name="scope">The scope.</param>
/// <param name="subject">The node whose events alone count; null for everything in the scope.</param>
public sealed class ErrorGroups(UsageReader reader, UsageScope scope, UsageSubject? subject)
{
    /// <summary>Groups in their order, and how many there are in all.</summary>
    /// <param name="range">The range of the scope, or the one that it is compared with.</param>
    /// <param name="asked">Which.</param>
    /// <param name="ct">Leaves.</param>
    public async Task<(IReadOnlyList<ErrorGroup> Groups, int Total)> AskAsync(TimeRange range, ErrorGroupsAsked asked, CancellationToken ct)
    {
        var scoped = new ScopedSql(range, scope.Filter, subject);
        var sql = new ErrorGroupSql(scoped, asked).Statement();
        var length = asked.By.Count;
        var rows = await reader.RowsAsync(scoped, sql, row => (Group: ReadGroup(row, length), Total: (int)row.GetInt64(length + 7)), ct);
        return ([.. rows.Select(row => row.Group)], rows is [var first, ..] ? first.Total : 0);
    }

    /// <summary>How many occurrences each of some groups had in each bucket.</summary>
    /// <param name="axis">The buckets, which cover the range of the scope.</param>
    /// <param name="by">The dimensions.</param>
    /// <param name="keys">The groups.</param>
    /// <param name="ct">Leaves.</param>
    public async Task<long[][]> TrendsAsync(
        TimeAxis axis, IReadOnlyList<ErrorDimension> by, IReadOnlyList<ValueList<UsageKeyPart>> keys, CancellationToken ct)
    {
        var trends = keys.Select(_ => new long[axis.Starts.Count]).ToArray();
        if (trends is [])
        {
            return trends;
        }
        var scoped = new ScopedSql(scope.Range, scope.Filter, subject);
        var occurrences = new OccurrenceSql(scoped, by);
        var kept = KeySql.Rows(
            new([[.. keys.Select(key => key.ToArray())]]), [.. by.Select(OccurrenceSql.IsText)], "kept", scoped.Parameters);
        var sql =
            $"""
            -- Errors: over time, by {string.Join(", ", by)}
            select kept.place, width_bucket(f.event_time, {scoped.Parameters.Add(axis.Starts)}) - 1, count(*)
            from {occurrences.From}{occurrences.Joins}
            join {kept} on {occurrences.Matches("kept")}
            group by 1, 2
            """;
        var cells = await reader.RowsAsync(
            scoped, sql, row => (Place: row.GetInt32(0), Bucket: row.GetInt32(1), Count: row.GetInt64(2)), ct);
        foreach (var (place, bucket, count) in cells)
        {
            trends[place - 1][bucket] = count;
        }
        return trends;
    }

    /// <summary>All errors together, in the range of the scope.</summary>
    /// <param name="marked">Whether errors that were marked as being none count among the occurrences.</param>
    /// <param name="ct">Leaves.</param>
    public async Task<ErrorSums> SumsAsync(bool marked, CancellationToken ct)
    {
        var scoped = new ScopedSql(scope.Range, scope.Filter, subject);
        var shown = marked ? "true" : "not marked";
        // As the groups: hashes of few rows instead of sorting all for distinct ones.
        var sql =
            $"""
            -- Errors: in all
            with seen as materialized (
              select {OccurrenceSql.NotAnError} is true as marked, t.error_id, f.user_id, f.session_id, count(*) as occurrences
              from {new OccurrenceSql(scoped, []).From}
              group by 1, 2, 3, 4
            )
            select coalesce(sum(occurrences) filter (where {shown}), 0)::bigint,
              (select count(*) from (select distinct user_id from seen where {shown} and user_id <> 0) u),
              (select count(*) from (select distinct session_id from seen where {shown} and session_id is not null) s),
              (select count(*) from (select distinct error_id from seen where marked) e),
              coalesce(sum(occurrences) filter (where marked), 0)::bigint
            from seen
            """;
        return (await reader.RowsAsync(
            scoped, sql,
            row => new ErrorSums(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)), ct))[0];
    }

    static ErrorGroup ReadGroup(NpgsqlDataReader row, int key) => new(
        new(Enumerable.Range(0, key).Select(i => ReadKeyPart(row, i))),
        row.GetInt64(key), row.GetInt64(key + 1), row.GetInt64(key + 2), row.GetDateTime(key + 3), row.GetDateTime(key + 4),
        row.GetInt64(key + 5), row.GetInt64(key + 6));

    static UsageKeyPart ReadKeyPart(NpgsqlDataReader row, int ordinal) => row.GetValue(ordinal) switch
    {
        string text => new(null, text),
        int id => new(id, null),
        _ => default,
    };
}

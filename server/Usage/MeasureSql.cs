using System.Data.Common;
using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>The measures in SQL: the columns of an answer, and how to read them back.</summary>
static class MeasureSql
{
    /// <summary>Aggregates over facts <c>f</c>; <c>n</c> is the fact's user if first seen inside the range, or inside the bucket.</summary>
    static readonly (MeasureSet Measure, string Column, string Aggregate)[] Columns =
    [
        (MeasureSet.Events, "events", "coalesce(sum(f.events), 0)::bigint"),
        (MeasureSet.Users, "users", "count(distinct nullif(f.user_id, 0))"),
        (MeasureSet.NewUsers, "new_users", "count(distinct n.id)"),
        (MeasureSet.Sessions, "sessions", $"count(distinct nullif(f.session_id, {FactSql.NoSession}))"),
        (MeasureSet.Errors, "errors", "coalesce(sum(f.errors), 0)::bigint"),
        (MeasureSet.Duration, "timed", "coalesce(sum(f.timed), 0)::bigint"),
        (MeasureSet.Duration, "duration_us", "coalesce(sum(f.duration_us), 0)::numeric"),
        (MeasureSet.Duration, "max_duration_us", "coalesce(max(f.max_duration_us), 0)::bigint"),
    ];

    /// <summary>The select list of the measures asked for.</summary>
    public static IEnumerable<string> Select(MeasureSet measures) =>
        Columns.Where(c => measures.HasFlag(c.Measure)).Select(c => $"{c.Aggregate} as {c.Column}");

    /// <summary>A term over the columns of <see cref="Select"/> of a row <c>r</c>: the very number that the answer shows.</summary>
    public static string Term(UsageTerm term) => term switch
    {
        UsageTerm.Events => "r.events",
        UsageTerm.Users => "r.users",
        UsageTerm.NewUsers => "r.new_users",
        UsageTerm.Sessions => "r.sessions",
        UsageTerm.Errors => "r.errors",
        UsageTerm.ErrorRate => "r.errors::float8 / nullif(r.events, 0)",
        UsageTerm.MeanDurationMs => "r.duration_us::float8 / nullif(r.timed, 0) / 1000",
        UsageTerm.MaxDurationMs => "case when r.timed > 0 then r.max_duration_us::float8 / 1000 end",
        _ => throw new ArgumentOutOfRangeException(nameof(term), term, "Not a number of a row."),
    };

    /// <summary>Reads the columns of <see cref="Select"/> from the current row.</summary>
    public static MeasureValues Read(DbDataReader reader, MeasureSet measures)
    {
        long Value(MeasureSet measure, string column) => measures.HasFlag(measure) ? reader.GetInt64(reader.GetOrdinal(column)) : 0;

        return new MeasureValues(
            Value(MeasureSet.Events, "events"),
            Value(MeasureSet.Users, "users"),
            Value(MeasureSet.NewUsers, "new_users"),
            Value(MeasureSet.Sessions, "sessions"),
            Value(MeasureSet.Errors, "errors"),
            measures.HasFlag(MeasureSet.Duration)
                ? new DurationValues(
                    Value(MeasureSet.Duration, "timed"),
                    reader.GetDecimal(reader.GetOrdinal("duration_us")),
                    Value(MeasureSet.Duration, "max_duration_us"))
                : default);
    }
}

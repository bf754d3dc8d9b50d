using System.Data.Common;
using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>The measures in SQL: the columns of an answer, and how to read them back.</summary>
static class MeasureSql
{
    /// <param name="Measure">What it belongs to.</param>
    /// <param name="Name">Of the column.</param>
    /// <param name="OfFacts">
    /// Aggregate over facts <c>f</c>; <c>n</c> is the fact's user if first seen inside the range, or inside the bucket.
    /// </param>
    /// <param name="OfBlocks">
    /// Aggregate over blocks of users <c>s</c>, whose <c>users</c> are a set; <c>n</c> is the set of those who were first seen.
    /// </param>
    sealed record Column(MeasureSet Measure, string Name, string OfFacts, string OfBlocks);

    static readonly Column[] Columns =
    [
        new(MeasureSet.Events, "events", "coalesce(sum(f.events), 0)::bigint", "coalesce(sum(s.events), 0)::bigint"),
        new(MeasureSet.Users, "users", "count(distinct nullif(f.user_id, 0))", "coalesce(sum(bit_count(s.users)), 0)::bigint"),
        new(MeasureSet.NewUsers, "new_users", "count(distinct n.id)", "coalesce(sum(bit_count(s.users & n.users)), 0)::bigint"),
        new(MeasureSet.Sessions, "sessions", $"count(distinct nullif(f.session_id, {FactSql.NoSession}))", ""),
        new(MeasureSet.Errors, "errors", "coalesce(sum(f.errors), 0)::bigint", "coalesce(sum(s.errors), 0)::bigint"),
        new(MeasureSet.Duration, "timed", "coalesce(sum(f.timed), 0)::bigint", "coalesce(sum(s.timed), 0)::bigint"),
        new(MeasureSet.Duration, "duration_us", "coalesce(sum(f.duration_us), 0)::numeric", "coalesce(sum(s.duration_us), 0)::numeric"),
        new(MeasureSet.Duration, "max_duration_us", "coalesce(max(f.max_duration_us), 0)::bigint", "coalesce(max(s.max_duration_us), 0)::bigint"),
    ];

    const string Histogram = "durations";
    const string Exact = "percentiles_us";

    /// <summary>The select list of what a part measures, over facts.</summary>
    public static IEnumerable<string> OfFacts(UsagePart part)
    {
        foreach (var column in In(part)) yield return $"{column.OfFacts} as {column.Name}";
        if (part.Measures.HasFlag(MeasureSet.Percentiles))
        {
            yield return part.MergesHistograms
                ? $"sum(f.durations)::text as {Histogram}"
                : $"percentile_disc(array[0.5, 0.95, 0.99]) within group (order by f.max_duration_us) as {Exact}";
        }
    }

    /// <summary>The select list of what a part measures, a block of users.</summary>
    public static IEnumerable<string> WithinBlocks(UsagePart part) => In(part)
        .Where(column => column.Measure is not (MeasureSet.Users or MeasureSet.NewUsers))
        .Select(column => $"{column.OfFacts} as {column.Name}").Append("bit_or(f.users) as users");

    /// <summary>The select list of what a part measures, over <see cref="WithinBlocks"/>.</summary>
    public static IEnumerable<string> OfBlocks(UsagePart part) => In(part).Select(column => $"{column.OfBlocks} as {column.Name}");

    /// <summary>The select list of a part that is joined as <paramref name="alias"/> to one with more rows.</summary>
    public static IEnumerable<string> Joined(UsagePart part, string alias) => In(part)
        .Select(column => $"coalesce({alias}.{column.Name}, 0) as {column.Name}")
        .Concat(part.Measures.HasFlag(MeasureSet.Percentiles) ? [$"{alias}.{(part.MergesHistograms ? Histogram : Exact)}"] : []);

    /// <summary>A term over the columns of a row <c>r</c>: the very number that the answer shows.</summary>
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

    /// <summary>Reads the measures of a plan from the current row.</summary>
    public static MeasureValues Read(DbDataReader reader, UsagePlan plan)
    {
        var measures = plan.Parts.Aggregate(MeasureSet.None, (all, part) => all | part.Measures);
        long Value(MeasureSet measure, string column) => measures.HasFlag(measure) ? reader.GetInt64(reader.GetOrdinal(column)) : 0;

        var longest = Value(MeasureSet.Duration, "max_duration_us");
        return new MeasureValues(
            Value(MeasureSet.Events, "events"),
            Value(MeasureSet.Users, "users"),
            Value(MeasureSet.NewUsers, "new_users"),
            Value(MeasureSet.Sessions, "sessions"),
            Value(MeasureSet.Errors, "errors"),
            measures.HasFlag(MeasureSet.Duration)
                ? new DurationValues(
                    Value(MeasureSet.Duration, "timed"), reader.GetDecimal(reader.GetOrdinal("duration_us")), longest,
                    measures.HasFlag(MeasureSet.Percentiles) ? ReadPercentiles(reader, plan, longest) : null)
                : default);
    }

    static DurationPercentiles? ReadPercentiles(DbDataReader reader, UsagePlan plan, long longest)
    {
        var column = reader.GetOrdinal(plan.MergesHistograms ? Histogram : Exact);
        if (reader.IsDBNull(column))
        {
            return null;
        }
        if (plan.MergesHistograms)
        {
            return DurationHistogram.Percentiles(reader.GetString(column), longest);
        }
        // All null where nothing was timed.
        return reader.GetFieldValue<long?[]>(column) is [{ } p50, { } p95, { } p99] ? new DurationPercentiles(p50, p95, p99) : null;
    }

    static IEnumerable<Column> In(UsagePart part) => Columns.Where(column => part.Measures.HasFlag(column.Measure));
}

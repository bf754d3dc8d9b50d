using System.Data.Common;
using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>The measures in SQL: the columns of an answer, and how to read them back.</summary>
static class MeasureSql
{
    /// <param name="Measure">What it belongs to.</param>
    /// <param name="Name">Of the column.</param>
    /// <param name="OfFacts">Aggregate over facts <c>f</c>.</param>
    /// <param name="OfGroups">Aggregate over groups <c>s</c> of facts, which have the column already.</param>
    sealed record Column(MeasureSet Measure, string Name, string OfFacts, string OfGroups);

    static readonly Column[] Additive =
    [
        Sum(MeasureSet.Events, "events", "bigint"),
        Sum(MeasureSet.Errors, "errors", "bigint"),
        Sum(MeasureSet.Duration, "timed", "bigint"),
        Sum(MeasureSet.Duration, "duration_us", "numeric"),
        new(MeasureSet.Duration, "max_duration_us", "coalesce(max(f.max_duration_us), 0)::bigint", "coalesce(max(s.max_duration_us), 0)::bigint"),
    ];

    static Column Sum(MeasureSet measure, string name, string type) =>
        new(measure, name, $"coalesce(sum(f.{name}), 0)::{type}", $"coalesce(sum(s.{name}), 0)::{type}");

    static readonly (MeasureSet Measure, string Name)[] Distinct =
        [(MeasureSet.Users, "users"), (MeasureSet.NewUsers, "new_users"), (MeasureSet.Sessions, "sessions")];

    const string Histogram = "durations";
    const string Exact = "percentiles_us";

    /// <summary>The select list of what a part adds up over facts <c>f</c>.</summary>
    public static IEnumerable<string> OfFacts(UsagePart part)
    {
        foreach (var column in In(part)) yield return $"{column.OfFacts} as {column.Name}";
        if (!part.Gathers && part.Measures.HasFlag(MeasureSet.Sessions))
        {
            yield return $"count(distinct nullif(f.session_id, {FactSql.NoSession})) as sessions";
        }
        if ((part.Measures & MeasureSets.Distribution) != MeasureSet.None)
        {
            yield return part.MergesHistograms
                ? $"sum(f.durations)::text as {Histogram}"
                : $"percentile_disc(array[0.5, 0.95, 0.99]) within group (order by f.max_duration_us) as {Exact}";
        }
    }

    /// <summary>
    /// The select list of what a part measures over groups <c>s</c> of facts: one for each user and session that the part distinguishes, or
    /// for each block of users with the set of them. <c>n</c> is the user, or the set of users, who was first seen inside the range, or inside
    /// the bucket.
    /// </summary>
    /// <param name="part">The part.</param>
    /// <param name="identities">By how many things the groups are.</param>
    public static IEnumerable<string> OfGroups(UsagePart part, int identities) => In(part).Select(column => $"{column.OfGroups} as {column.Name}")
        .Concat(Distinct.Where(d => part.Measures.HasFlag(d.Measure)).Select(d => $"{Count(part, d.Measure, identities > 1)} as {d.Name}"));

    // Groups by users alone, or by sessions alone, are distinct already.
    static string Count(UsagePart part, MeasureSet measure, bool several)
    {
        var distinct = several ? "distinct " : "";
        return measure switch
        {
            MeasureSet.Users => part.CountsSets ? "coalesce(sum(bit_count(s.users)), 0)::bigint" : $"count({distinct}nullif(s.user_id, 0))",
            MeasureSet.NewUsers => part.CountsSets ? "coalesce(sum(bit_count(s.users & n.users)), 0)::bigint" : $"count({distinct}n.id)",
            _ => $"count({distinct}nullif(s.session_id, {FactSql.NoSession}))",
        };
    }

    /// <summary>The select list of a part that is joined as <paramref name="alias"/> to one with more rows.</summary>
    public static IEnumerable<string> Joined(UsagePart part, string alias) => In(part).Select(column => column.Name)
        .Concat(Distinct.Where(d => part.Measures.HasFlag(d.Measure)).Select(d => d.Name))
        .Select(name => $"coalesce({alias}.{name}, 0) as {name}")
        .Concat((part.Measures & MeasureSets.Distribution) != MeasureSet.None ? [$"{alias}.{(part.MergesHistograms ? Histogram : Exact)}"] : []);

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
                ? ReadDurations(
                    reader, plan, measures, Value(MeasureSet.Duration, "timed"), reader.GetDecimal(reader.GetOrdinal("duration_us")), longest)
                : default);
    }

    static DurationValues ReadDurations(DbDataReader reader, UsagePlan plan, MeasureSet measures, long timed, decimal sumUs, long longestUs)
    {
        var values = new DurationValues(timed, sumUs, longestUs, null);
        if ((measures & MeasureSets.Distribution) == MeasureSet.None)
        {
            return values;
        }
        var column = reader.GetOrdinal(plan.MergesHistograms ? Histogram : Exact);
        if (reader.IsDBNull(column))
        {
            return values;
        }
        if (!plan.MergesHistograms)
        {
            // All null where nothing was timed.
            return reader.GetFieldValue<long?[]>(column) is [{ } p50, { } p95, { } p99] ? values with { Percentiles = new(p50, p95, p99) } : values;
        }
        var histogram = HistogramText.Read(reader.GetString(column));
        // No percentile is above the longest duration.
        double Quantile(double part) => Math.Min(histogram.QuantileUs(part), longestUs);
        return values with
        {
            Percentiles = measures.HasFlag(MeasureSet.Percentiles) ? new(Quantile(0.50), Quantile(0.95), Quantile(0.99)) : null,
            Histogram = measures.HasFlag(MeasureSet.Histogram) ? histogram : null,
        };
    }

    static IEnumerable<Column> In(UsagePart part) => Additive.Where(column => part.Measures.HasFlag(column.Measure));
}

using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>The rows that a part of a plan counts, from whichever tables it names, filtered: all with the same columns.</summary>
sealed class FactSql(UsageQuery query, UsagePart part, ManyValuedSql manyValued, SqlParameters parameters)
{
    /// <summary>Stands for "no session" where the session is part of a key.</summary>
    public const string NoSession = "'00000000-0000-0000-0000-000000000000'::uuid";

    readonly SubjectSql? subjects = SubjectSql.Of(query, parameters);
    readonly UsageTopic topic = new(query);

    /// <summary>
    /// A query with those of the columns time, event_type_id, package_id, user_id, user_block, users, session_id, entity_id, entity_type,
    /// events, errors, timed, duration_us, max_duration_us, durations and subject that the part needs.
    /// </summary>
    public string All() => string.Join("\nunion all\n", part.Sources.Select(Of));

    /// <summary>The rows of one source.</summary>
    public string Of(UsageSource source) => AddsUpByUser(source.Table) ? ByUser(source.Range) : Each(source);

    bool AddsUpByUser(UsageTable table) =>
        table == UsageTable.UsageUserDays
        && query is { Axis: null, Clock: null, Subjects: null, Only: null } && query.Filter == ScopeFilter.Everything
        && (part.Measures & MeasureSet.Duration) == MeasureSet.None;

    // The key of the table has the rows of a user one after another, with all that is asked here. What one user did is added up in a hash
    // table small enough to stay near the processor; with a single one for all users and kinds it takes nearly twice as long.
    string ByUser(TimeRange days)
    {
        (MeasureSet Measure, string Name)[] counts = [(MeasureSet.Events, "events"), (MeasureSet.Errors, "errors")];
        var sums = counts.Where(count => part.Measures.HasFlag(count.Measure)).Select(count => $", sum(d.{count.Name}) as {count.Name}");
        return
            $"""
            select {string.Join(", ", Columns(UsageTable.UsageUserDays, "s.bucket"))}
            from (
              select someone.id as user_id, kinds.*
              from users someone
              cross join lateral (
                select d.event_type_id{string.Concat(sums)}
                from usage_user_days d
                where d.user_id = someone.id and {InRange("d.bucket", days)}
                group by 1
              ) kinds
              offset 0 -- so that what joins these rows is joined once, and not anew for each user
            ) s
            """;
    }

    string InRange(string column, TimeRange range) =>
        $"{column} >= {parameters.Add(range.From)} and {column} < {parameters.Add(range.To)}";

    string Each(UsageSource source)
    {
        string InRange(string column) => this.InRange(column, source.Range);

        var table = source.Table;
        var time = table == UsageTable.Events ? "s.event_time" : "s.bucket";
        var filter = new FilterSql(query.Filter, parameters);
        var only = new OnlySql(query, parameters);
        return
            $"""
            select {string.Join(", ", Columns(table, time))}
            from {table.Name()} s{PackageJoin(table)}{subjects?.Join(table, InRange)}{manyValued.Entities(InRange)}
            where {InRange(time)}{filter.Conditions(table, time)}{filter.EntityCondition(InRange)}{only.Conditions(table)}{Timed(table)}
            """;
    }

    // What has no duration adds nothing to percentiles, and need not make a row of its own for them.
    string Timed(UsageTable table) => table == UsageTable.Events && TellsDurationsAlone
        ? "\n  and s.duration_us is not null"
        : "";

    bool TellsDurationsAlone =>
        part.Measures != MeasureSet.Duration && (part.Measures & ~(MeasureSet.Duration | MeasureSets.Distribution)) == MeasureSet.None;

    // A row of packages knows nothing finer, so that all others tell of packages too.
    string PackageJoin(UsageTable table) => part.TellsPackages && table != UsageTable.UsagePackageDays
        ? "\njoin event_types p on p.id = s.event_type_id"
        : "";

    bool TellsUsers => !part.CountsSets
        && ((part.Measures & (MeasureSet.Users | MeasureSet.NewUsers)) != MeasureSet.None
            || query.By.Any(d => d is UsageDimension.User or UsageDimension.Group));

    IEnumerable<string> Columns(UsageTable table, string time)
    {
        var counted = table != UsageTable.Events;
        yield return (query.Subjects is null ? "1" : "u.subject") + " as subject";
        if (query.Axis is not null || query.Clock is not null) yield return $"{time} as time";
        if (!part.TellsPackages && (topic.OfPackages || topic.OfKinds)) yield return "s.event_type_id";
        if (part.TellsPackages) yield return table == UsageTable.UsagePackageDays ? "s.package_id" : "p.package_id";
        if (TellsUsers) yield return "s.user_id";
        if (part.CountsSets)
        {
            yield return table.HoldsSets() ? "s.user_block, s.users" : "s.user_id >> 12 as user_block, user_set(s.user_id) as users";
        }
        if (part.Measures.HasFlag(MeasureSet.Sessions)) yield return counted ? "s.session_id" : $"coalesce(s.session_id, {NoSession}) as session_id";
        foreach (var column in manyValued.EntityColumns()) yield return column;
        if (part.Measures.HasFlag(MeasureSet.Events)) yield return counted ? "s.events" : "1 as events";
        if (part.Measures.HasFlag(MeasureSet.Errors)) yield return counted ? "s.errors" : "s.is_error::int as errors";
        if ((part.Measures & (MeasureSet.Duration | MeasureSets.Distribution)) != MeasureSet.None)
        {
            yield return counted ? "s.timed, s.duration_us, s.max_duration_us"
                : "(s.duration_us is not null)::int as timed, coalesce(s.duration_us, 0) as duration_us, s.duration_us as max_duration_us";
        }
        if (part.MergesHistograms) yield return counted ? "s.durations" : "duration_histogram(s.duration_us) as durations";
    }
}

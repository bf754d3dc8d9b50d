using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>What a statement of one's own needs to ask about a scope: its events, and placeholders for values.</summary>
/// <param name="range">Which range of the scope is asked: its own, or the one that it is compared with.</param>
/// <param name="filter">The other conditions of the scope.</param>
/// <param name="subject">The node whose events alone count; null for everything in the scope.</param>
sealed class ScopedSql(TimeRange range, ScopeFilter filter, UsageSubject? subject)
{
    readonly List<TimeRange> singleEvents = [];

    readonly UsageQuery query = new(range, filter, MeasureSet.None) { Subjects = subject is { } one ? [one] : null };

    /// <summary>The values of the statement.</summary>
    public SqlParameters Parameters { get; } = new();

    /// <summary>All that the statement reads: what is stored or changed within it changes the answer.</summary>
    public TimeRange Span { get; init; } = filter.Narrowed(range);

    /// <summary>The ranges of which it reads single events.</summary>
    public IReadOnlyList<TimeRange> SingleEvents => singleEvents;

    /// <summary>A query of the single events <c>s</c> within the scope: each once.</summary>
    /// <param name="columns">What is selected, after <c>select</c>.</param>
    /// <param name="part">A part of the range; null for all of it.</param>
    public string Events(string columns, TimeRange? part = null)
    {
        var (from, to) = filter.Narrowed(part ?? range);
        string InRange(string column) => $"{column} >= {Parameters.Add(from)} and {column} < {Parameters.Add(to)}";

        singleEvents.Add(new TimeRange(from, to));
        var conditions = new FilterSql(filter, Parameters);
        return
            $"""
            select {columns}
            from events s{SubjectSql.Of(query, Parameters)?.Join(UsageTable.Events, InRange)}
            where {InRange("s.event_time")}{conditions.Conditions(UsageTable.Events, "s.event_time")}{conditions.EntityCondition(InRange)}
            """;
    }

    /// <summary>
    /// A query of what users did of all kinds at any time, rows <c>s</c> of <c>user_activity</c>: under the conditions on users and kinds.
    /// Sessions, entities, parameters and picked areas are conditions on single events, and narrow nothing here.
    /// </summary>
    /// <param name="columns">What is selected, after <c>select</c>.</param>
    public string Activity(string columns) => Counted("user_activity", columns, "true");

    /// <summary>
    /// A query of what was counted on whole days of menu items, dialogs and commands, rows <c>s</c> of <c>usage_path_days</c>: under the same
    /// conditions as <see cref="Activity"/>.
    /// </summary>
    /// <param name="columns">What is selected, after <c>select</c>.</param>
    /// <param name="days">The days.</param>
    public string PathDays(string columns, TimeRange days) => Counted(
        "usage_path_days", columns, $"s.bucket >= {Parameters.Add(days.From)} and s.bucket < {Parameters.Add(days.To)}");

    /// <summary>Whether what was counted by kind and user answers for the conditions too, without a look at single events.</summary>
    public bool IsOfUsersAndKinds => filter is { Sessions: null, Entities: null, Selection: null } && IsSubjectOfUsersAndKinds;

    bool IsSubjectOfUsersAndKinds => subject is not { Kind: SubjectKind.Session or SubjectKind.Entity or SubjectKind.Parameter };

    string Counted(string table, string columns, string condition)
    {
        var conditions = new FilterSql(filter with { Sessions = null, Entities = null, Selection = null }, Parameters);
        var subjects = IsSubjectOfUsersAndKinds ? SubjectSql.Of(query, Parameters)?.Join(UsageTable.UsageUserDays, _ => "true") : null;
        return
            $"""
            select {columns}
            from {table} s{subjects}
            where {condition}{conditions.Conditions(UsageTable.UsageUserDays, "s.bucket")}
            """;
    }

    /// <summary>
    /// A query of what is counted within the scope by some dimensions, from the tables that have the fewest rows: a key in the columns k0,
    /// k1, … (null for no such thing), and the measures in columns of their names.
    /// </summary>
    /// <param name="by">The dimensions, in the order of the key.</param>
    /// <param name="measures">What is counted.</param>
    /// <param name="axis">The buckets of time; needed with it.</param>
    public string Counts(IReadOnlyList<UsageDimension> by, MeasureSet measures, TimeAxis? axis = null)
    {
        var counted = query with { Measures = measures, By = by, Axis = axis };
        var plan = UsagePlan.For(counted);
        singleEvents.AddRange(plan.SingleEvents);
        return UsageSql.Of(counted, plan, Parameters);
    }
}

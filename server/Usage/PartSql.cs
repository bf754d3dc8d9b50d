using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>One part of a plan in SQL: a subquery with the columns subject (1-based), k0, k1, … one a part of the key, and its measures.</summary>
/// <param name="query">The question.</param>
/// <param name="part">What of it.</param>
/// <param name="axis">Placeholder of the starts of the buckets; null without time.</param>
/// <param name="clock">What the clocks of the zone show at a fact; null without hours and days.</param>
/// <param name="folds">The folds of the question.</param>
/// <param name="parameters">Takes the values.</param>
sealed class PartSql(UsageQuery query, UsagePart part, string? axis, string? clock, FoldSql[] folds, SqlParameters parameters)
{
    readonly DimensionSql[] dimensions = [.. query.By.Select(dimension => DimensionSql.Of(dimension, axis, clock, part.TellsPackages))];

    /// <summary>The parts of the key: dimensions that do not fold, then the folds.</summary>
    public DimensionSql[] Key =>
    [
        .. Unfolded.Select(i => dimensions[i]),
        .. folds.Select(fold => fold.Column),
    ];

    int[] Unfolded => [.. Enumerable.Range(0, dimensions.Length).Where(i => !query.Folds.Any(fold => fold.Dimensions.Contains(i)))];

    /// <summary>Name of a part of the key.</summary>
    public static string K(int part) => FormattableString.Invariant($"k{part}");

    /// <summary>The subquery.</summary>
    public string Rows()
    {
        if (!part.Gathers)
        {
            return Facts();
        }
        // First one row for each user or session, or the set of users of each block; then how many they are. Sorting them would cost more.
        var columns = Key.Select((_, i) => "s." + K(i)).Prepend(query.Subjects is null ? "1 as subject" : "s.subject");
        return
            $"""
            select {string.Join(", ", columns.Concat(MeasureSql.OfGroups(part, Identities.Length)))}
            from ({Facts()}) s{(part.CountsSets ? Newcomers() : NewUsers())}
            {GroupBy(Grouped)}
            """;
    }

    (string Name, string Value)[] Identities => part switch
    {
        { Gathers: false } => [],
        { CountsSets: true } => [("user_block", "f.user_block")],
        _ =>
        [
            .. part.CountsUsers ? [("user_id", "f.user_id")] : Array.Empty<(string, string)>(),
            .. part.Measures.HasFlag(MeasureSet.Sessions) ? [("session_id", "f.session_id")] : Array.Empty<(string, string)>(),
            .. NeedsBucket ? [("bucket", DimensionSql.Bucket(axis!))] : Array.Empty<(string, string)>(),
        ],
    };

    // Where rows are by time, a user is new in one bucket only, also where many buckets become one row.
    bool NeedsBucket => CountsNewUsers && TimeKey is null && query.By.Contains(UsageDimension.Time);

    string Facts()
    {
        var manyValued = new ManyValuedSql(query, folds);
        var columns = Key.Select((d, i) => $"{d.Key} as {K(i)}").Concat(Identities.Select(identity => $"{identity.Value} as {identity.Name}"))
            .Prepend((query.Subjects is null ? "1" : "f.subject::int") + " as subject")
            .Concat(MeasureSql.OfFacts(part)).Concat(part.CountsSets ? ["bit_or(f.users) as users"] : []);
        var joins = dimensions.SelectMany(d => d.Joins).Distinct().Append(manyValued.Groups())
            .Concat(query.Folds.Select((fold, i) => folds[i].Join(fold.Dimensions.Select(d => dimensions[d]))));
        return
            $"""
            select {string.Join(", ", columns)}
            from ({new FactSql(query, part, manyValued, parameters).All()}) f{string.Concat(joins)}
            {GroupBy(Grouped.Concat(Identities.Select((_, i) => Key.Length + 2 + i)))}
            """;
    }

    // By position; what is the same in all rows is left out, so that totals have a row even where nothing happened.
    IEnumerable<int> Grouped => Enumerable.Range(1, Key.Length + 1).Skip(query.Subjects is null ? 1 : 0);

    static string GroupBy(IEnumerable<int> positions) => positions.Any() ? "group by " + string.Join(", ", positions) : "";

    string FirstSeenInRange => $"{FirstSeen} >= {parameters.Add(query.Range.From)} and {FirstSeen} < {parameters.Add(query.Range.To)}";

    const string FirstSeen = "coalesce(n.registered_at, n.first_event_at)";

    bool CountsNewUsers => part.Measures.HasFlag(MeasureSet.NewUsers);

    int? TimeKey => Array.FindIndex(Unfolded, i => query.By[i] == UsageDimension.Time) is >= 0 and var time ? time : null;

    string NewUsers() => !CountsNewUsers ? ""
        : $"\n  left join users n on n.id = s.user_id and {FirstSeenInRange}"
            + (TimeKey is { } time ? $" and {FirstBucket} = s.{K(time)}" : NeedsBucket ? $" and {FirstBucket} = s.bucket" : "");

    string FirstBucket => $"width_bucket({FirstSeen}, {axis}) - 1";

    string Newcomers() => !CountsNewUsers ? ""
        : $"""

            left join (
              select n.id >> 12 as user_block, bit_or(user_set(n.id)) as users{(TimeKey is null ? "" : $", {FirstBucket} as bucket")}
              from users n where {FirstSeenInRange} group by 1{(TimeKey is null ? "" : ", 3")}
            ) n on n.user_block = s.user_block{(TimeKey is { } time ? $" and n.bucket = s.{K(time)}" : "")}
            """;
}

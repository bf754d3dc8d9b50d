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
    readonly DimensionSql[] dimensions = [.. query.By.Select(dimension => DimensionSql.Of(dimension, axis, clock, part.CountsSets))];

    /// <summary>The parts of the key: dimensions that do not fold, then the folds.</summary>
    public DimensionSql[] Key =>
    [
        .. dimensions.Where((_, i) => !query.Folds.Any(fold => fold.Dimensions.Contains(i))),
        .. folds.Select(fold => fold.Column),
    ];

    /// <summary>Name of a part of the key.</summary>
    public static string K(int part) => FormattableString.Invariant($"k{part}");

    /// <summary>The subquery.</summary>
    public string Rows() => part.CountsSets ? Sets() : Facts(MeasureSql.OfFacts(part), NewUsers(), blocks: false);

    // First the sets of users of each block, then how many they are.
    string Sets()
    {
        var columns = Key.Select((_, i) => "s." + K(i)).Prepend(query.Subjects is null ? "1 as subject" : "s.subject").ToArray();
        return
            $"""
            select {string.Join(", ", columns.Concat(MeasureSql.OfBlocks(part)))}
            from ({Facts(MeasureSql.WithinBlocks(part), "", blocks: true)}) s{Newcomers()}
            {GroupBy(Grouped)}
            """;
    }

    string Facts(IEnumerable<string> measures, string newUsers, bool blocks)
    {
        var manyValued = new ManyValuedSql(query, folds);
        var columns = Key.Select((d, i) => $"{d.Key} as {K(i)}").Concat(blocks ? ["f.user_block"] : [])
            .Prepend((query.Subjects is null ? "1" : "f.subject::int") + " as subject").Concat(measures);
        var joins = dimensions.SelectMany(d => d.Joins).Distinct().Append(manyValued.Groups()).Append(newUsers)
            .Concat(query.Folds.Select((fold, i) => folds[i].Join(fold.Dimensions.Select(d => dimensions[d]))));
        return
            $"""
            select {string.Join(", ", columns)}
            from ({new FactSql(query, part, manyValued, parameters).All()}) f{string.Concat(joins)}
            {GroupBy(blocks ? Grouped.Append(Key.Length + 2) : Grouped)}
            """;
    }

    // By position; what is the same in all rows is left out, so that totals have a row even where nothing happened.
    IEnumerable<int> Grouped => Enumerable.Range(1, Key.Length + 1).Skip(query.Subjects is null ? 1 : 0);

    static string GroupBy(IEnumerable<int> positions) => positions.Any() ? "group by " + string.Join(", ", positions) : "";

    string FirstSeenInRange => $"{FirstSeen} >= {parameters.Add(query.Range.From)} and {FirstSeen} < {parameters.Add(query.Range.To)}";

    const string FirstSeen = "coalesce(n.registered_at, n.first_event_at)";

    bool CountsNewUsers => part.Measures.HasFlag(MeasureSet.NewUsers);

    bool ByTime => query.By.Contains(UsageDimension.Time);

    string NewUsers() => !CountsNewUsers ? ""
        : $"\n  left join users n on n.id = f.user_id and {FirstSeenInRange}"
            + (ByTime ? $" and width_bucket({FirstSeen}, {axis}) = width_bucket(f.time, {axis})" : "");

    string Newcomers()
    {
        if (!CountsNewUsers)
        {
            return "";
        }
        var time = Key.Index().Where(_ => ByTime).Select(d => d.Index).FirstOrDefault(i => query.By[i] == UsageDimension.Time, -1);
        return
            $"""

            left join (
              select n.id >> 12 as user_block, bit_or(user_set(n.id)) as users{(time < 0 ? "" : $", width_bucket({FirstSeen}, {axis}) - 1 as bucket")}
              from users n where {FirstSeenInRange} group by 1{(time < 0 ? "" : ", 3")}
            ) n on n.user_block = s.user_block{(time < 0 ? "" : $" and n.bucket = s.{K(time)}")}
            """;
    }
}

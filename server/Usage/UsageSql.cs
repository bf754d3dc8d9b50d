using NpgsqlTypes;
using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>
/// The statement of a question: one clause a dimension, measure and filter, each from a closed set; values are always parameters.
/// Aggregates on ids first, then orders and cuts by the names of those ids.
/// </summary>
static class UsageSql
{
    /// <summary>Columns: k0, k1, … one a dimension; the measures; total_rows.</summary>
    public static string Of(UsageQuery query, SqlParameters parameters)
    {
        var axis = query.Axis is null ? null : parameters.Add(query.Axis.Starts);
        var dimensions = query.By.Select(dimension => DimensionSql.Of(dimension, axis)).ToArray();
        if (query.FoldedTo is { } kept)
        {
            dimensions[^1] = dimensions[^1].FoldedTo(kept, parameters);
        }
        var columns = dimensions.Select((d, i) => FormattableString.Invariant($"{d.Key} as k{i}")).Concat(MeasureSql.Select(query.Measures));
        var facts = FactSql.Of(query, UsagePlan.For(query), parameters);
        return
            $"""
            -- Usage: {string.Join(" x ", query.By)}
            select r.*, count(*) over () as total_rows
            from (
              select {string.Join(", ", columns)}
              from ({facts}) f{Joins(query, dimensions, axis, parameters)}
              {GroupBy(dimensions.Length)}
            ) r
            {RestrictTo(query, dimensions, parameters)}
            {OrderBy(query, dimensions)}
            {Page(query, parameters)}
            """;
    }

    static string Joins(UsageQuery query, DimensionSql[] dimensions, string? axis, SqlParameters parameters)
    {
        var joins = "";
        if (dimensions.Any(d => d.NeedsType))
        {
            joins += "\n  join event_types t on t.id = f.event_type_id";
        }
        if (dimensions.Any(d => d.NeedsGroups))
        {
            var group = DimensionSql.Value(UsageDimension.Group, "group_id", query, parameters);
            joins += group == "group_id"
                ? "\n  left join group_users g on g.user_id = f.user_id"
                : $"\n  left join (select distinct user_id, {group} as group_id from group_users) g on g.user_id = f.user_id";
        }
        if (query.Measures.HasFlag(MeasureSet.NewUsers))
        {
            const string firstSeen = "coalesce(n.registered_at, n.first_event_at)";
            joins += $"\n  left join users n on n.id = f.user_id and {firstSeen} >= {parameters.Add(query.Range.From)} and {firstSeen} < {parameters.Add(query.Range.To)}";
            joins += query.By.Contains(UsageDimension.Time) ? $" and width_bucket({firstSeen}, {axis}) = width_bucket(f.time, {axis})" : "";
        }
        return joins;
    }

    static string GroupBy(int dimensions) =>
        dimensions == 0 ? "" : "group by " + string.Join(", ", Enumerable.Range(1, dimensions));

    static string RestrictTo(UsageQuery query, DimensionSql[] dimensions, SqlParameters parameters)
    {
        if (query.Keys is not { } keys)
        {
            return "";
        }
        var columns = new List<string>();
        var values = new List<string>();
        foreach (var (i, dimension) in dimensions.Index().Where(d => query.By[d.Index] != UsageDimension.Time))
        {
            var part = columns.Count;
            columns.Add(FormattableString.Invariant($"coalesce(k{i}, {dimension.None})"));
            values.Add(dimension.IsText
                ? parameters.Add(keys.Select(key => key[part].Text ?? ""))
                : parameters.Add(keys.Select(key => key[part].Id ?? -1)));
        }
        return columns is [] ? "" : $"where ({string.Join(", ", columns)}) in (select * from unnest({string.Join(", ", values)}))";
    }

    static string OrderBy(UsageQuery query, DimensionSql[] dimensions)
    {
        var time = query.By.Index().Where(d => d.Item == UsageDimension.Time).Select(d => FormattableString.Invariant($"k{d.Index}")).FirstOrDefault();
        var steps = query.Order
            .Select(step => (Column: step.Measure == MeasureSet.None ? time : MeasureSql.OrderColumn(step.Measure), step.Descending))
            .Where(step => step.Column is not null)
            .Select(step => step.Column + (step.Descending ? " desc" : ""))
            .Concat(dimensions.Select((d, i) => Name(d, FormattableString.Invariant($"k{i}"))))
            .Concat(dimensions.Select((_, i) => FormattableString.Invariant($"k{i}")))
            .ToArray();
        return steps is [] ? "" : "order by " + string.Join(", ", steps);
    }

    // The same order in every database, whatever its collation.
    static string Name(DimensionSql dimension, string key)
    {
        var name = dimension.NameOf(key);
        return name == key ? key : name + " collate \"C\"";
    }

    static string Page(UsageQuery query, SqlParameters parameters) => query.First is not { } first
        ? ""
        : $"limit {parameters.Add(first, NpgsqlDbType.Integer)} offset {parameters.Add(query.Offset, NpgsqlDbType.Integer)}";
}

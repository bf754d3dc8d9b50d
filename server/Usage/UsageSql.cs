using NpgsqlTypes;
using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>
/// The statement of a question: one clause a dimension, measure and filter, each from a closed set; values are always parameters.
/// Aggregates on ids first, then orders and cuts by the names of those ids, for each subject on its own.
/// </summary>
static class UsageSql
{
    /// <summary>Columns: subject (1-based), k0, k1, … one a part of the key; the measures; with a page also total_rows and place.</summary>
    public static string Of(UsageQuery query, SqlParameters parameters)
    {
        var axis = query.Axis is null ? null : parameters.Add(query.Axis.Starts);
        var clock = query.Clock is null ? null : Clock(query.Clock, parameters);
        var folds = FoldSql.Of(query, parameters);
        var dimensions = query.By.Select(dimension => DimensionSql.Of(dimension, axis, clock)).ToArray();
        var key = Key(query, dimensions, folds);
        var rows = Rows(query, dimensions, folds, key, axis, parameters) + Where(query, key, parameters);
        return $"-- Usage: {Title(query)}\n"
            + (query.First is { } first ? Page(query, key, rows, first, parameters) : $"select r.* from {rows}");
    }

    /// <summary>Parts of the key of a row: dimensions that do not fold, then the folds.</summary>
    public static int KeyLength(UsageQuery query) => query.By.Count - query.Folds.Sum(fold => fold.Dimensions.Count) + query.Folds.Count;

    static string Title(UsageQuery query) =>
        string.Join(" x ", query.By) + (query.Subjects is [var subject, ..] ? $" of {subject.Kind}" : "");

    static DimensionSql[] Key(UsageQuery query, DimensionSql[] dimensions, FoldSql[] folds) =>
    [
        .. dimensions.Where((_, i) => !query.Folds.Any(fold => fold.Dimensions.Contains(i))),
        .. folds.Select(fold => fold.Column),
    ];

    static string Rows(
        UsageQuery query, DimensionSql[] dimensions, FoldSql[] folds, DimensionSql[] key, string? axis, SqlParameters parameters)
    {
        var manyValued = new ManyValuedSql(query, folds);
        var ofSubject = query.Subjects is not null;
        var columns = key.Select((d, i) => $"{d.Key} as {K(i)}").Concat(MeasureSql.Select(query.Measures))
            .Prepend((ofSubject ? "f.subject::int" : "1") + " as subject");
        var groups = Enumerable.Range(ofSubject ? 1 : 2, key.Length + (ofSubject ? 1 : 0)).ToArray();
        var joins = dimensions.SelectMany(d => d.Joins).Distinct().Append(manyValued.Groups()).Append(NewUsers(query, axis, parameters))
            .Concat(query.Folds.Select((fold, i) => folds[i].Join(fold.Dimensions.Select(d => dimensions[d]))));
        return
            $"""
            (
              select {string.Join(", ", columns)}
              from ({FactSql.Of(query, manyValued, parameters)}) f{string.Concat(joins)}
              {(groups is [] ? "" : "group by " + string.Join(", ", groups))}
            ) r
            """;
    }

    // What a clock of the zone shows: by the offsets that the program knows, so that the database's own zones do not matter.
    static string Clock(ZoneOffsets clock, SqlParameters parameters)
    {
        var offsets = parameters.Add(clock.Offsets.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Interval);
        return $"f.time at time zone 'UTC' + ({offsets})[width_bucket(f.time, {parameters.Add(clock.Starts)})]";
    }

    static string NewUsers(UsageQuery query, string? axis, SqlParameters parameters)
    {
        if (!query.Measures.HasFlag(MeasureSet.NewUsers))
        {
            return "";
        }
        const string FirstSeen = "coalesce(n.registered_at, n.first_event_at)";
        return $"\n  left join users n on n.id = f.user_id and {FirstSeen} >= {parameters.Add(query.Range.From)} "
            + $"and {FirstSeen} < {parameters.Add(query.Range.To)}"
            + (query.By.Contains(UsageDimension.Time) ? $" and width_bucket({FirstSeen}, {axis}) = width_bucket(f.time, {axis})" : "");
    }

    static string Where(UsageQuery query, DimensionSql[] key, SqlParameters parameters)
    {
        var conditions = new List<string>();
        var named = key.Index().Where(d => d.Index >= query.By.Count || query.By[d.Index] != UsageDimension.Time).ToArray();
        if (query.Only is { } only && named is not [])
        {
            var columns = named.Select(d => $"coalesce(r.{K(d.Index)}, {d.Item.None})");
            var values = named.Select((_, i) => FormattableString.Invariant($"kept.v{i}"));
            conditions.Add(
                $"(r.subject, {string.Join(", ", columns)}) in (select kept.subject, {string.Join(", ", values)} " +
                $"from {KeySql.Rows(only, [.. named.Select(d => d.Item.IsText)], "kept", parameters)})");
        }
        if (query.Having is { } having)
        {
            conditions.Add(having.Sql(parameters));
        }
        return conditions is [] ? "" : "\nwhere " + string.Join("\n  and ", conditions);
    }

    // The first row is always there: it tells the total also to those whose rows end before the page begins.
    static string Page(UsageQuery query, DimensionSql[] key, string rows, int first, SqlParameters parameters)
    {
        var (skipped, size) = (parameters.Add((long)query.Offset, NpgsqlDbType.Bigint), parameters.Add((long)first, NpgsqlDbType.Bigint));
        return
            $"""
            select p.* from (
              select r.*, count(*) over (partition by r.subject) as total_rows,
                row_number() over (partition by r.subject{OrderBy(query, key)}) as place
              from {rows}
            ) p
            where p.place > {skipped} and p.place <= {skipped} + {size}{(query.Offset > 0 ? " or p.place = 1" : "")}
            order by p.subject, p.place
            """;
    }

    static string OrderBy(UsageQuery query, DimensionSql[] key)
    {
        var time = query.By.Index().Where(d => d.Item == UsageDimension.Time).Select(d => K(d.Index)).FirstOrDefault();
        IEnumerable<string> Terms(UsageTerm term) => term switch
        {
            UsageTerm.Key => key.Select((d, i) => d.OrderedName("r." + K(i))),
            UsageTerm.Time => time is null ? [] : ["r." + time],
            _ => [MeasureSql.Term(term)],
        };

        var steps = query.Order
            .SelectMany(step => Terms(step.Term).Select(term => term + (step.Descending ? " desc nulls last" : " nulls last")))
            .Concat(Terms(UsageTerm.Key))
            .Concat(key.Select((_, i) => "r." + K(i)))
            .Distinct()
            .ToArray();
        return steps is [] ? "" : " order by " + string.Join(", ", steps);
    }

    static string K(int part) => FormattableString.Invariant($"k{part}");
}

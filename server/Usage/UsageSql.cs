using NpgsqlTypes;
using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>
/// The statement of a question: one clause a dimension, measure and filter, each from a closed set; values are always parameters.
/// Aggregates on ids first, each part of the plan on its own, then joins the parts, orders and cuts by the names of those ids, for each
/// subject on its own.
/// </summary>
static class UsageSql
{
    /// <summary>Columns: subject (1-based), k0, k1, … one a part of the key; the measures; with a page also total_rows and place.</summary>
    public static string Of(UsageQuery query, UsagePlan plan, SqlParameters parameters)
    {
        var axis = query.Axis is null ? null : parameters.Add(query.Axis.Starts);
        var clock = query.Clock is null ? null : Clock(query.Clock, parameters);
        var folds = FoldSql.Of(query, parameters);
        var parts = plan.Parts.Select(part => new PartSql(query, part, axis, clock, folds, parameters)).ToArray();
        var key = parts[0].Key;
        var rows = $"(\n{Joined(plan, parts)}\n) r{Where(query, key, parameters)}";
        return $"-- Usage: {Title(query)}\n"
            + (query.First is { } first ? Page(query, key, rows, first, parameters) : $"select r.* from {rows}");
    }

    /// <summary>Parts of the key of a row: dimensions that do not fold, then the folds.</summary>
    public static int KeyLength(UsageQuery query) => query.By.Count - query.Folds.Sum(fold => fold.Dimensions.Count) + query.Folds.Count;

    static string Title(UsageQuery query) =>
        string.Join(" x ", query.By) + (query.Subjects is [var subject, ..] ? $" of {subject.Kind}" : "");

    // All parts count the same events, so that none has a row which the first one has not.
    static string Joined(UsagePlan plan, PartSql[] parts)
    {
        if (parts is [var only])
        {
            return only.Rows();
        }
        var key = parts[0].Key;
        var others = plan.Parts.Skip(1).Index().Select(part => (part.Item, Alias: FormattableString.Invariant($"q{part.Index}"))).ToArray();
        string Same(string alias) => $"{alias}.subject = q.subject" + string.Concat(key.Select(
            (d, i) => $" and coalesce({alias}.{PartSql.K(i)}, {d.None}) = coalesce(q.{PartSql.K(i)}, {d.None})"));

        return $"select q.*, {string.Join(", ", others.SelectMany(part => MeasureSql.Joined(part.Item, part.Alias)))}\n"
            + $"from (\n{parts[0].Rows()}\n) q"
            + string.Concat(others.Select((part, i) => $"\nleft join (\n{parts[i + 1].Rows()}\n) {part.Alias} on {Same(part.Alias)}"));
    }

    // What a clock of the zone shows: by the offsets that the program knows, so that the database's own zones do not matter.
    static string Clock(ZoneOffsets clock, SqlParameters parameters)
    {
        var offsets = parameters.Add(clock.Offsets.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Interval);
        return $"f.time at time zone 'UTC' + ({offsets})[width_bucket(f.time, {parameters.Add(clock.Starts)})]";
    }

    static string Where(UsageQuery query, DimensionSql[] key, SqlParameters parameters)
    {
        var conditions = new List<string>();
        var named = key.Index().Where(d => d.Index >= query.By.Count || query.By[d.Index] != UsageDimension.Time).ToArray();
        if (query.Only is { } only && named is not [])
        {
            var columns = named.Select(d => $"coalesce(r.{PartSql.K(d.Index)}, {d.Item.None})");
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
        var time = query.By.Index().Where(d => d.Item == UsageDimension.Time).Select(d => PartSql.K(d.Index)).FirstOrDefault();
        IEnumerable<string> Terms(UsageTerm term) => term switch
        {
            UsageTerm.Key => key.Select((d, i) => d.OrderedName("r." + PartSql.K(i))),
            UsageTerm.Time => time is null ? [] : ["r." + time],
            _ => [MeasureSql.Term(term)],
        };

        var steps = query.Order
            .SelectMany(step => Terms(step.Term).Select(term => term + (step.Descending ? " desc nulls last" : " nulls last")))
            .Concat(Terms(UsageTerm.Key))
            .Concat(key.Select((_, i) => "r." + PartSql.K(i)))
            .Distinct()
            .ToArray();
        return steps is [] ? "" : " order by " + string.Join(", ", steps);
    }
}

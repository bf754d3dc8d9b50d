using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>
/// The wish for some keys only, as far as it can be told of a fact before it is counted: by what was done, and by whom. It lets through all
/// that matters, and some that does not; the rows of the answer are looked at again.
/// </summary>
sealed class OnlySql(UsageQuery query, SqlParameters parameters)
{
    /// <summary>The conditions, each after an "and", on the rows <c>s</c> of a table.</summary>
    public string Conditions(UsageTable table)
    {
        // A row of packages knows nothing finer, and there are few of them.
        if (query.Only is not { } only || query.Folds.Count > 0 || table == UsageTable.UsagePackageDays)
        {
            return "";
        }
        var named = query.By.Where(d => d != UsageDimension.Time).ToArray();
        var kinds = named.Index().Where(d => IsOfKinds(d.Item)).ToArray();
        var user = Array.IndexOf(named, UsageDimension.User);
        return (kinds is [] ? "" : OfKinds(only, kinds)) + (user < 0 ? "" : OfUsers(only, user));
    }

    static bool IsOfKinds(UsageDimension dimension) => dimension is UsageDimension.Package or UsageDimension.Function
        or UsageDimension.FunctionKind or UsageDimension.Source or UsageDimension.EventType or UsageDimension.Error;

    string OfKinds(UsageKeys only, (int Index, UsageDimension Item)[] dimensions)
    {
        var sql = dimensions.Select(d => DimensionSql.Of(d.Item, null, null, ofPackages: false)).ToArray();
        var keys = only.Of.SelectMany(list => list).Select(key => new ValueList<UsageKeyPart>(dimensions.Select(d => key[d.Index]))).Distinct().ToArray();
        var columns = sql.Select((d, i) => d.IsText
            ? parameters.Add(keys.Select(key => key[i].Text ?? ""))
            : parameters.Add(keys.Select(key => key[i].Id ?? -1)));
        // The joins are those from facts; here the kinds themselves stand in their place.
        var joins = sql.SelectMany(d => d.Joins).Distinct().Skip(1);
        return
            $"""

              and s.event_type_id in (
                select t.id from event_types t{string.Concat(joins)}
                where ({string.Join(", ", sql.Select(d => $"coalesce({d.Key}, {d.None})"))}) in (select * from unnest({string.Join(", ", columns)})))
            """;
    }

    string OfUsers(UsageKeys only, int index) =>
        $"\n  and s.user_id = any({parameters.Add(only.Of.SelectMany(list => list).Select(key => (int)(key[index].Id ?? 0)).Distinct())})";
}

using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>Keys in SQL: rows with their subject and their place in its list, both 1-based, and one value a dimension.</summary>
static class KeySql
{
    /// <summary>A value that stands for "none" in comparisons; no id and no name is it.</summary>
    public static string None(bool isText) => isText ? "''" : "-1";

    /// <summary>A value that stands for "any other" in comparisons; no id and no name is it.</summary>
    public static string Other(bool isText) => isText ? "' '" : "0";

    /// <summary>The rows, with the columns subject, place, v0, v1, ….</summary>
    public static string Rows(UsageKeys keys, IReadOnlyList<bool> areTexts, string alias, SqlParameters parameters)
    {
        var rows = keys.Of
            .SelectMany((list, subject) => list.Select((key, place) => (Key: key, Subject: subject + 1, Place: place + 1))).ToArray();
        var arrays = areTexts
            .Select((isText, i) => isText
                ? parameters.Add(rows.Select(row => row.Key[i].Text ?? ""))
                : parameters.Add(rows.Select(row => row.Key[i].Id ?? -1)))
            .Prepend(parameters.Add(rows.Select(row => row.Place)))
            .Prepend(parameters.Add(rows.Select(row => row.Subject)));
        var values = areTexts.Select((_, i) => FormattableString.Invariant($"v{i}"));
        return $"unnest({string.Join(", ", arrays)}) as {alias} (subject, place, {string.Join(", ", values)})";
    }

    /// <summary>That a row of keys is of this subject and has these values.</summary>
    public static string Matches(string alias, string subject, IEnumerable<string> values) =>
        $"{alias}.subject = {subject}"
        + string.Concat(values.Select((value, i) => FormattableString.Invariant($" and {alias}.v{i} = {value}")));
}

/// <summary>A fold in SQL.</summary>
/// <param name="Dimensions">Which dimensions fold.</param>
/// <param name="Rows">The kept keys as <see cref="KeySql.Rows"/>, under the alias.</param>
/// <param name="Alias">Unique in the statement.</param>
sealed record FoldSql(IReadOnlyList<UsageDimension> Dimensions, string Rows, string Alias)
{
    /// <summary>The folds of a query.</summary>
    public static FoldSql[] Of(UsageQuery query, SqlParameters parameters) =>
    [
        .. query.Folds.Select((fold, i) =>
        {
            var dimensions = fold.Dimensions.Select(d => query.By[d]).ToArray();
            var alias = FormattableString.Invariant($"kept{i}");
            return new FoldSql(dimensions, KeySql.Rows(fold.Kept, [.. dimensions.Select(DimensionSql.IsTextOf)], alias, parameters), alias);
        }),
    ];

    /// <summary>Finds the fact's place among the kept keys; its column is the place.</summary>
    public string Join(IEnumerable<DimensionSql> dimensions) =>
        $"\n  left join {Rows} on {KeySql.Matches(Alias, "f.subject", dimensions.Select(d => $"coalesce({d.Key}, {d.None})"))}";

    /// <summary>What stands for the fold's dimensions in the key of a row.</summary>
    public DimensionSql Column => new($"{Alias}.place", false, key => key);
}

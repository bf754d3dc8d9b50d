using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>One dimension in SQL.</summary>
/// <param name="Key">Its value for a fact <c>f</c> of event type <c>t</c>.</param>
/// <param name="IsText">Whether the value is a text; otherwise it is an id.</param>
/// <param name="NameOf">Given the key's column, a subquery for the name that orders equal rows.</param>
sealed record DimensionSql(string Key, bool IsText, Func<string, string> NameOf)
{
    /// <summary>Reached from facts through <c>event_types t</c>.</summary>
    public bool NeedsType { get; init; }

    /// <summary>Reached from facts through <c>group_users g</c>.</summary>
    public bool NeedsGroups { get; init; }

    /// <summary>A value that stands for "none" in comparisons.</summary>
    public string None => IsText ? "''" : "-1";

    /// <summary>This dimension with all values but the kept ones folded into null, and the kept ones replaced by their 1-based positions.</summary>
    public DimensionSql FoldedTo(IReadOnlyList<UsageKeyPart> kept, SqlParameters parameters)
    {
        var list = IsText ? parameters.Add(kept.Select(k => k.Text ?? "")) : parameters.Add(kept.Select(k => k.Id ?? -1));
        return this with { Key = $"array_position({list}, coalesce({Key}, {None}))", IsText = false, NameOf = key => key };
    }

    /// <summary>
    /// A column of a table in which one fact may have many values of the dimension. Where the question folds the dimension, all values but
    /// the kept ones are 0, which is no id: made distinct, they are one value, and a fact counts once among "all others".
    /// </summary>
    public static string Value(UsageDimension dimension, string column, UsageQuery query, SqlParameters parameters) =>
        query.FoldedTo is { } kept && query.By[^1] == dimension
            ? $"case when {column} = any({parameters.Add(kept.Select(k => k.Id ?? -1))}) then {column} else 0 end"
            : column;

    /// <summary>The clause of a dimension.</summary>
    public static DimensionSql Of(UsageDimension dimension, string? axis) => dimension switch
    {
        UsageDimension.Time => new($"width_bucket(f.time, {axis}) - 1", false, key => key),
        UsageDimension.Package => new("t.package_id", false, key => $"(select name from packages where id = {key})") { NeedsType = true },
        UsageDimension.Function => new("t.function_id", false, key => $"(select name from functions where id = {key})") { NeedsType = true },
        UsageDimension.User => new("nullif(f.user_id, 0)", false, key => $"(select login from users where id = {key})"),
        UsageDimension.Group => new("g.group_id", false, key => $"(select name from groups where id = {key})") { NeedsGroups = true },
        UsageDimension.Source => new("t.source", true, key => key) { NeedsType = true },
        UsageDimension.EventType => new("t.event_name_id", false, key => $"(select name from event_names where id = {key})") { NeedsType = true },
        UsageDimension.Entity => new("f.entity_id", false, key => $"(select key from entities where id = {key})"),
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "Not a dimension."),
    };
}

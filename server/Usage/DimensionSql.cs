using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>One dimension in SQL.</summary>
/// <param name="Key">Its value for a fact <c>f</c> of event type <c>t</c>.</param>
/// <param name="IsText">Whether the value is a text; otherwise it is an id.</param>
/// <param name="NameOf">Given the key's column, a subquery for the name that orders rows.</param>
sealed record DimensionSql(string Key, bool IsText, Func<string, string> NameOf)
{
    const string Types = "\n  join event_types t on t.id = f.event_type_id";
    const string Functions = "\n  left join functions h on h.id = t.function_id";

    /// <summary>What the key is reached by from facts, in this order. Many-valued dimensions have joins of their own.</summary>
    public IReadOnlyList<string> Joins { get; init; } = [];

    /// <summary>A value that stands for "none" in comparisons.</summary>
    public string None => KeySql.None(IsText);

    /// <summary>Whether the values of a dimension are texts; otherwise they are ids or numbers.</summary>
    public static bool IsTextOf(UsageDimension dimension) =>
        dimension is UsageDimension.Source or UsageDimension.FunctionKind or UsageDimension.EntityType;

    /// <summary>The name in the same order in every database, whatever its collation.</summary>
    public string OrderedName(string column)
    {
        var name = NameOf(column);
        return name == column && !IsText ? column : name + " collate \"C\"";
    }

    /// <summary>The bucket that a fact is in, from 0.</summary>
    public static string Bucket(string axis) => $"width_bucket(f.time, {axis}) - 1";

    /// <summary>The clause of a dimension.</summary>
    /// <param name="dimension">The dimension.</param>
    /// <param name="axis">Placeholder of the starts of the buckets; null without time.</param>
    /// <param name="clock">What the clocks of the zone show at a fact; null without hours and days.</param>
    /// <param name="ofPackages">Whether facts tell their package themselves, and nothing finer.</param>
    public static DimensionSql Of(UsageDimension dimension, string? axis, string? clock, bool ofPackages) => dimension switch
    {
        UsageDimension.Package when ofPackages => new("f.package_id", false, Named("packages", "name")),
        UsageDimension.Time => Number(Bucket(axis!)),
        UsageDimension.Package => OfType("t.package_id", "packages", "name"),
        UsageDimension.Function => OfType("t.function_id", "functions", "name"),
        UsageDimension.FunctionKind => Text("h.kind", Types, Functions),
        UsageDimension.User => new("nullif(f.user_id, 0)", false, Named("users", "login")),
        UsageDimension.Group => new("g.group_id", false, Named("groups", "name")),
        UsageDimension.Source => Text("t.source", Types),
        UsageDimension.EventType => OfType("t.event_name_id", "event_names", "name"),
        UsageDimension.Entity => new("f.entity_id", false, Named("entities", "key")),
        UsageDimension.EntityType => Text("f.entity_type"),
        UsageDimension.Error => OfType("t.error_id", "errors", "message"),
        UsageDimension.HourOfDay => Number($"extract(hour from {clock})::int"),
        UsageDimension.DayOfWeek => Number($"extract(isodow from {clock})::int"),
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "Not a dimension."),
    };

    static DimensionSql OfType(string key, string table, string name) => new(key, false, Named(table, name)) { Joins = [Types] };

    static DimensionSql Text(string key, params string[] joins) => new(key, true, column => column) { Joins = joins };

    static DimensionSql Number(string key) => new(key, false, column => column);

    static Func<string, string> Named(string table, string name) => key => $"(select {name} from {table} where id = {key})";
}

using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>
/// The dimensions of which one fact may have many values: joins that give each fact each of its values once. Where the question folds such
/// a dimension, all values but the kept ones become one and the same, so that a fact counts once among all others.
/// </summary>
sealed class ManyValuedSql(UsageQuery query, IReadOnlyList<FoldSql> folds)
{
    /// <summary>Whether one event may have many values of the dimension.</summary>
    public static bool Is(UsageDimension dimension) =>
        dimension is UsageDimension.Group or UsageDimension.Entity or UsageDimension.EntityType;

    /// <summary>Whether the values are known for single events only.</summary>
    public static bool IsOfEntities(UsageDimension dimension) => dimension is UsageDimension.Entity or UsageDimension.EntityType;

    /// <summary>Joins the groups of a fact <c>f</c> as <c>g</c>; empty when they are not asked for.</summary>
    public string Groups()
    {
        if (!query.By.Contains(UsageDimension.Group))
        {
            return "";
        }
        return Folded(UsageDimension.Group, "m.group_id", Lateral ? "f.subject" : "1") is not { } value
            ? "\n  left join group_users g on g.user_id = f.user_id"
            : Lateral ? "\n  left join lateral (" +
                $"select distinct {value} as group_id from group_users m where m.user_id = f.user_id) g on true"
            : $"\n  left join (select distinct m.user_id, {value} as group_id from group_users m) g on g.user_id = f.user_id";
    }

    /// <summary>Joins what a single event <c>s</c> touched as <c>x</c>; empty when it is not asked for.</summary>
    /// <param name="within">That a column is within the range of the events.</param>
    public string Entities(Func<string, string> within)
    {
        if (!Asked.Any())
        {
            return "";
        }
        var (entity, type) = (Folded(UsageDimension.Entity, "m.entity_id", Subject), Folded(UsageDimension.EntityType, "o.type", Subject));
        var values = string.Join(", ", Asked.Select(d =>
            d == UsageDimension.Entity ? $"{entity ?? "m.entity_id"} as entity_id" : $"{type ?? "o.type"} as entity_type"));
        var from = "from event_entities m" + (Asked.Contains(UsageDimension.EntityType) ? " join entities o on o.id = m.entity_id" : "");
        // An entity that plays two roles in an event is still one entity.
        return Lateral && (entity ?? type) is not null
            ? $"\nleft join lateral (select distinct {values} {from} where {IsOf("m")}) x on true"
            : $"\nleft join (select distinct m.user_id, m.event_time, m.event_id, {values} {from} " +
                $"where {within("m.event_time")}) x on {IsOf("x")}";
    }

    /// <summary>The columns of <see cref="Entities"/> for the select list of facts.</summary>
    public IEnumerable<string> EntityColumns() => Asked.Select(d => d == UsageDimension.Entity ? "x.entity_id" : "x.entity_type");

    // What is a fact's subject where the join of subjects is in reach.
    string Subject => query.Subjects is null ? "1" : "u.subject";

    // With subjects, what is kept differs from one to the next, so that the values of a fact cannot be folded before its subject is known.
    bool Lateral => query.Subjects is not null;

    IEnumerable<UsageDimension> Asked => query.By.Where(IsOfEntities);

    static string IsOf(string alias) => $"{alias}.user_id = s.user_id and {alias}.event_time = s.event_time and {alias}.event_id = s.id";

    // A look-up in a hash that is made once a statement; null where the dimension does not fold.
    string? Folded(UsageDimension dimension, string column, string subject) =>
        folds.FirstOrDefault(fold => fold.Dimensions.Contains(dimension)) is { } fold
            ? $"case when ({subject}, {column}) in (select {fold.Alias}.subject, {fold.Alias}.v0 from {fold.Rows}) " +
                $"then {column} else {KeySql.Other(DimensionSql.IsTextOf(dimension))} end"
            : null;
}

using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>What a question is about, as far as it decides which tables can answer it.</summary>
/// <param name="query">The question.</param>
sealed class UsageTopic(UsageQuery query)
{
    static readonly UsageDimension[] KindDimensions =
    [
        UsageDimension.Function, UsageDimension.FunctionKind, UsageDimension.Source, UsageDimension.EventType, UsageDimension.Error,
    ];

    /// <summary>Whether single events have to be looked at.</summary>
    public bool NeedsEvents => query.Filter.Entities is not null || query.By.Any(ManyValuedSql.IsOfEntities)
        || Subject is SubjectKind.Entity or SubjectKind.Parameter;

    /// <summary>Whether it matters in which session something was done.</summary>
    public bool OfSessions => query.Filter.Sessions is not null || Subject is SubjectKind.Session;

    /// <summary>Whether rows of many buckets become one, of which each user may be new in one bucket.</summary>
    public bool FoldsTime => query.Folds.Any(fold => fold.Dimensions.Any(d => query.By[d] == UsageDimension.Time));

    /// <summary>Whether it matters who did something.</summary>
    public bool OfUsers => Filters.Any(filter => filter is not { Users: null, Groups: null, EachGroup: null, Anonymous: null })
        || query.By.Any(d => d is UsageDimension.User or UsageDimension.Group) || Subject is SubjectKind.User or SubjectKind.Group;

    /// <summary>Whether it matters which package something belongs to.</summary>
    public bool OfPackages => Filters.Any(filter => filter is not { Packages: null, Categories: null })
        || query.By.Contains(UsageDimension.Package) || Subject is SubjectKind.Package;

    /// <summary>Whether it matters what was done, beyond its package.</summary>
    public bool OfKinds =>
        Filters.Any(filter => filter is not { Functions: null, Runs: null, Tags: null, Sources: null, EventTypes: null, Errors: null })
        || query.By.Intersect(KindDimensions).Any()
        || Subject is SubjectKind.Function or SubjectKind.EventType or SubjectKind.EventKind or SubjectKind.Error;

    // Of the scope, and of each thing that was picked.
    IEnumerable<ScopeFilter> Filters => (query.Filter.Selection ?? []).Select(box => box.Filter).Prepend(query.Filter);

    SubjectKind? Subject => query.Subjects is [var first, ..] ? first.Kind : null;
}

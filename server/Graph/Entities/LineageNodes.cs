using UsageAnalysis.Analytics;
using UsageAnalysis.Data;
using UsageAnalysis.Graph.Functions;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.Insights;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Entities;

/// <summary>Entities around one of them, and how they were made from each other.</summary>
[ObjectType<Lineage>("Lineage")]
[Expose(nameof(Lineage.Truncated))]
public static class LineageNode
{
    /// <summary>Each once, by its distance; the first is the one that it was asked of.</summary>
    [ListSize(50)]
    public static IReadOnlyList<LineageEntity> GetEntities([Parent] Lineage lineage) => lineage.Entities;

    /// <summary>The steps between them, each once, by their distance and then the most frequent first.</summary>
    [ListSize(50)]
    public static IReadOnlyList<LineageStep> GetSteps([Parent] Lineage lineage) => lineage.Steps;
}

/// <summary>An entity of a lineage.</summary>
[ObjectType<LineageEntity>("LineageEntity")]
[Expose(nameof(LineageEntity.Level))]
public static class LineageEntityNode
{
    /// <summary>The entity.</summary>
    public static Loaded<Entity> GetEntity([Parent] LineageEntity one, [Service] EntityById loader) =>
        loader.Load(one.Id).Then(entity => entity!);
}

/// <summary>That one entity was made from another, by events in which the one was input or subject, and the other output.</summary>
[ObjectType<LineageStep>("LineageStep")]
[Expose(nameof(LineageStep.Events), nameof(LineageStep.FirstAt), nameof(LineageStep.LastAt))]
public static class LineageStepNode
{
    /// <summary>What was taken.</summary>
    public static Loaded<Entity> GetFrom([Parent] LineageStep step, [Service] EntityById loader) =>
        loader.Load(step.FromId).Then(entity => entity!);

    /// <summary>What was put out.</summary>
    public static Loaded<Entity> GetTo([Parent] LineageStep step, [Service] EntityById loader) =>
        loader.Load(step.ToId).Then(entity => entity!);

    /// <summary>The functions that ran in these events, at most ten; empty where none ran.</summary>
    [ListSize(10)]
    public static Loaded<IReadOnlyList<Function>> GetFunctions([Parent] LineageStep step, [Service] FunctionById loader) =>
        Loaded.All(step.FunctionIds.Select(loader.Load)).Then(IReadOnlyList<Function> (functions) => [.. functions.OfType<Function>()]);
}

/// <summary>Where an entity comes from, and what became of it.</summary>
[ExtendObjectType<Entity>]
public static class EntityLineage
{
    /// <summary>What it was made from, level by level. What was dropped by age is not part of it.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="scopes">Resolves scopes.</param>
    /// <param name="questions">Asks.</param>
    /// <param name="depth">How many levels: 1 to 10.</param>
    /// <param name="scope">The events that count; without it, those of all time.</param>
    [Cost(100)]
    public static Loaded<Lineage> GetOrigin(
        [Parent] Entity entity, [Service] UsageScopes scopes, [Service] UsageQuestions questions, int depth = 3,
        UsageScopeInput? scope = null) => Walk(entity, LineageDirection.Origin, depth, scope, scopes, questions);

    /// <summary>What was made from it, level by level. What was dropped by age is not part of it.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="scopes">Resolves scopes.</param>
    /// <param name="questions">Asks.</param>
    /// <param name="depth">How many levels: 1 to 10.</param>
    /// <param name="scope">The events that count; without it, those of all time.</param>
    [Cost(100)]
    public static Loaded<Lineage> GetDerived(
        [Parent] Entity entity, [Service] UsageScopes scopes, [Service] UsageQuestions questions, int depth = 3,
        UsageScopeInput? scope = null) => Walk(entity, LineageDirection.Derived, depth, scope, scopes, questions);

    static readonly UsageScopeInput AllTime = new(Range: new(TimeRangePreset.AllTime));

    static Loaded<Lineage> Walk(
        Entity entity, LineageDirection direction, int depth, UsageScopeInput? scope, UsageScopes scopes, UsageQuestions questions)
    {
        ScopeQueries.RequireWithin("depth", depth, LineageQuestion.Deepest);
        return scopes.Of(new(SubjectKind.Entity, entity.Id), scope ?? AllTime).Then(async (usage, ct) =>
            await questions.Ask(new LineageQuestion(usage.Scope, direction, depth), usage.Subject).GetAsync(ct));
    }
}

/// <summary>A question for the lineage of the entity that is its subject, checked.</summary>
sealed record LineageQuestion(UsageScope Scope, LineageDirection Direction, int Depth) : InsightQuestion<Lineage>
{
    public const int Deepest = 10;

    private protected override Task<Lineage> AnswerAsync(UsageReader reader, UsageSubject? subject, CancellationToken ct) =>
        new LineageWalk(reader, Scope).FromAsync(subject!.Value.Id, Direction, Depth, ct);
}

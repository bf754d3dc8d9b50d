namespace UsageAnalysis.Insights;

/// <summary>Entities around one of them, and how they were made from each other.</summary>
/// <param name="Entities">Each once, by its distance; the first is the one that it was asked of.</param>
/// <param name="Steps">The steps between them, each once, by their distance and then the most frequent first.</param>
/// <param name="Truncated">Whether there is more: beyond 200 entities, 500 steps, or the levels that were walked.</param>
public sealed record Lineage(IReadOnlyList<LineageEntity> Entities, IReadOnlyList<LineageStep> Steps, bool Truncated);

/// <summary>An entity of a lineage.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Level">How many steps it is away: 0 is the one that it was asked of.</param>
public sealed record LineageEntity(long Id, int Level);

/// <summary>That one entity was made from another, by events in which the one was input or subject, and the other output.</summary>
/// <param name="FromId">What was taken.</param>
/// <param name="ToId">What was put out.</param>
/// <param name="Events">How many events did so.</param>
/// <param name="FirstAt">Time of the first of them.</param>
/// <param name="LastAt">Time of the last of them.</param>
/// <param name="FunctionIds">The functions that ran in them, at most ten, in the order of their ids; empty where none ran.</param>
public sealed record LineageStep(
    long FromId, long ToId, long Events, DateTime FirstAt, DateTime LastAt, IReadOnlyList<int> FunctionIds);

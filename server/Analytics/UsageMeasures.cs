namespace UsageAnalysis.Analytics;

/// <summary>What is counted. A set, because only what is asked for is computed.</summary>
[Flags]
public enum MeasureSet
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Events stored, anonymous ones too.</summary>
    Events = 1,

    /// <summary>Distinct known users with at least one such event.</summary>
    Users = 2,

    /// <summary>Those of the users who were first seen on the platform inside the range.</summary>
    NewUsers = 4,

    /// <summary>Distinct sessions with at least one such event.</summary>
    Sessions = 8,

    /// <summary>Events that carry an error or come from the source "error".</summary>
    Errors = 16,

    /// <summary>Durations of the events that have one.</summary>
    Duration = 32,
}

/// <summary>One set of counts. Measures that were not asked for are 0.</summary>
public readonly record struct MeasureValues(long Events, long Users, long NewUsers, long Sessions, long Errors, DurationValues Duration);

/// <summary>Durations, summed.</summary>
/// <param name="Count">Events that have a duration.</param>
/// <param name="SumUs">Their sum, microseconds.</param>
/// <param name="MaxUs">The longest, microseconds; 0 where nothing was timed.</param>
public readonly record struct DurationValues(long Count, decimal SumUs, long MaxUs);

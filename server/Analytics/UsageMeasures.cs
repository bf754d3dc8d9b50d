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

    /// <summary>Percentiles of the durations. Needs <see cref="Duration"/>.</summary>
    Percentiles = 64,

    /// <summary>How many of the durations are how long. Needs <see cref="Duration"/>.</summary>
    Histogram = 128,
}

/// <summary>Measures that go together.</summary>
public static class MeasureSets
{
    /// <summary>What needs to know how long each event took, not only how long all of them.</summary>
    public const MeasureSet Distribution = MeasureSet.Percentiles | MeasureSet.Histogram;
}

/// <summary>One set of counts. Measures that were not asked for are 0.</summary>
public readonly record struct MeasureValues(long Events, long Users, long NewUsers, long Sessions, long Errors, DurationValues Duration);

/// <summary>Durations, summed.</summary>
/// <param name="Count">Events that have a duration.</param>
/// <param name="SumUs">Their sum, microseconds.</param>
/// <param name="MaxUs">The longest, microseconds; 0 where nothing was timed.</param>
/// <param name="Percentiles">Null where nothing was timed, or where they were not asked for.</param>
/// <param name="Histogram">Null where nothing was timed, or where it was not asked for.</param>
public readonly record struct DurationValues(
    long Count, decimal SumUs, long MaxUs, DurationPercentiles? Percentiles, DurationHistogram? Histogram = null);

/// <summary>
/// Durations that a part of all durations does not exceed, microseconds, by the nearest rank: the shortest duration that at least this part
/// of them is not longer than.
/// </summary>
/// <param name="P50Us">Of 50 %.</param>
/// <param name="P95Us">Of 95 %.</param>
/// <param name="P99Us">Of 99 %.</param>
public readonly record struct DurationPercentiles(double P50Us, double P95Us, double P99Us);

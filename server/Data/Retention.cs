namespace UsageAnalysis.Data;

/// <summary>How long single events are kept.</summary>
public sealed record Retention
{
    /// <summary>Events before it are gone; the earliest time there is when none were dropped.</summary>
    public required DateTime EventsSince { get; init; }
}

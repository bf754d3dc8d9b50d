namespace UsageAnalysis.Ingest;

/// <summary>What became of one record.</summary>
public enum RecordStatus
{
    /// <summary>It is in the log now, and counted.</summary>
    Stored,

    /// <summary>It was in the log already, or stands earlier in the same batch; nothing changed.</summary>
    Duplicate,

    /// <summary>It is not an event, or older than the events that are kept; nothing changed.</summary>
    Rejected,

    /// <summary>It is an event, but the logging policy says that it is not logged; nothing changed.</summary>
    Excluded,
}

/// <summary>What became of one event of a batch.</summary>
/// <param name="Status">Stored, duplicate or rejected.</param>
/// <param name="Reason">Why it was rejected; else null.</param>
public readonly record struct RecordOutcome(RecordStatus Status, string? Reason = null);

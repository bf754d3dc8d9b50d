namespace UsageAnalysis.Data;

/// <summary>What one user did, of one kind, all time.</summary>
public sealed record UserActivity
{
    /// <summary>What was done.</summary>
    public required int EventTypeId { get; init; }

    /// <summary>What was done.</summary>
    public EventType EventType { get; init; } = null!;

    /// <summary>Who did it; 0 is nobody.</summary>
    public required int UserId { get; init; }

    /// <summary>Who did it; the row of nobody when anonymous.</summary>
    public User User { get; init; } = null!;

    /// <summary>How many such events there were.</summary>
    public required long Events { get; init; }

    /// <summary>How many of them can be listed: the others were dropped by age.</summary>
    public long Kept { get; init; }

    /// <summary>How many of them count as errors.</summary>
    public required long Errors { get; init; }

    /// <summary>Time of the first of them.</summary>
    public required DateTime FirstEventAt { get; init; }

    /// <summary>Time of the last of them so far.</summary>
    public required DateTime LastEventAt { get; init; }
}

namespace UsageAnalysis.Analytics;

/// <summary>The global filter, resolved: which events a question is about, and by whose calendar.</summary>
/// <param name="Range">Events of this range.</param>
/// <param name="Zone">Whose calendar the buckets follow.</param>
/// <param name="Previous">The range to compare with; null without a comparison.</param>
/// <param name="Filter">Further conditions, all of which must hold.</param>
/// <param name="AsOf">When the question was asked, UTC.</param>
public sealed record UsageScope(TimeRange Range, TimeZoneInfo Zone, TimeRange? Previous, ScopeFilter Filter, DateTime AsOf);

/// <summary>Conditions on events; null means no condition. Values within one condition are alternatives.</summary>
public sealed record ScopeFilter
{
    /// <summary>No condition at all.</summary>
    public static ScopeFilter Everything { get; } = new();

    /// <summary>Ids of groups that the user is in, directly or nested.</summary>
    public IReadOnlyList<int>? Groups { get; init; }

    /// <summary>Ids of users.</summary>
    public IReadOnlyList<int>? Users { get; init; }

    /// <summary>Ids of packages.</summary>
    public IReadOnlyList<int>? Packages { get; init; }

    /// <summary>Ids of functions.</summary>
    public IReadOnlyList<int>? Functions { get; init; }

    /// <summary>Tags of functions.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Sources of events.</summary>
    public IReadOnlyList<string>? Sources { get; init; }

    /// <summary>Ids of event names.</summary>
    public IReadOnlyList<int>? EventTypes { get; init; }

    /// <summary>Ids of entities that the event touched.</summary>
    public IReadOnlyList<long>? Entities { get; init; }

    /// <summary>Ids of error signatures.</summary>
    public IReadOnlyList<int>? Errors { get; init; }

    /// <summary>Ids of sessions.</summary>
    public IReadOnlyList<Guid>? Sessions { get; init; }
}

/// <summary>A scope or question that cannot be answered; the message quotes the bad value and says what to do.</summary>
public sealed class InvalidScopeException(string message) : Exception(message);

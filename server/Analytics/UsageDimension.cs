namespace UsageAnalysis.Analytics;

/// <summary>What usage can be broken down by.</summary>
public enum UsageDimension
{
    /// <summary>Calendar buckets of the scope's zone, as wide as the scope's bucket.</summary>
    Time,

    /// <summary>The package that the event was attributed to when it was stored.</summary>
    Package,

    /// <summary>The function that ran; events without one form a row with the function null.</summary>
    Function,

    /// <summary>The user; anonymous events form a row with the user null.</summary>
    User,

    /// <summary>The groups that the user is in now, directly or nested: one event counts in each of them; users in no group form a row with the group null.</summary>
    Group,

    /// <summary>The stream that the event came from: audit, usage, function, error, ….</summary>
    Source,

    /// <summary>What happened: source and name.</summary>
    EventType,

    /// <summary>The entities that the event touched: one event counts once in each of them; events that touched none form a row with the entity null.</summary>
    Entity,
}

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

    /// <summary>
    /// The kind of the function that ran, as the registry says now: function, script, query, …; events without a function form a row with
    /// the kind null.
    /// </summary>
    FunctionKind,

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

    /// <summary>
    /// The types of the entities that the event touched: one event counts once in each of them; events that touched none form a row with the
    /// type null.
    /// </summary>
    EntityType,

    /// <summary>The signature of the error that the event carries; events without one form a row with the error null.</summary>
    Error,

    /// <summary>What the clocks of the scope's zone show, 0 to 23. When they are set back, the hour that comes twice counts both.</summary>
    HourOfDay,

    /// <summary>The day of the week by the calendar of the scope's zone: 1 is Monday, 7 is Sunday.</summary>
    DayOfWeek,
}

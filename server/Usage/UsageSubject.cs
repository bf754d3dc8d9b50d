namespace UsageAnalysis.Usage;

/// <summary>What kind of thing usage is asked of.</summary>
public enum SubjectKind
{
    /// <summary>Events that are attributed to a package.</summary>
    Package,

    /// <summary>Events that ran a function.</summary>
    Function,

    /// <summary>Events of a user.</summary>
    User,

    /// <summary>Events of the users who are in a group now, directly or nested.</summary>
    Group,

    /// <summary>Events of one source and name.</summary>
    EventType,

    /// <summary>Events of one kind: the same source, name, package, function and error.</summary>
    EventKind,

    /// <summary>Events that carry an error of one signature.</summary>
    Error,

    /// <summary>Events that touched an entity.</summary>
    Entity,

    /// <summary>Events of one kind that carry a parameter.</summary>
    Parameter,

    /// <summary>Events of one session of one user.</summary>
    Session,
}

/// <summary>One thing whose usage is asked: only events that belong to it count.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its primary key; of a session, the user.</param>
/// <param name="Session">The session's own id; empty for all else.</param>
public readonly record struct UsageSubject(SubjectKind Kind, long Id, Guid Session = default);

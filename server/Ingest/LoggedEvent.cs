namespace UsageAnalysis.Ingest;

/// <summary>One event as a sender logged it, checked and normalised: what the wire format says, in types.</summary>
/// <param name="Id">Made once by the sender; with time and user it is the event's identity.</param>
/// <param name="Time">When it happened: UTC, whole microseconds.</param>
/// <param name="Source">The stream it belongs to: audit, usage, function, error, … or the platform's own word.</param>
/// <param name="Type">What happened, within its source: "run", "entity-created", …</param>
public sealed record LoggedEvent(Guid Id, DateTime Time, string Source, string Type)
{
    /// <summary>Login; null for anonymous events.</summary>
    public string? User { get; init; }

    /// <summary>Names of groups that the user is a member of; they say nothing on an anonymous event.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The client session, if any.</summary>
    public Guid? Session { get; init; }

    /// <summary>Joins the records that one click caused.</summary>
    public string? Action { get; init; }

    /// <summary>Package that the sender names; the function's own package goes before it.</summary>
    public string? Package { get; init; }

    /// <summary>"Chem:fingerprints", or a bare name that belongs to <see cref="Package"/>.</summary>
    public string? Function { get; init; }

    /// <summary>How long it took, in microseconds; null when not timed.</summary>
    public long? DurationUs { get; init; }

    /// <summary>One line for people.</summary>
    public string? Description { get; init; }

    /// <summary>JSON object with the members inputs, outputs and other, each an object; null when there are none.</summary>
    public string? Parameters { get; init; }

    /// <summary>Objects that the event touched.</summary>
    public IReadOnlyList<LoggedEntity> Entities { get; init; } = [];

    /// <summary>The error that the event carries, if any.</summary>
    public LoggedError? Error { get; init; }

    /// <summary>Client program of the session, for example "web".</summary>
    public string? Client { get; init; }

    /// <summary>Version of the client program.</summary>
    public string? Version { get; init; }

    /// <summary>Whether it counts as an error: it carries one, or comes from the source "error".</summary>
    public bool IsError => Error is not null || Source == "error";
}

/// <summary>An object that an event touched.</summary>
/// <param name="Type">file, query, table, project, …</param>
/// <param name="Id">The platform's own id, unique within the type.</param>
/// <param name="Name">For people; the id when the sender gives none.</param>
/// <param name="Role">subject, input or output.</param>
/// <param name="Package">Package that the object belongs to, if any.</param>
public sealed record LoggedEntity(string Type, string Id, string Name, string Role = "subject", string? Package = null);

/// <summary>An error that an event carries.</summary>
/// <param name="Message">What went wrong.</param>
/// <param name="Stack">Stack trace as the runtime printed it; null when unknown.</param>
/// <param name="Handled">Whether the program caught it; null when unknown.</param>
/// <param name="Fingerprint">The sender's own grouping key; goes before everything else in the signature.</param>
/// <param name="Type">Class of the error, for example "TypeError"; null when unknown.</param>
public sealed record LoggedError(
    string Message, string? Stack = null, bool? Handled = null, string? Fingerprint = null, string? Type = null);

using System.Text.Json;

namespace UsageAnalysis.Data;

/// <summary>Someone who uses the platform. Id 0 is nobody: anonymous events carry it.</summary>
public sealed record User
{
    /// <summary>Id of nobody.</summary>
    public const int Nobody = 0;

    /// <summary>Primary key.</summary>
    public required int Id { get; init; }

    /// <summary>Unique name to log in with.</summary>
    public required string Login { get; init; }

    /// <summary>Name for people; null when the registry has none.</summary>
    public string? Name { get; init; }

    /// <summary>When the user joined the platform, as the registry says; null when it does not.</summary>
    public DateTime? RegisteredAt { get; init; }

    /// <summary>Time of the user's first event; null before it.</summary>
    public DateTime? FirstEventAt { get; init; }

    /// <summary>Time of the user's last event; null before the first.</summary>
    public DateTime? LastEventAt { get; init; }

    /// <summary>The groups that the user is in, directly or through nested groups.</summary>
    public IReadOnlyList<Group> Groups { get; init; } = [];
}

/// <summary>A group of users; groups nest.</summary>
public sealed record Group
{
    /// <summary>Primary key.</summary>
    public required int Id { get; init; }

    /// <summary>Unique name.</summary>
    public required string Name { get; init; }
}

/// <summary>That one group contains another.</summary>
/// <param name="ParentId">The containing group.</param>
/// <param name="ChildId">The contained group.</param>
public sealed record GroupRelation(int ParentId, int ChildId);

/// <summary>That a user is in a group directly.</summary>
/// <param name="GroupId">The group.</param>
/// <param name="UserId">The user.</param>
public sealed record GroupMember(int GroupId, int UserId);

/// <summary>That a user is in a group, directly or through nested groups.</summary>
/// <param name="GroupId">The group.</param>
/// <param name="UserId">The user.</param>
public sealed record GroupUser(int GroupId, int UserId);

/// <summary>A part of the platform that is released on its own.</summary>
public sealed record Package
{
    /// <summary>Primary key.</summary>
    public required int Id { get; init; }

    /// <summary>Unique name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for; null when the registry has none.</summary>
    public string? Category { get; init; }

    /// <summary>Who made it; null when the registry does not say.</summary>
    public int? AuthorId { get; init; }
}

/// <summary>A version of a package.</summary>
public sealed record PackageVersion
{
    /// <summary>Number of its own.</summary>
    public required int Id { get; init; }

    /// <summary>The package.</summary>
    public required int PackageId { get; init; }

    /// <summary>As it was published, for example "1.4.2"; unique within the package.</summary>
    public required string Version { get; init; }

    /// <summary>When it was published; null when unknown.</summary>
    public DateTime? PublishedAt { get; init; }
}

/// <summary>Something that can be run: a function, script or query of a package.</summary>
public sealed record Function
{
    /// <summary>Primary key.</summary>
    public required int Id { get; init; }

    /// <summary>The package that it belongs to.</summary>
    public required int PackageId { get; init; }

    /// <summary>The package that it belongs to.</summary>
    public Package Package { get; init; } = null!;

    /// <summary>Name, unique within the package.</summary>
    public required string Name { get; init; }

    /// <summary>function, script, query, ….</summary>
    public required string Kind { get; init; }

    /// <summary>What it does, for people; null when the registry has none.</summary>
    public string? Description { get; init; }

    /// <summary>Words that it is filed under.</summary>
    public required string[] Tags { get; init; }

    /// <summary>Who made it; null when the registry says that of its package alone, or not at all.</summary>
    public int? AuthorId { get; init; }

    /// <summary>Declared inputs, in order: an array of objects with name and type.</summary>
    public required JsonElement Inputs { get; init; }

    /// <summary>Declared outputs, in order: an array of objects with name and type.</summary>
    public required JsonElement Outputs { get; init; }
}

/// <summary>An object that actions touch.</summary>
public sealed record Entity
{
    /// <summary>Primary key.</summary>
    public required long Id { get; init; }

    /// <summary>file, query, table, project, ….</summary>
    public required string Type { get; init; }

    /// <summary>The platform's own id of it, unique within its type.</summary>
    public required string Key { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The package that it belongs to; null when none was told.</summary>
    public int? PackageId { get; init; }

    /// <summary>The package that it belongs to; null when none was told.</summary>
    public Package? Package { get; init; }
}

/// <summary>An error by its signature.</summary>
public sealed record ErrorSignature
{
    /// <summary>Primary key.</summary>
    public required int Id { get; init; }

    /// <summary>Version of the algorithm, a colon, the digest; unique.</summary>
    public required string Signature { get; init; }

    /// <summary>The message of the first occurrence.</summary>
    public required string Message { get; init; }
}

/// <summary>What happens, as people name it: one row per source and name.</summary>
public sealed record EventName
{
    /// <summary>Primary key.</summary>
    public required int Id { get; init; }

    /// <summary>The stream that such events come from.</summary>
    public required string Source { get; init; }

    /// <summary>What happens, within the source.</summary>
    public required string Name { get; init; }
}

/// <summary>What is counted: one row per event name, package, function and error signature.</summary>
public sealed record EventType
{
    /// <summary>Primary key.</summary>
    public required int Id { get; init; }

    /// <summary>What happens, as people name it.</summary>
    public required int EventNameId { get; init; }

    /// <summary>What happens, as people name it.</summary>
    public EventName EventName { get; init; } = null!;

    /// <summary>The stream that such events come from.</summary>
    public required string Source { get; init; }

    /// <summary>What happens, within the source.</summary>
    public required string Name { get; init; }

    /// <summary>The package that such events are attributed to.</summary>
    public required int PackageId { get; init; }

    /// <summary>The package that such events are attributed to.</summary>
    public Package Package { get; init; } = null!;

    /// <summary>The function that runs; null when none does.</summary>
    public int? FunctionId { get; init; }

    /// <summary>The function that runs; null when none does.</summary>
    public Function? Function { get; init; }

    /// <summary>The error signature; null for events without an error.</summary>
    public int? ErrorId { get; init; }

    /// <summary>The error signature; null for events without an error.</summary>
    public ErrorSignature? Error { get; init; }
}

/// <summary>One client session of one user.</summary>
public sealed record Session
{
    /// <summary>Whose; 0 is nobody.</summary>
    public required int UserId { get; init; }

    /// <summary>Whose; the row of nobody when anonymous.</summary>
    public User User { get; init; } = null!;

    /// <summary>Made by the client.</summary>
    public required Guid Id { get; init; }

    /// <summary>Time of its first event.</summary>
    public required DateTime StartedAt { get; init; }

    /// <summary>Time of its last event so far.</summary>
    public required DateTime LastEventAt { get; init; }

    /// <summary>How many events it has so far.</summary>
    public required int EventCount { get; init; }

    /// <summary>How many of them count as errors.</summary>
    public required int ErrorCount { get; init; }

    /// <summary>Client program; null when it did not say.</summary>
    public string? Client { get; init; }

    /// <summary>Version of the client program; null when it did not say.</summary>
    public string? Version { get; init; }
}

/// <summary>Something that happened. Identified by user, time and id together.</summary>
public sealed record Event
{
    /// <summary>Who; 0 is nobody.</summary>
    public required int UserId { get; init; }

    /// <summary>Who; the row of nobody when anonymous.</summary>
    public User User { get; init; } = null!;

    /// <summary>What.</summary>
    public required int EventTypeId { get; init; }

    /// <summary>What.</summary>
    public EventType EventType { get; init; } = null!;

    /// <summary>When, as the sender says; UTC.</summary>
    public required DateTime Time { get; init; }

    /// <summary>Made by the sender.</summary>
    public required Guid Id { get; init; }

    /// <summary>The client session; null without one.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>How long it took, microseconds; null when not timed.</summary>
    public long? DurationUs { get; init; }

    /// <summary>Whether it counts as an error.</summary>
    public required bool IsError { get; init; }

    /// <summary>Whether the program caught the error; null when unknown or no error.</summary>
    public bool? ErrorHandled { get; init; }

    /// <summary>Joins the events that one click caused; null without one.</summary>
    public string? ActionId { get; init; }

    /// <summary>One line for people; null without one.</summary>
    public string? Description { get; init; }

    /// <summary>Message of the error that it carries; null without one.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Stack trace of the error that it carries; null without one.</summary>
    public string? ErrorStack { get; init; }

    /// <summary>Object with inputs, outputs and other; null when there are no parameters.</summary>
    public JsonElement? Parameters { get; init; }

    /// <summary>The objects that it touched.</summary>
    public IReadOnlyList<EventEntity> Entities { get; init; } = [];

    /// <summary>The values of its parameters.</summary>
    public IReadOnlyList<EventParameterValue> ParameterValues { get; init; } = [];
}

/// <summary>That an event touched an object.</summary>
public sealed record EventEntity
{
    /// <summary>Part of the event's key.</summary>
    public required int UserId { get; init; }

    /// <summary>Part of the event's key.</summary>
    public required DateTime EventTime { get; init; }

    /// <summary>Part of the event's key.</summary>
    public required Guid EventId { get; init; }

    /// <summary>The object.</summary>
    public required long EntityId { get; init; }

    /// <summary>The object.</summary>
    public Entity Entity { get; init; } = null!;

    /// <summary>subject, input or output.</summary>
    public required string Role { get; init; }
}

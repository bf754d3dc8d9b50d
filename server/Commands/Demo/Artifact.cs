using UsageAnalysis.Ingest;

namespace UsageAnalysis.Commands.Demo;

/// <summary>A file, query, project, connection, table or dashboard while it lives.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Key">The platform's id of it.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Owner">Who made it.</param>
/// <param name="CreatedAt">UTC.</param>
sealed record Artifact(string Type, string Key, string Name, Person Owner, DateTime CreatedAt)
{
    /// <summary>When it was used last; only what has lain idle for long is deleted.</summary>
    public DateTime TouchedAt { get; set; } = CreatedAt;

    /// <summary>As an event names it.</summary>
    public LoggedEntity As(string role) => new(Type, Key, Name, role);
}

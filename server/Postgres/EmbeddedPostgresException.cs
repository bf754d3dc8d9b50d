namespace UsageAnalysis.Postgres;

/// <summary>The embedded PostgreSQL cannot be used. The message tells the person who starts the server why, and what to do.</summary>
public sealed class EmbeddedPostgresException(string message, Exception? cause = null) : Exception(message, cause);

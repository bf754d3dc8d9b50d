namespace UsageAnalysis.Postgres;

/// <summary>The embedded PostgreSQL cannot be used. The message says why and what to do about it, and is meant for the person who starts the server.</summary>
public sealed class EmbeddedPostgresException(string message, Exception? cause = null) : Exception(message, cause);

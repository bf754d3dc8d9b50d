namespace UsageAnalysis.Postgres;

static partial class EmbeddedPostgresLog
{
    [LoggerMessage(LogLevel.Information, "Making a new PostgreSQL database in {Directory}")]
    public static partial void Initialising(this ILogger logger, string directory);

    [LoggerMessage(LogLevel.Information, "PostgreSQL {Version} runs on 127.0.0.1:{Port} with its data in {Directory}")]
    public static partial void Started(this ILogger logger, string version, int port, string directory);

    [LoggerMessage(LogLevel.Information, "Using the PostgreSQL left running by an earlier server on 127.0.0.1:{Port}, data in {Directory}")]
    public static partial void Reused(this ILogger logger, int port, string directory);

    [LoggerMessage(LogLevel.Information, "Using the PostgreSQL of the running server{Owner}, data in {Directory}")]
    public static partial void Joined(this ILogger logger, string owner, string directory);

    [LoggerMessage(LogLevel.Information, "Waiting for the server{Owner} to have PostgreSQL ready, data in {Directory}")]
    public static partial void Waiting(this ILogger logger, string owner, string directory);

    [LoggerMessage(LogLevel.Information, "PostgreSQL in {Directory} has stopped")]
    public static partial void Stopped(this ILogger logger, string directory);

    [LoggerMessage(LogLevel.Error, "PostgreSQL in {Directory} does not stop: {Reason}. End it with kill -INT {Process}")]
    public static partial void NotStopped(this ILogger logger, string directory, string reason, int? process);
}

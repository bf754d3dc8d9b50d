namespace UsageAnalysis.Ingest;

/// <summary>What the write path says to the operator.</summary>
static partial class IngestLog
{
    [LoggerMessage(1, LogLevel.Warning, "Event {Id} was rejected: PostgreSQL refused it ({State}).")]
    public static partial void RecordRefused(ILogger log, Guid id, string state, Exception exception);

    [LoggerMessage(2, LogLevel.Information, "A batch of {Records} events is tried again after attempt {Attempt}.")]
    public static partial void BatchRetried(ILogger log, int records, int attempt, Exception exception);

    [LoggerMessage(3, LogLevel.Error, "A batch of {Records} events could not be stored; its senders were told to send it again.")]
    public static partial void BatchFailed(ILogger log, int records, Exception exception);
}

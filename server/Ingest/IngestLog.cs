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

    [LoggerMessage(4, LogLevel.Warning, "PostgreSQL's queue of notifications is half full, so {Events} events were stored but not " +
        "announced: subscribers were told to subscribe again. A session that listens does not read: look for the one with the " +
        "oldest xact_start in pg_stat_activity.")]
    public static partial void NotAnnounced(ILogger log, int events);

    [LoggerMessage(5, LogLevel.Warning, "The feed of stored events has no connection; its subscribers were told to subscribe again.")]
    public static partial void FeedInterrupted(ILogger log, Exception exception);

    [LoggerMessage(6, LogLevel.Warning, "Something else than a server of this kind notifies the channel {Channel} ({Length} characters).")]
    public static partial void AnnouncementUnreadable(ILogger log, string channel, int length);

    [LoggerMessage(7, LogLevel.Information, "{Subscribers} subscribers were dropped: more than {Capacity} events waited for each.")]
    public static partial void SubscribersDropped(ILogger log, int subscribers, int capacity);

    [LoggerMessage(8, LogLevel.Information, "The events of {Month} were dropped by age ({Bytes} bytes); what was counted of them stays.")]
    public static partial void MonthDropped(ILogger log, string month, long bytes);

    [LoggerMessage(9, LogLevel.Warning, "Events before {Cutoff:yyyy-MM-dd} could not all be dropped; it is tried again in an hour.")]
    public static partial void RetentionFailed(ILogger log, DateTime cutoff, Exception exception);

    [LoggerMessage(10, LogLevel.Warning, "What is to be logged cannot be read from the database; what was known last holds.")]
    public static partial void RulesUnknown(ILogger log, Exception exception);
}

namespace UsageAnalysis.Ingest.Retention;

/// <summary>How long single events are kept.</summary>
public sealed class RetentionOptions
{
    /// <value>So many whole months before the current one, in UTC: 1 to 1,200. Null, the default, keeps all of them.</value>
    public int? Months { get; set; }

    /// <value>How long dropping waits for a lock before it gives way. Default 0.5 s.</value>
    /// <remarks>
    /// Readers and writers queue behind it meanwhile. Below PostgreSQL's deadlock_timeout, 1 s, it is always dropping that gives way, never
    /// them.
    /// </remarks>
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <value>How often it tries for a lock. Default 20.</value>
    public int MaxAttempts { get; set; } = 20;

    /// <value>How long it rests between two attempts. Default 2 s.</value>
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The first instant that is kept at some time.</summary>
    public static DateTime Cutoff(DateTime now, int months) =>
        new DateTime(now.Year, now.Month, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(-months);
}

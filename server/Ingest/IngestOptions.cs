namespace UsageAnalysis.Ingest;

/// <summary>The limits of the write path; the defaults suit one process beside its database.</summary>
public sealed class IngestOptions
{
    /// <value>Largest body of one request in bytes, after decompression. Default 16 MB.</value>
    public long MaxBodyBytes { get; init; } = 16 * 1024 * 1024;

    /// <value>Most records in one request. Default 20,000.</value>
    public int MaxRecords { get; init; } = 20_000;

    /// <value>Bytes of all bodies that are being read at once; beyond that a request is answered with 429. Default 128 MB.</value>
    public long MaxReadingBytes { get; init; } = 128 * 1024 * 1024;

    /// <value>Most events that wait for the writer; beyond that a request is answered with 429. Default 100,000.</value>
    public int QueueRecords { get; init; } = 100_000;

    /// <value>Most bytes of JSON that wait for the writer. Default 64 MB.</value>
    public long QueueBytes { get; init; } = 64 * 1024 * 1024;

    /// <value>Most events in one transaction. Default 5,000.</value>
    public int BatchRecords { get; init; } = 5_000;

    /// <value>Writers of this process. Default 2: while one waits for the database, the other one prepares its batch.</value>
    public int Writers { get; init; } = 2;

    /// <value>How often a batch is tried when it met a deadlock or a lost connection. Default 5.</value>
    public int MaxAttempts { get; init; } = 5;

    /// <value>Most events that wait for one subscriber; one who falls behind further is dropped. Default 20,000.</value>
    public int FeedEvents { get; init; } = 20_000;

    /// <value>Most names that each dictionary remembers in memory; beyond that it starts afresh. Default 100,000.</value>
    public int RememberedNames { get; init; } = 100_000;
}

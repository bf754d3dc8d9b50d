namespace UsageAnalysis.Ingest.Retention;

/// <summary>Single events that go together: those of one month, or all before 2015.</summary>
/// <param name="From">First instant; null for everything before <paramref name="To"/>.</param>
/// <param name="To">First instant after it.</param>
/// <param name="Tables">The partitions that hold them.</param>
/// <param name="Events">How many there are; 0 where nobody asked.</param>
/// <param name="Bytes">What they take on disk, with their indexes.</param>
public sealed record DroppedPartition(DateTime? From, DateTime To, IReadOnlyList<string> Tables, long Events, long Bytes)
{
    /// <summary>"2025-11", or "before 2015".</summary>
    public string Name =>
        From is { } month ? FormattableString.Invariant($"{month:yyyy-MM}") : FormattableString.Invariant($"before {To:yyyy}");
}

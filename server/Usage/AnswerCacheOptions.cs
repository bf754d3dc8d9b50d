namespace UsageAnalysis.Usage;

/// <summary>How much is remembered of what was answered.</summary>
public sealed class AnswerCacheOptions
{
    /// <value>Most bytes that remembered answers take, about. 0 remembers nothing. Default 32 MB.</value>
    public long MaxBytes { get; set; } = 32 * 1024 * 1024;
}

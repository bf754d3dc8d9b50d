namespace UsageAnalysis.Commands;

/// <summary>A command cannot go on. The message goes to the terminal as it is: what was wrong and what to do.</summary>
sealed class CommandFailedException(int exitCode, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>One of <see cref="Commands.ExitCode"/>.</summary>
    public int ExitCode { get; } = exitCode;
}

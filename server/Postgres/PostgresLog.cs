namespace UsageAnalysis.Postgres;

/// <summary>Reads what PostgreSQL said about a start that failed.</summary>
static class PostgresLog
{
    const int Lines = 12;

    /// <summary>
    /// Troubles that pass by themselves: another program took the port in between, or the last processes of a crashed server are still
    /// letting go of its shared memory.
    /// </summary>
    static readonly string[] Passing = ["Address already in use", "is still in use", "still attached"];

    public static bool IsPassing(string log) => Passing.Any(trouble => log.Contains(trouble, StringComparison.Ordinal));

    /// <summary>The last lines of the log that was written last: the collector's, or the one from before it ran.</summary>
    public static string Tail(DataDirectory directory)
    {
        var files = Directory.Exists(directory.Logs) ? Directory.GetFiles(directory.Logs) : [];
        return files.Append(directory.StartLog).Where(File.Exists).MaxBy(File.GetLastWriteTimeUtc) is { } newest
            ? string.Join('\n', File.ReadLines(newest).TakeLast(Lines))
            : "(nothing)";
    }
}

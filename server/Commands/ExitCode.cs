namespace UsageAnalysis.Commands;

/// <summary>What the program answers to scripts.</summary>
static class ExitCode
{
    /// <summary>Everything was done.</summary>
    public const int Done = 0;

    /// <summary>Done, but some records were rejected; each was reported.</summary>
    public const int SomeRejected = 1;

    /// <summary>Verified, and some rollups are not what the events say; each difference was counted.</summary>
    public const int SomeDiffer = 1;

    /// <summary>The command line is wrong, or a file that it names cannot be read.</summary>
    public const int BadInput = 2;

    /// <summary>The database cannot be started, reached or migrated.</summary>
    public const int DatabaseFailed = 3;

    /// <summary>Stopped by Ctrl+C or SIGTERM before the work was done.</summary>
    public const int Interrupted = 130;
}

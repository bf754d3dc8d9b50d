namespace UsageAnalysis.Postgres;

/// <summary>Where and how the embedded PostgreSQL keeps its data.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <value>The folder that holds the database, its password, settings and log; made when absent.</value>
    public string DataDirectory { get; init; } = DefaultDataDirectory;

    /// <value>Whether a commit survives a crash of the machine. Default: true; only tests, whose data nobody keeps, turn it off.</value>
    public bool Durable { get; init; } = true;

    /// <value>How long to wait for the PostgreSQL of another process, which may be recovering from a crash. Default: 60 s.</value>
    public TimeSpan JoinPatience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// <c>/var/lib/usage-analysis</c> for root; for everybody else <c>usage-analysis</c> in the place where the platform keeps a user's
    /// application data: <c>$XDG_DATA_HOME</c> or <c>~/.local/share</c> on Linux, <c>%LOCALAPPDATA%</c> on Windows.
    /// </summary>
    public static string DefaultDataDirectory => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess
        ? "/var/lib/usage-analysis"
        : Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "usage-analysis");
}

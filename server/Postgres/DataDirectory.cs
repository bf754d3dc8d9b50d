namespace UsageAnalysis.Postgres;

/// <summary>
/// The folder given as data directory and the names in it. It belongs to whoever runs the server; <see cref="Cluster"/> alone belongs to
/// the account that PostgreSQL runs under. Root therefore writes nothing inside <see cref="Cluster"/>: that account could plant a link.
/// </summary>
/// <param name="Path">Absolute path without symbolic links.</param>
sealed record DataDirectory(string Path)
{
    /// <summary>PostgreSQL's own data directory, relative to <see cref="Path"/>; the programs are run in <see cref="Path"/>.</summary>
    public const string ClusterName = "pgdata";
    /// <summary>A cluster in the making; renamed to <see cref="ClusterName"/> when complete.</summary>
    public const string UnfinishedClusterName = "pgdata.new";
    public const string PasswordName = "password";
    public const string SettingsName = "postgresql.conf";

    public string Cluster => In(ClusterName);
    public string UnfinishedCluster => In(UnfinishedClusterName);
    public string Password => In(PasswordName);
    public string Settings => In(SettingsName);
    /// <summary>Name of the account that owns the cluster.</summary>
    public string Account => In("account");
    public string Lock => In("server.lock");
    /// <summary>Process id of the server that holds the lock.</summary>
    public string Owner => In("server.pid");
    public string PostmasterFile => System.IO.Path.Combine(Cluster, "postmaster.pid");
    /// <summary>Written by PostgreSQL until its log collector runs; the log proper is in <see cref="Logs"/>.</summary>
    public string StartLog => System.IO.Path.Combine(Cluster, "start.log");
    public string Logs => System.IO.Path.Combine(Cluster, "log");

    public string In(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Makes the folder when absent.</summary>
    /// <exception cref="EmbeddedPostgresException">It cannot be made, or this process may not write there.</exception>
    public static DataDirectory Open(string path)
    {
        try
        {
            var absolute = System.IO.Path.GetFullPath(path);
            if (!Directory.Exists(absolute))
                Make(absolute);
            return new DataDirectory(Real(absolute));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new EmbeddedPostgresException(
                $"The data directory '{path}' cannot be made: {error.Message} Choose a folder that you may write to with --data.", error);
        }
    }

    /// <summary>Root's folder is open to all: the unprivileged account must reach its cluster. Secrets have their own mode.</summary>
    static void Make(string path)
    {
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, (UnixFileMode)(Environment.IsPrivilegedProcess ? 0b111_101_101 : 0b111_000_000));
    }

    /// <summary>The path of an existing folder without symbolic links, as the operating system names it.</summary>
    public static string Real(string path)
    {
        if (System.IO.Path.GetDirectoryName(path) is not { } parent)
            return path;
        var real = System.IO.Path.Combine(Real(parent), System.IO.Path.GetFileName(path));
        return new DirectoryInfo(real).ResolveLinkTarget(returnFinalTarget: true) is { } target ? Real(target.FullName) : real;
    }

    /// <summary>The first folder on the way to <paramref name="path"/> that not everybody may enter, and its octal mode.</summary>
    public static (string Folder, string Mode)? FirstClosed(string path)
    {
        if (OperatingSystem.IsWindows())
            return null;
        var folders = new Stack<string>();
        for (var folder = path; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
            folders.Push(folder);
        foreach (var folder in folders.Where(Directory.Exists))
            if (File.GetUnixFileMode(folder) is var mode && !mode.HasFlag(UnixFileMode.OtherExecute))
                return (folder, Convert.ToString((int)mode, 8));
        return null;
    }
}

using System.Globalization;

namespace UsageAnalysis.Postgres;

/// <summary>
/// What a running PostgreSQL says of itself in <c>postmaster.pid</c>. The file stays behind after a crash, and then names a process that is
/// gone, or another one that got the same id.
/// </summary>
/// <remarks>https://www.postgresql.org/docs/18/storage-file-layout.html and src/include/utils/pidfile.h: eight lines, the fourth is the
/// port, the last the state.</remarks>
/// <param name="Process">Id of the main process.</param>
/// <param name="Port">0 as long as it is not known.</param>
/// <param name="Ready">Whether connections are accepted.</param>
sealed record PostmasterFile(int Process, int Port, bool Ready)
{
    /// <summary>Null when there is none, or one that is still being written.</summary>
    public static PostmasterFile? Read(DataDirectory directory)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(directory.PostmasterFile);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        if (!int.TryParse(lines.ElementAtOrDefault(0), CultureInfo.InvariantCulture, out var process))
            return null;
        return new PostmasterFile(
            process,
            int.TryParse(lines.ElementAtOrDefault(3), CultureInfo.InvariantCulture, out var port) ? port : 0,
            lines.ElementAtOrDefault(7)?.Trim() == "ready");
    }

    /// <summary>Whether a process has this id now, be it one that has ended and waits for its parent to notice.</summary>
    public bool IsTaken()
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(Process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Whether a process that has not ended has this id now.</summary>
    public bool Exists() => IsTaken() && !HasEnded();

    /// <summary>
    /// Whether that process is PostgreSQL on this very directory. It works in its data directory, which Linux shows to whoever may look
    /// into the process; to others, and elsewhere, its name must do.
    /// </summary>
    public bool Serves(DataDirectory directory)
    {
        if (!Exists())
            return false;
        if (OperatingSystem.IsLinux() && new FileInfo($"/proc/{Process}/cwd").LinkTarget is { } folder)
            return folder == DataDirectory.Real(directory.Cluster);
        using var process = System.Diagnostics.Process.GetProcessById(Process);
        return process.ProcessName.StartsWith("postgres", StringComparison.OrdinalIgnoreCase);
    }

    /// <remarks>proc(5), status: a state of Z is a zombie.</remarks>
    bool HasEnded()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            return File.ReadLines($"/proc/{Process}/status").Any(line => line.StartsWith("State:\tZ", StringComparison.Ordinal));
        }
        catch (IOException)
        {
            // It has gone for good between the two looks.
            return true;
        }
    }
}

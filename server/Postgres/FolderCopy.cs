namespace UsageAnalysis.Postgres;

/// <summary>Copies a folder so that every account can read and run what is in it.</summary>
static class FolderCopy
{
    const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    const UnixFileMode Runnable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>All or nothing: the target appears under its name only when it is complete.</summary>
    public static void Make(string source, string target)
    {
        var unfinished = target + ".new";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        Copy(new DirectoryInfo(source), unfinished);
        Directory.Move(unfinished, target);
    }

    static void Copy(DirectoryInfo source, string target)
    {
        Directory.CreateDirectory(target);
        Open(target, Runnable);
        foreach (var entry in source.EnumerateFileSystemInfos())
        {
            var path = Path.Combine(target, entry.Name);
            if (entry.LinkTarget is { } link)
                File.CreateSymbolicLink(path, link);
            else if (entry is DirectoryInfo folder)
                Copy(folder, path);
            else
            {
                File.Copy(entry.FullName, path);
                Open(path, entry.UnixFileMode.HasFlag(UnixFileMode.UserExecute) ? Runnable : Readable);
            }
        }
    }

    static void Open(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
    }
}

namespace UsageAnalysis.Tests.Support;

/// <summary>
/// A folder in the place for temporary files, gone when disposed of. Open to other accounts, because as root PostgreSQL runs under one.
/// </summary>
public sealed record TestDirectory(string Path) : IDisposable
{
    public const string Prefix = "usage-test-";

    public static TestDirectory Create()
    {
        var directory = Directory.CreateTempSubdirectory(Prefix).FullName;
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
            File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        return new(directory);
    }

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

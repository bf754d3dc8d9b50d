using System.Globalization;

namespace UsageAnalysis.Postgres;

/// <summary>
/// Held by the one server that uses a data directory. The operating system takes the lock back when the process dies, however it dies, so
/// there is no stale lock; the process id beside it is only for the message.
/// </summary>
sealed class OwnerLock : IDisposable
{
    readonly FileStream stream;

    OwnerLock(FileStream stream) => this.stream = stream;

    /// <summary>Null when another process holds the data directory.</summary>
    /// <exception cref="EmbeddedPostgresException">The files cannot be written.</exception>
    public static OwnerLock? TryTake(DataDirectory directory)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(directory.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new EmbeddedPostgresException(
                $"The data directory '{directory.Path}' cannot be written to: {error.Message} Run this as the user who owns it, "
                + "or choose another folder with --data.", error);
        }
        catch (IOException error) when (error is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return null;
        }
        File.WriteAllText(directory.Owner, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new OwnerLock(stream);
    }

    /// <summary>The failure of a process that must be the owner and is not.</summary>
    public static EmbeddedPostgresException InUse(DataDirectory directory) => new(
        $"The data directory '{directory.Path}' is in use by another usage-analysis{OwnerOf(directory)}. Stop that one first, "
        + "or choose another folder with --data.");

    /// <summary>Names the process that holds the lock, with a space before it; empty when it has not said yet.</summary>
    public static string OwnerOf(DataDirectory directory) =>
        File.Exists(directory.Owner) ? $" (process {File.ReadAllText(directory.Owner).Trim()})" : "";

    public void Dispose() => stream.Dispose();
}

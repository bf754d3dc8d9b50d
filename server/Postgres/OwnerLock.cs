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

    /// <exception cref="EmbeddedPostgresException">Another server holds the data directory, or the files cannot be written.</exception>
    public static OwnerLock Take(DataDirectory directory)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(directory.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new EmbeddedPostgresException(
                $"The data directory '{directory.Path}' cannot be written to: {error.Message} Start the server as the user who owns it, "
                + "or choose another folder with --data.", error);
        }
        catch (IOException error)
        {
            throw new EmbeddedPostgresException(
                $"The data directory '{directory.Path}' is in use by another server{Owner(directory)}. Stop that one first, "
                + "or choose another folder with --data.", error);
        }
        File.WriteAllText(directory.Owner, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new OwnerLock(stream);
    }

    public void Dispose() => stream.Dispose();

    static string Owner(DataDirectory directory) =>
        File.Exists(directory.Owner) ? $" (process {File.ReadAllText(directory.Owner).Trim()})" : "";
}

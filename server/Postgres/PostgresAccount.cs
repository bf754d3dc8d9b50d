using System.Globalization;
using System.Runtime.InteropServices;

namespace UsageAnalysis.Postgres;

/// <summary>
/// An account of the operating system that PostgreSQL runs under when the server itself runs as root, which PostgreSQL refuses.
/// </summary>
sealed record PostgresAccount(string Name, uint UserId, uint GroupId)
{
    /// <summary>Made for PostgreSQL, by Linux distributions and by macOS; then the account that owns nothing.</summary>
    static readonly string[] Candidates = ["postgres", "_postgres", "nobody"];

    /// <summary>The account to drop to; null when PostgreSQL can run as this process does.</summary>
    /// <exception cref="EmbeddedPostgresException">No account fits, or the cluster belongs to somebody else.</exception>
    public static PostgresAccount? Choose(DataDirectory directory)
    {
        if (OperatingSystem.IsWindows())
            return null;
        var owner = File.Exists(directory.Account) ? File.ReadAllText(directory.Account).Trim() : null;
        return Environment.IsPrivilegedProcess ? ForRoot(directory, owner) : ForUser(directory, owner, Environment.UserName);
    }

    static PostgresAccount? ForUser(DataDirectory directory, string? owner, string user) => owner is null || owner == user
        ? null
        : throw new EmbeddedPostgresException(
            $"The database in '{directory.Path}' belongs to the account '{owner}' and this server runs as '{user}'. "
            + "Start it as that account or as root, or choose another folder with --data.");

    static PostgresAccount ForRoot(DataDirectory directory, string? owner)
    {
        var accounts = File.ReadLines("/etc/passwd").Select(Parse).OfType<PostgresAccount>().ToLookup(account => account.Name);
        var names = owner is null ? Candidates : [owner];
        if (names.SelectMany(name => accounts[name]).FirstOrDefault(account => account.UserId != 0) is { } found)
            return found;
        throw new EmbeddedPostgresException(owner is null
            ? $"PostgreSQL does not run as root, and none of the accounts {string.Join(", ", Candidates)} exists. "
              + "Make one (useradd --system postgres), or start the server as another user."
            : $"The database in '{directory.Path}' belongs to the account '{owner}', which does not exist on this machine. "
              + "Make it (useradd --system), or choose another folder with --data.");
    }

    /// <summary>One line of passwd(5): name, password, user id, group id, …; null for anything else, such as a comment.</summary>
    static PostgresAccount? Parse(string line) =>
        line.Split(':') is [var name, _, var user, var group, ..]
        && int.TryParse(user, CultureInfo.InvariantCulture, out var userId)
        && int.TryParse(group, CultureInfo.InvariantCulture, out var groupId)
            ? new PostgresAccount(name, (uint)userId, (uint)groupId)
            : null;

    /// <summary>Hands a file or folder over to this account; a symbolic link itself, never what it points to.</summary>
    public void TakeOver(string path)
    {
        if (ChangeOwner(path, UserId, GroupId) != 0)
            throw new EmbeddedPostgresException(
                $"'{path}' cannot be given to the account '{Name}': {Marshal.GetLastPInvokeErrorMessage()}. "
                + "Choose a local folder with --data.");
    }

    [DllImport("libc", EntryPoint = "lchown", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int ChangeOwner([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint user, uint group);
}

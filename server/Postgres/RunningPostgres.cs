using Npgsql;

namespace UsageAnalysis.Postgres;

/// <summary>The PostgreSQL of another process that owns the data directory: looked at from outside, nothing is written.</summary>
static class RunningPostgres
{
    /// <summary>The connection string for it; null when it is not ready yet, or no longer.</summary>
    /// <exception cref="EmbeddedPostgresException">This account may not use it, or the password is not its own.</exception>
    public static async Task<string?> TryJoinAsync(DataDirectory directory, CancellationToken cancellation)
    {
        try
        {
            if (PostmasterFile.Read(directory) is not { Ready: true } file || !file.Serves(directory))
                return null;
            var password = await File.ReadAllTextAsync(directory.Password, cancellation);
            return await PostgresDatabase.FindAsync(file.Port, password.Trim(), cancellation);
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.InvalidPassword)
        {
            throw new EmbeddedPostgresException(
                $"The running PostgreSQL of '{directory.Path}' does not accept the password in '{directory.Password}': "
                + $"{error.MessageText}. Put the file back that was made with this database.", error);
        }
        catch (NpgsqlException)
        {
            // Between the look at its file and the connection it went away, or it has just begun to stop.
            return null;
        }
        catch (UnauthorizedAccessException error)
        {
            throw new EmbeddedPostgresException(
                $"The server on '{directory.Path}' runs as another user, who alone may read its database: {error.Message} "
                + "Run this command as that user, or choose another folder with --data.", error);
        }
        catch (FileNotFoundException error)
        {
            throw new EmbeddedPostgresException(
                $"The server on '{directory.Path}' runs, but its password file '{directory.Password}' is missing. "
                + "Put that file back.", error);
        }
    }

    /// <summary>The failure of waiting for an owner whose PostgreSQL does not get ready.</summary>
    public static EmbeddedPostgresException NotReady(DataDirectory directory, TimeSpan patience) => new(
        $"The data directory '{directory.Path}' is in use{OwnerLock.OwnerOf(directory)}, and PostgreSQL there has not become ready within "
        + $"{patience.TotalSeconds:0} s. See what that process says, or choose another folder with --data.");
}

using Npgsql;

namespace UsageAnalysis.Postgres;

/// <summary>
/// A PostgreSQL of the server's own, from start to stop. It is the only user of its data directory while it lives, and stops PostgreSQL
/// when disposed of.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    readonly PostgresCluster cluster;
    readonly OwnerLock ownerLock;
    readonly ILogger logger;
    bool disposed;

    EmbeddedPostgres(PostgresCluster cluster, OwnerLock ownerLock, string connectionString, ILogger logger)
    {
        this.cluster = cluster;
        this.ownerLock = ownerLock;
        this.logger = logger;
        ConnectionString = connectionString;
    }

    /// <summary>For the database <c>usage</c>, as its owner, a role that may also create databases. Holds the password.</summary>
    public string ConnectionString { get; }

    /// <summary>
    /// Makes the database when the data directory has none, starts PostgreSQL, or takes over the one that a crashed server left running.
    /// </summary>
    /// <exception cref="EmbeddedPostgresException">It cannot be started; nothing that was started is left running.</exception>
    public static Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, ILogger logger, CancellationToken cancellation) =>
        StartAsync(options, PostgresBinaries.Places, logger, cancellation);

    internal static async Task<EmbeddedPostgres> StartAsync(
        EmbeddedPostgresOptions options, IReadOnlyList<string> places, ILogger logger, CancellationToken cancellation)
    {
        var binaries = PostgresBinaries.Find(places);
        var directory = DataDirectory.Open(options.DataDirectory);
        var ownerLock = OwnerLock.Take(directory);
        try
        {
            var account = PostgresAccount.Choose(directory);
            var reachable = await binaries.ReachableAsync(directory, account, cancellation);
            var cluster = new PostgresCluster(directory, reachable, account, options.Durable);
            return new EmbeddedPostgres(cluster, ownerLock, await RunAsync(cluster, logger, cancellation), logger);
        }
        catch (Exception error)
        {
            ownerLock.Dispose();
            if (error is IOException or UnauthorizedAccessException)
                throw new EmbeddedPostgresException(
                    $"The data directory '{directory.Path}' cannot be used: {error.Message} "
                    + "Correct this, or choose another folder with --data.", error);
            throw;
        }
    }

    static async Task<string> RunAsync(PostgresCluster cluster, ILogger logger, CancellationToken cancellation)
    {
        if (!cluster.IsInitialised)
        {
            logger.Initialising(cluster.Directory.Path);
            await cluster.InitialiseAsync(cancellation);
        }
        cluster.RequireUsable();
        try
        {
            var port = await StartOrReuseAsync(cluster, logger, cancellation);
            var password = await File.ReadAllTextAsync(cluster.Directory.Password, cancellation);
            return await PostgresDatabase.PrepareAsync(port, password.Trim(), cancellation);
        }
        catch (NpgsqlException error)
        {
            await cluster.StopAsync(CancellationToken.None);
            throw new EmbeddedPostgresException(
                $"PostgreSQL on '{cluster.Directory.Path}' has started but cannot be used: {error.Message} "
                + $"Check that '{cluster.Directory.Password}' is the file that was made with this database, "
                + "or choose another folder with --data.", error);
        }
        catch
        {
            await cluster.StopAsync(CancellationToken.None);
            throw;
        }
    }

    static async Task<int> StartOrReuseAsync(PostgresCluster cluster, ILogger logger, CancellationToken cancellation)
    {
        if (await cluster.FindRunningAsync(cancellation) is { } running)
        {
            logger.Reused(running, cluster.Directory.Path);
            return running;
        }
        var port = await cluster.StartAsync(cancellation);
        logger.Started(cluster.Binaries.Version, port, cluster.Directory.Path);
        return port;
    }

    /// <summary>Stops PostgreSQL: open connections are ended, everything is written to disk. Returns when its processes are gone.</summary>
    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;
        disposed = true;
        var reason = await cluster.StopAsync(CancellationToken.None);
        if (reason is null)
            logger.Stopped(cluster.Directory.Path);
        else
            logger.NotStopped(cluster.Directory.Path, reason, PostmasterFile.Read(cluster.Directory)?.Process);
        ownerLock.Dispose();
    }
}

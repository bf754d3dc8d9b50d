using Npgsql;

namespace UsageAnalysis.Postgres;

/// <summary>
/// A PostgreSQL of the server's own. Its owner is the only one who starts and stops it; others may join the one that a running owner has,
/// and then never stop it and write none of its files.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    readonly DataDirectory directory;
    readonly ILogger logger;
    /// <summary>Null when joined, and once disposed of.</summary>
    Ownership? ownership;

    EmbeddedPostgres(DataDirectory directory, Ownership? ownership, string connectionString, ILogger logger)
    {
        this.directory = directory;
        this.ownership = ownership;
        this.logger = logger;
        ConnectionString = connectionString;
        IsJoined = ownership is null;
    }

    /// <summary>For the database <c>usage</c>, as its owner, a role that may also create databases. Holds the password.</summary>
    public string ConnectionString { get; }

    /// <summary>Whether another process started this PostgreSQL and will stop it.</summary>
    public bool IsJoined { get; }

    /// <summary>The absolute path of the data directory.</summary>
    public string DataPath => directory.Path;

    /// <summary>Whether PostgreSQL accepts connections on the data directory now. A joined one ends with its owner, at any time.</summary>
    public bool IsRunning => PostmasterFile.Read(directory) is { Ready: true } file && file.Serves(directory);

    /// <summary>
    /// Makes the database when the data directory has none, starts PostgreSQL, or takes over the one that a crashed server left running.
    /// </summary>
    /// <exception cref="EmbeddedPostgresException">It cannot be started, or another process owns the directory; nothing that was started
    /// is left running.</exception>
    public static Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, ILogger logger, CancellationToken cancellation) =>
        StartAsync(options, PostgresBinaries.Places, logger, cancellation);

    internal static async Task<EmbeddedPostgres> StartAsync(
        EmbeddedPostgresOptions options, IReadOnlyList<string> places, ILogger logger, CancellationToken cancellation)
    {
        var binaries = PostgresBinaries.Find(places);
        var directory = DataDirectory.Open(options.DataDirectory);
        var ownerLock = OwnerLock.TryTake(directory) ?? throw OwnerLock.InUse(directory);
        return await OwnAsync(directory, ownerLock, binaries, options.Durable, logger, cancellation);
    }

    /// <summary>
    /// Joins the PostgreSQL of a process that owns the data directory, waiting until it is ready; without an owner, or when the owner ends
    /// meanwhile, like <see cref="StartAsync(EmbeddedPostgresOptions, ILogger, CancellationToken)"/>.
    /// </summary>
    /// <exception cref="EmbeddedPostgresException">It can be neither started nor joined.</exception>
    public static async Task<EmbeddedPostgres> StartOrJoinAsync(
        EmbeddedPostgresOptions options, ILogger logger, CancellationToken cancellation)
    {
        var directory = DataDirectory.Open(options.DataDirectory);
        using var patience = new CancellationTokenSource(options.JoinPatience);
        for (var waiting = false; ; waiting = true)
        {
            if (OwnerLock.TryTake(directory) is { } ownerLock)
                return await OwnAsync(directory, ownerLock, null, options.Durable, logger, cancellation);
            if (await RunningPostgres.TryJoinAsync(directory, cancellation) is { } connectionString)
            {
                logger.Joined(OwnerLock.OwnerOf(directory), directory.Path);
                return new EmbeddedPostgres(directory, ownership: null, connectionString, logger);
            }
            if (patience.IsCancellationRequested)
                throw RunningPostgres.NotReady(directory, options.JoinPatience);
            if (!waiting)
                logger.Waiting(OwnerLock.OwnerOf(directory), directory.Path);
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
        }
    }

    static async Task<EmbeddedPostgres> OwnAsync(
        DataDirectory directory, OwnerLock ownerLock, PostgresBinaries? binaries, bool durable, ILogger logger,
        CancellationToken cancellation)
    {
        try
        {
            binaries ??= PostgresBinaries.Find(PostgresBinaries.Places);
            var account = PostgresAccount.Choose(directory);
            var reachable = await binaries.ReachableAsync(directory, account, cancellation);
            var cluster = new PostgresCluster(directory, reachable, account, durable);
            var connectionString = await RunAsync(cluster, logger, cancellation);
            return new EmbeddedPostgres(directory, new Ownership(cluster, ownerLock), connectionString, logger);
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

    /// <summary>
    /// The owner stops PostgreSQL: open connections are ended, everything is written to disk. Returns when its processes are gone. Who
    /// joined leaves it running.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref ownership, null) is not { } owned)
            return;
        var reason = await owned.Cluster.StopAsync(CancellationToken.None);
        if (reason is null)
            logger.Stopped(directory.Path);
        else
            logger.NotStopped(directory.Path, reason, PostmasterFile.Read(directory)?.Process);
        owned.Lock.Dispose();
    }

    sealed record Ownership(PostgresCluster Cluster, OwnerLock Lock);
}

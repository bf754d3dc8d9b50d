using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace UsageAnalysis.Postgres;

/// <summary>One database cluster on disk: made, started and stopped with PostgreSQL's own programs.</summary>
/// <param name="Directory">Where it lies.</param>
/// <param name="Binaries">Within reach of <paramref name="Account"/>.</param>
/// <param name="Account">Runs PostgreSQL; null when this process' own account does.</param>
/// <param name="Durable">See <see cref="EmbeddedPostgresOptions.Durable"/>.</param>
sealed record PostgresCluster(DataDirectory Directory, PostgresBinaries Binaries, PostgresAccount? Account, bool Durable)
{
    /// <summary>The superuser. Only <see cref="PostgresDatabase"/> connects as it.</summary>
    public const string Superuser = "postgres";

    /// <summary>How long PostgreSQL may take to start (it may have a crash to recover from) or to stop.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public bool IsInitialised => File.Exists(VersionFile);

    string VersionFile => Path.Combine(Directory.Cluster, "PG_VERSION");

    /// <exception cref="EmbeddedPostgresException">The cluster was made by another major version, or its password is gone.</exception>
    public void RequireUsable()
    {
        var version = File.ReadAllText(VersionFile).Trim();
        if (version != Binaries.Major)
            throw new EmbeddedPostgresException(
                $"The data directory '{Directory.Path}' was made by PostgreSQL {version}; this server brings PostgreSQL "
                + $"{Binaries.Major}, which cannot read it. Choose another folder with --data, or carry the data over "
                + $"with pg_dump and psql of PostgreSQL {version}.");
        if (!File.Exists(Directory.Password))
            throw new EmbeddedPostgresException(
                $"The data directory '{Directory.Path}' holds a database, but its password file '{Directory.Password}' is missing. "
                + "Put that file back, or choose another folder with --data.");
    }

    /// <summary>
    /// Makes the cluster under another name and renames it when complete: an interrupted attempt is never mistaken for a database.
    /// </summary>
    public async Task InitialiseAsync(CancellationToken cancellation)
    {
        if (System.IO.Directory.Exists(Directory.UnfinishedCluster))
            System.IO.Directory.Delete(Directory.UnfinishedCluster, recursive: true);
        System.IO.Directory.CreateDirectory(Directory.UnfinishedCluster);
        WritePassword();
        Account?.TakeOver(Directory.UnfinishedCluster);
        Account?.TakeOver(Directory.Password);
        string[] durability = Durable ? [] : ["--no-sync"];
        var result = await RunAsync("initdb",
        [
            "--pgdata", DataDirectory.UnfinishedClusterName, "--username", Superuser, "--pwfile", DataDirectory.PasswordName,
            "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8",
            "--no-instructions", .. durability,
        ], cancellation);
        if (result.ExitCode != 0)
            throw new EmbeddedPostgresException(
                $"A database cannot be made in '{Directory.Path}': {result.Output}\nCorrect this, or choose another folder with --data.");
        File.WriteAllText(Directory.Account, Account?.Name ?? Environment.UserName);
        System.IO.Directory.Move(Directory.UnfinishedCluster, Directory.Cluster);
    }

    void WritePassword()
    {
        File.Delete(Directory.Password);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(Directory.Password, options);
        file.Write(Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(32, lowercase: true)));
    }

    /// <summary>
    /// Starts PostgreSQL and waits until it accepts connections. <c>pg_ctl</c> gives it a session of its own, so that a Ctrl+C in the
    /// terminal reaches only the analytics server, which then drains before it stops the database.
    /// </summary>
    /// <returns>The port.</returns>
    public async Task<int> StartAsync(CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var port = FreePort();
            await File.WriteAllTextAsync(Directory.Settings, PostgresSettings.Render(port, Durable), cancellation);
            var result = await RunAsync("pg_ctl",
            [
                "start", "--pgdata", DataDirectory.ClusterName, "--wait", "--timeout", Seconds(Patience),
                "--log", $"{DataDirectory.ClusterName}/start.log", "--options", $"-c config_file={DataDirectory.SettingsName}",
            ], cancellation);
            if (result.ExitCode == 0)
                return port;
            var log = PostgresLog.Tail(Directory);
            if (patience.IsCancellationRequested || !PostgresLog.IsPassing(log))
                throw new EmbeddedPostgresException(
                    $"PostgreSQL does not start on '{Directory.Path}'. It says:\n{log}\n"
                    + "Correct this, or choose another folder with --data.");
            await Task.Delay(TimeSpan.FromMilliseconds(300), cancellation);
        }
    }

    /// <summary>
    /// Ends all connections, writes everything to disk and waits for the end; a server that hangs is made to crash: commits survive that.
    /// </summary>
    /// <returns>Null, or what went wrong.</returns>
    public async Task<string?> StopAsync(CancellationToken cancellation)
    {
        var running = PostmasterFile.Read(Directory);
        var result = default(ProgramResult);
        foreach (var mode in new[] { "fast", "immediate" })
        {
            result = await RunAsync("pg_ctl",
                ["stop", "--pgdata", DataDirectory.ClusterName, "--mode", mode, "--wait", "--timeout", Seconds(Patience)], cancellation);
            if (result.ExitCode == 0 || PostmasterFile.Read(Directory)?.Serves(Directory) != true)
            {
                await EndAsync(running, cancellation);
                return null;
            }
        }
        return result.Output;
    }

    // The program waits for the file to go, which the process outlives by a moment.
    static async Task EndAsync(PostmasterFile? file, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (file?.Exists() == true && !patience.IsCancellationRequested)
            await Task.Delay(TimeSpan.FromMilliseconds(10), cancellation);
    }

    /// <summary>
    /// The port of a PostgreSQL that a crashed server left running on this directory; null when there is none. What a crashed PostgreSQL
    /// left behind is cleared away only where PostgreSQL itself would trip over it: when its process id is still, or again, in use. That
    /// is safe, for PostgreSQL also refuses to start while a process of the old one uses its shared memory. A server that hangs is
    /// stopped.
    /// </summary>
    public async Task<int?> FindRunningAsync(CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (PostmasterFile.Read(Directory) is { } file)
        {
            if (!file.Serves(Directory))
            {
                if (file.IsTaken())
                    File.Delete(Directory.PostmasterFile);
                return null;
            }
            if (file.Ready && await AnswersAsync(file.Port, cancellation))
                return file.Port;
            if (patience.IsCancellationRequested && await StopAsync(cancellation) is { } reason)
                throw new EmbeddedPostgresException(
                    $"A PostgreSQL (process {file.Process}) left over on '{Directory.Path}' neither accepts connections nor "
                    + $"stops: {reason} End it (kill -INT {file.Process}) and start again.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
        }
        return null;
    }

    /// <summary>A PostgreSQL that was killed a moment ago still has its process, its file and even its port, but does not answer.</summary>
    async Task<bool> AnswersAsync(int port, CancellationToken cancellation)
    {
        try
        {
            var password = await File.ReadAllTextAsync(Directory.Password, cancellation);
            await PostgresDatabase.FindAsync(port, password.Trim(), cancellation);
            return true;
        }
        catch (PostgresException refusal)
        {
            return refusal.SqlState != PostgresErrorCodes.CannotConnectNow;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    Task<ProgramResult> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellation) =>
        PostgresProgram.RunAsync(Binaries.Program(program), arguments, Directory.Path, Account, cancellation);

    static string Seconds(TimeSpan time) => time.TotalSeconds.ToString(CultureInfo.InvariantCulture);

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

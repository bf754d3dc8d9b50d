using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Console;
using Npgsql;
using UsageAnalysis.Data;
using UsageAnalysis.Postgres;

namespace UsageAnalysis.Commands;

/// <summary>
/// The database of a command, migrated: the one that a connection string names, or an embedded one that lives as long as this, or as long
/// as the running server that owns it.
/// </summary>
sealed class Database : IAsyncDisposable
{
    readonly EmbeddedPostgres? embedded;

    Database(string connectionString, NpgsqlDataSource dataSource, EmbeddedPostgres? embedded, IReadOnlyList<string> applied) =>
        (ConnectionString, DataSource, this.embedded, Applied) = (connectionString, dataSource, embedded, applied);

    /// <summary>For pools of one's own; holds the password.</summary>
    public string ConnectionString { get; }

    /// <summary>Where connections come from.</summary>
    public NpgsqlDataSource DataSource { get; }

    /// <summary>Names of the migrations that were applied on opening.</summary>
    public IReadOnlyList<string> Applied { get; }

    /// <summary>Opens and migrates.</summary>
    /// <param name="connectionString">Null or blank for the embedded database.</param>
    /// <param name="dataDirectory">Of the embedded database; null for the default one.</param>
    /// <param name="join">Whether the embedded database of a running server will do; else a running server is a failure.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="CommandFailedException">It cannot be started, reached or migrated.</exception>
    public static async Task<Database> OpenAsync(string? connectionString, string? dataDirectory, bool join, CancellationToken ct)
    {
        EmbeddedPostgres? embedded = null;
        NpgsqlDataSource? dataSource = null;
        try
        {
            embedded = string.IsNullOrWhiteSpace(connectionString) ? await StartAsync(dataDirectory, join, ct) : null;
            var opened = embedded?.ConnectionString ?? connectionString!;
            dataSource = CreateDataSource(opened);
            return new Database(opened, dataSource, embedded, await Migrator.MigrateAsync(dataSource, ct));
        }
        catch (Exception error)
        {
            await CloseAsync(dataSource, embedded);
            if ((StoppedByItsOwner(embedded, error) ?? Explain(error, dataSource)) is { } failure)
            {
                throw failure;
            }
            throw;
        }
    }

    /// <summary>The failure to tell when this was the database of a running server, which has stopped it; else null.</summary>
    public CommandFailedException? StoppedByItsOwner(DbException cause) => StoppedByItsOwner(embedded, cause);

    /// <summary>Closes the connections, then stops the embedded server if this is its owner.</summary>
    public async ValueTask DisposeAsync() => await CloseAsync(DataSource, embedded);

    static async Task<EmbeddedPostgres> StartAsync(string? dataDirectory, bool join, CancellationToken ct)
    {
        // Standard output belongs to what the command answers.
        using var logging = LoggerFactory.Create(builder => builder.AddSimpleConsole(console => console.SingleLine = true)
            .Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        var logger = logging.CreateLogger<EmbeddedPostgres>();
        var options = dataDirectory is null ? new EmbeddedPostgresOptions() : new EmbeddedPostgresOptions { DataDirectory = dataDirectory };
        return join
            ? await EmbeddedPostgres.StartOrJoinAsync(options, logger, ct)
            : await EmbeddedPostgres.StartAsync(options, logger, ct);
    }

    static NpgsqlDataSource CreateDataSource(string connectionString)
    {
        try
        {
            return NpgsqlDataSource.Create(connectionString);
        }
        catch (ArgumentException error)
        {
            // Not quoted: it may hold a password.
            throw new CommandFailedException(ExitCode.BadInput, $"The connection string cannot be read: {error.Message.TrimEnd('.')}. " +
                "It looks like \"Host=localhost;Database=usage;Username=usage;Password=…\".", error);
        }
    }

    static async Task CloseAsync(NpgsqlDataSource? dataSource, EmbeddedPostgres? embedded)
    {
        if (dataSource is not null)
        {
            await dataSource.DisposeAsync();
        }
        if (embedded is not null)
        {
            await embedded.DisposeAsync();
        }
    }

    static CommandFailedException? StoppedByItsOwner(EmbeddedPostgres? embedded, Exception cause) =>
        cause is DbException && embedded is { IsJoined: true, IsRunning: false }
            ? new(ExitCode.DatabaseFailed,
                $"The server that runs the database in '{embedded.DataPath}' has stopped it while this command was at work. " +
                "What was stored stays stored; run the same command again to go on.", cause)
            : null;

    static CommandFailedException? Explain(Exception error, NpgsqlDataSource? dataSource) => error switch
    {
        EmbeddedPostgresException or DatabaseNewerException => new(ExitCode.DatabaseFailed, error.Message, error),
        PostgresException
        {
            SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow,
        } e => new(ExitCode.DatabaseFailed,
            $"PostgreSQL is starting or stopping: {e.MessageText}. Run the same command again when it runs.", error),
        PostgresException e => new(ExitCode.DatabaseFailed, $"PostgreSQL refused: {e.MessageText} (SQLSTATE {e.SqlState}). " +
            "Check the connection string: its user must exist and own the database.", error),
        NpgsqlException or SocketException => new(ExitCode.DatabaseFailed,
            $"PostgreSQL cannot be reached at '{Host(dataSource)}': {error.Message.TrimEnd('.')}. " +
            "Check host and port in the connection string, and that the server runs.", error),
        _ => null,
    };

    static string Host(NpgsqlDataSource? dataSource)
    {
        var builder = new NpgsqlConnectionStringBuilder(dataSource?.ConnectionString);
        return $"{builder.Host}:{builder.Port}";
    }
}

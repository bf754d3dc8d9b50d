using System.Net.Sockets;
using Npgsql;
using UsageAnalysis.Data;
using UsageAnalysis.Postgres;

namespace UsageAnalysis.Commands;

/// <summary>The database of a command, migrated: the one that a connection string names, or an embedded one that lives as long as this.</summary>
sealed class Database : IAsyncDisposable
{
    readonly EmbeddedPostgres? embedded;

    Database(NpgsqlDataSource dataSource, EmbeddedPostgres? embedded, IReadOnlyList<string> applied) =>
        (DataSource, this.embedded, Applied) = (dataSource, embedded, applied);

    /// <summary>Where connections come from.</summary>
    public NpgsqlDataSource DataSource { get; }

    /// <summary>Names of the migrations that were applied on opening.</summary>
    public IReadOnlyList<string> Applied { get; }

    /// <summary>Opens and migrates.</summary>
    /// <exception cref="CommandFailedException">It cannot be started, reached or migrated.</exception>
    public static async Task<Database> OpenAsync(string? connectionString, string? dataDirectory, CancellationToken ct)
    {
        EmbeddedPostgres? embedded = null;
        NpgsqlDataSource? dataSource = null;
        try
        {
            embedded = string.IsNullOrWhiteSpace(connectionString) ? await StartAsync(dataDirectory, ct) : null;
            dataSource = NpgsqlDataSource.Create(embedded?.ConnectionString ?? connectionString!);
            return new Database(dataSource, embedded, await Migrator.MigrateAsync(dataSource, ct));
        }
        catch (Exception error)
        {
            await CloseAsync(dataSource, embedded);
            if (Explain(error) is { } failure)
            {
                throw failure;
            }
            throw;
        }
    }

    /// <summary>Closes the connections, then stops the embedded server if there is one.</summary>
    public async ValueTask DisposeAsync() => await CloseAsync(DataSource, embedded);

    static async Task<EmbeddedPostgres> StartAsync(string? dataDirectory, CancellationToken ct)
    {
        using var logging = LoggerFactory.Create(builder => builder.AddSimpleConsole(console => console.SingleLine = true));
        var options = dataDirectory is null ? new EmbeddedPostgresOptions() : new EmbeddedPostgresOptions { DataDirectory = dataDirectory };
        return await EmbeddedPostgres.StartAsync(options, logging.CreateLogger<EmbeddedPostgres>(), ct);
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

    static CommandFailedException? Explain(Exception error) => error switch
    {
        EmbeddedPostgresException or DatabaseNewerException => new(ExitCode.DatabaseFailed, error.Message, error),
        PostgresException e => new(ExitCode.DatabaseFailed, $"PostgreSQL refused: {e.MessageText} (SQLSTATE {e.SqlState}). " +
            "Check the connection string: its user must exist and own the database.", error),
        NpgsqlException or SocketException => new(ExitCode.DatabaseFailed, $"PostgreSQL cannot be reached: {error.Message}. " +
            "Check host and port in the connection string, and that the server runs.", error),
        ArgumentException => new(ExitCode.BadInput, $"The connection string cannot be read: {error.Message} " +
            "It looks like \"Host=localhost;Database=usage;Username=usage;Password=…\".", error),
        _ => null,
    };
}

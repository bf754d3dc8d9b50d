using System.CommandLine;
using System.Data.Common;
using Npgsql;

namespace UsageAnalysis.Commands;

/// <summary>Opens the database that the command line names, migrated, runs something with it, and closes it.</summary>
public delegate Task<int> WithDatabase(ParseResult parsed, Func<NpgsqlDataSource, CancellationToken, Task<int>> run, CancellationToken ct);

/// <summary>Which database a command works on: the same two options on every command.</summary>
static class DatabaseOptions
{
    static readonly Option<string?> Connection = new("--connection")
    {
        Description = "Connection string of a PostgreSQL 15 or newer. Default: the environment variable ConnectionStrings__Usage; " +
            "without it, an embedded PostgreSQL is started, or joined where a running server has started it.",
        HelpName = "STRING",
        Recursive = true,
    };

    static readonly Option<string?> Data = new("--data")
    {
        Description = "Folder of the embedded PostgreSQL's data. Default: the user's application data folder.",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary>Adds the options to a command and all commands below it.</summary>
    public static void AddTo(Command command)
    {
        command.Add(Connection);
        command.Add(Data);
    }

    /// <summary>Opens the database that the options name.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="join">See <see cref="Database.OpenAsync"/>.</param>
    /// <param name="ct">Gives up.</param>
    public static Task<Database> OpenAsync(ParseResult parsed, bool join, CancellationToken ct)
    {
        var connectionString = parsed.GetValue(Connection) ?? Environment.GetEnvironmentVariable("ConnectionStrings__Usage");
        return Database.OpenAsync(connectionString, parsed.GetValue(Data), join, ct);
    }

    /// <inheritdoc cref="WithDatabase"/>
    public static async Task<int> WithDatabaseAsync(
        ParseResult parsed, Func<NpgsqlDataSource, CancellationToken, Task<int>> run, CancellationToken ct)
    {
        await using var database = await OpenAsync(parsed, join: true, ct);
        try
        {
            return await run(database.DataSource, ct);
        }
        catch (DbException error) when (database.StoppedByItsOwner(error) is { } failure)
        {
            throw failure;
        }
    }
}

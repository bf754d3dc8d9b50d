using System.CommandLine;
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
            "without it, an embedded PostgreSQL is started.",
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
    public static Task<Database> OpenAsync(ParseResult parsed, CancellationToken ct) => Database.OpenAsync(
        parsed.GetValue(Connection) ?? Environment.GetEnvironmentVariable("ConnectionStrings__Usage"), parsed.GetValue(Data), ct);

    /// <inheritdoc cref="WithDatabase"/>
    public static async Task<int> WithDatabaseAsync(
        ParseResult parsed, Func<NpgsqlDataSource, CancellationToken, Task<int>> run, CancellationToken ct)
    {
        await using var database = await OpenAsync(parsed, ct);
        return await run(database.DataSource, ct);
    }
}

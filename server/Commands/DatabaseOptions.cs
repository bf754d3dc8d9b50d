using System.CommandLine;

namespace UsageAnalysis.Commands;

/// <summary>Which database a command works on: the same two options on every command that needs one.</summary>
sealed class DatabaseOptions
{
    readonly Option<string?> connection = new("--connection")
    {
        Description = "Connection string of a PostgreSQL 15 or newer. Default: the environment variable ConnectionStrings__Usage; " +
            "without it, an embedded PostgreSQL is started.",
        HelpName = "STRING",
    };

    readonly Option<string?> data = new("--data")
    {
        Description = "Folder of the embedded PostgreSQL's data. Default: the user's application data folder.",
        HelpName = "DIR",
    };

    /// <summary>Adds the options to a command and returns what opens the database that they name.</summary>
    public static Func<ParseResult, CancellationToken, Task<Database>> AddTo(Command command)
    {
        var options = new DatabaseOptions();
        command.Add(options.connection);
        command.Add(options.data);
        return (result, ct) => Database.OpenAsync(
            result.GetValue(options.connection) ?? Environment.GetEnvironmentVariable("ConnectionStrings__Usage"),
            result.GetValue(options.data),
            ct);
    }
}

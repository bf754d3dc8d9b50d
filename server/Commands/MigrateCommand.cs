using System.CommandLine;

namespace UsageAnalysis.Commands;

/// <summary><c>migrate</c>: brings the database to this program's schema and stops.</summary>
static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Bring the database to this program's schema.");
        command.SetAction(async (result, ct) =>
        {
            await using var database = await DatabaseOptions.OpenAsync(result, join: true, ct);
            await result.InvocationConfiguration.Output.WriteLineAsync(database.Applied is []
                ? "The database is current."
                : $"Applied {string.Join(", ", database.Applied)}.");
            return ExitCode.Done;
        });
        return command;
    }
}

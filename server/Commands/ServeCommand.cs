using System.CommandLine;
using System.Data.Common;
using Npgsql;
using UsageAnalysis.Commands.Demo;
using UsageAnalysis.Commands.Serve;

namespace UsageAnalysis.Commands;

/// <summary><c>serve</c>, the default: the app, the graph, the IDE and the door for events.</summary>
static class ServeCommand
{
    const string DefaultUrls = "http://localhost:5080";

    public static Command Create()
    {
        var command = new Command("serve", "Serve the app, the graph and the door for events (the default).");
        AddTo(command);
        return command;
    }

    /// <summary>Gives a command the options and the action of <c>serve</c>.</summary>
    public static void AddTo(Command command)
    {
        var urls = new Option<string?>("--urls")
        {
            Description = $"Addresses to listen on, separated by semicolons. Default: {DefaultUrls}.",
            HelpName = "URLS",
        };
        var demo = new Option<bool>("--demo") { Description = "Load the demo data first, if it is not there yet." };
        command.Add(urls);
        command.Add(demo);
        command.SetAction(async (result, ct) =>
        {
            var variable = Environment.GetEnvironmentVariable("ASPNETCORE_URLS");
            var addresses = result.GetValue(urls) ?? (string.IsNullOrWhiteSpace(variable) ? DefaultUrls : variable);
            ListenAddresses.Require(addresses);
            await using var database = await DatabaseOptions.OpenAsync(result, join: false, ct);
            if (result.GetValue(demo))
            {
                var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
                await LoadDemoAsync(database.DataSource, output, error, ct);
            }
            await using var app = UsageServer.Build(database.ConnectionString, addresses, TimeProvider.System);
            await ListenAddresses.StartAsync(app, addresses, ct);
            await app.WaitForShutdownAsync(ct);
            return ExitCode.Done;
        });
    }

    static async Task LoadDemoAsync(NpgsqlDataSource dataSource, TextWriter output, TextWriter error, CancellationToken ct)
    {
        try
        {
            await DemoCommand.LoadAsync(dataSource, new DemoWish(), output, error, TimeProvider.System, ct);
        }
        catch (DemoRefusedException refusal)
        {
            throw new CommandFailedException(ExitCode.BadInput, refusal.Message, refusal);
        }
        catch (DbException failure)
        {
            throw new CommandFailedException(
                ExitCode.DatabaseFailed, $"The database failed: {failure.Message} Run the same command again to go on.", failure);
        }
    }
}

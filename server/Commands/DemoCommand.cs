using System.CommandLine;
using System.Data.Common;
using Npgsql;
using UsageAnalysis.Commands.Demo;

namespace UsageAnalysis.Commands;

/// <summary>demo: loads the demo data.</summary>
public static class DemoCommand
{
    static readonly Option<int> Seed = new("--seed")
    {
        Description = "Another number makes other people and events.",
        DefaultValueFactory = _ => DemoPlan.DefaultSeed,
    };

    static readonly Option<int> Events = new("--events")
    {
        Description = "About how many events.",
        DefaultValueFactory = _ => DemoPlan.DefaultEvents,
        Validators =
        {
            result =>
            {
                if (result.GetValueOrDefault<int>() is var count and (< 1_000 or > 5_000_000))
                {
                    result.AddError($"--events {count} cannot be told as a story: ask for 1000 to 5000000.");
                }
            },
        },
    };

    static readonly Option<bool> Force = new("--force") { Description = "Also into a database that holds other events." };

    /// <summary>The command, to be added to the root.</summary>
    /// <param name="withDatabase">How the host opens the database.</param>
    /// <param name="time">Says when the story ends.</param>
    public static Command Create(WithDatabase withDatabase, TimeProvider time)
    {
        var command = new Command("demo", """
            Load six months of a scientific data platform that does not exist, ending now.

            The same seed makes the same data. It is loaded once: a database that has demo data keeps it, and a load that was
            interrupted goes on when the command is run again.

            Exit codes: 0 the demo data is there, 2 the database holds other events or an option is wrong, 3 the database failed,
            130 interrupted.
            """) { Seed, Events, Force };
        command.SetAction((parsed, ct) => RunAsync(parsed, withDatabase, time, ct));
        return command;
    }

    /// <summary>Loads with a progress bar, and says what was done: for this command and for serve --demo.</summary>
    /// <exception cref="DemoRefusedException">The database holds other events, and the wish does not force it.</exception>
    public static async Task<DemoLoad> LoadAsync(
        NpgsqlDataSource dataSource, DemoWish wish, TextWriter output, TextWriter error, TimeProvider time, CancellationToken ct)
    {
        var start = time.GetTimestamp();
        var progress = new ProgressLine(error, terminal: error == Console.Error && !Console.IsErrorRedirected, "events", time);
        try
        {
            var load = await DemoLoader.LoadOnceAsync(dataSource, time, wish, (done, all) => progress.Report(done, (double)done / all), ct);
            progress.Clear();
            output.WriteLine(Summary(load, time.GetElapsedTime(start)));
            return load;
        }
        finally
        {
            progress.Clear();
        }
    }

    static async Task<int> RunAsync(ParseResult parsed, WithDatabase withDatabase, TimeProvider time, CancellationToken ct)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var wish = new DemoWish(parsed.GetValue(Seed), parsed.GetValue(Events), parsed.GetValue(Force));
        try
        {
            return await withDatabase(parsed, async (dataSource, token) =>
            {
                await LoadAsync(dataSource, wish, output, error, time, token);
                return ExitCode.Done;
            }, ct);
        }
        catch (DemoRefusedException e)
        {
            error.WriteLine(e.Message);
            return ExitCode.BadInput;
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("Interrupted. Run the same command again to go on.");
            return ExitCode.Interrupted;
        }
        catch (DbException e)
        {
            error.WriteLine($"The database failed: {e.Message} Run the same command again to go on.");
            return ExitCode.DatabaseFailed;
        }
    }

    static string Summary(DemoLoad load, TimeSpan took)
    {
        var plan = FormattableString.Invariant($"(seed {load.Plan.Seed}, up to {load.Plan.Now:yyyy-MM-dd HH:mm} UTC)");
        return load.AlreadyLoaded
            ? $"The demo data is there already {plan}."
            : FormattableString.Invariant(
                $"Demo data: {load.Stored:N0} events stored, {load.Duplicates:N0} were there, in {took.TotalSeconds:N1} s {plan}.");
    }
}

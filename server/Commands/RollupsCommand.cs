using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using Npgsql;
using UsageAnalysis.Ingest.Rollups;

namespace UsageAnalysis.Commands;

/// <summary>rollups verify and rebuild: whether what is kept beside the raw events is what they say, and making it so.</summary>
public static class RollupsCommand
{
    static readonly Option<DateOnly?> From = Day("--from", "First day, UTC. Default: that of the first event.");
    static readonly Option<DateOnly?> To = Day("--to", "Last day, UTC. Default: that of the last event.");

    static readonly Option<int> Show = new("--show")
    {
        Description = "Most differences to show; all are counted.",
        HelpName = "N",
        DefaultValueFactory = _ => 100,
        Validators =
        {
            result =>
            {
                if (result.GetValueOrDefault<int>() is var count and < 0)
                {
                    result.AddError($"--show {count} is not a number of differences: give 0 or more.");
                }
            },
        },
    };

    /// <summary>The command, to be added to the root.</summary>
    /// <param name="withDatabase">How the host opens the database.</param>
    /// <param name="time">Measures the rate.</param>
    public static Command Create(WithDatabase withDatabase, TimeProvider time)
    {
        var verify = new Command("verify", """
            Count every rollup anew from the raw events, and report what differs.

            Looks at whole weeks, Monday to Sunday in UTC, that cover the days; without days, at everything, and at what is kept of all
            time too. It sees one moment of the database, changes nothing and holds up nobody: it may run beside a server. Weeks whose
            events were dropped by age cannot be verified, nor can the four weeks that such a week is one of.

            Exit codes: 0 there are no differences, 1 there are some, 2 an option is wrong, 3 the database failed, 130 interrupted.
            """) { From, To, Show };
        verify.SetAction((parsed, ct) => RunAsync(parsed, withDatabase, time, VerifyAsync, ct));
        var rebuild = new Command("rebuild", """
            Count every rollup anew from the raw events, and correct what differs.

            Looks at the same as verify. Each week is corrected at once, also while a server runs: events that arrive meanwhile wait for
            a moment and are counted too, and nobody reads a week that is half corrected.

            Exit codes: 0 done, 2 an option is wrong, 3 the database failed, 130 interrupted.
            """) { From, To };
        rebuild.SetAction((parsed, ct) => RunAsync(parsed, withDatabase, time, RebuildAsync, ct));
        return new Command("rollups", "What is counted beside the raw events.") { verify, rebuild };
    }

    sealed record Work(NpgsqlDataSource DataSource, RollupRange Range, int Show, TextWriter Output, ProgressLine Progress)
    {
        public void Report(int weeks, double fraction) => Progress.Report(weeks, fraction);
    }

    static async Task<int> RunAsync(
        ParseResult parsed, WithDatabase withDatabase, TimeProvider time, Func<Work, CancellationToken, Task<int>> run,
        CancellationToken ct)
    {
        var range = new RollupRange(parsed.GetValue(From), parsed.GetValue(To));
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        if (range.From > range.To)
        {
            error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"--from {range.From:yyyy-MM-dd} is after --to {range.To:yyyy-MM-dd}: swap them."));
            return ExitCode.BadInput;
        }
        var progress = new ProgressLine(error, terminal: error == Console.Error && !Console.IsErrorRedirected, "weeks", time);
        var show = parsed.CommandResult.Command.Options.Contains(Show) ? parsed.GetValue(Show) : 0;
        try
        {
            return await withDatabase(parsed, (dataSource, token) => run(new(dataSource, range, show, output, progress), token), ct);
        }
        catch (DbException e)
        {
            progress.WriteLine($"The database failed: {e.Message} Run the same command again.");
            return ExitCode.DatabaseFailed;
        }
        finally
        {
            progress.Clear();
        }
    }

    static async Task<int> VerifyAsync(Work work, CancellationToken ct)
    {
        var verdict = await new RollupCheck(work.DataSource, work.Range, work.Report).RunAsync(work.Show, difference =>
        {
            work.Progress.Clear();
            work.Output.WriteLine($"{difference.Table} ({difference.Key}): stored {difference.Stored ?? "no row"}; " +
                $"the events say {difference.Recounted ?? "no row"}");
        }, ct);
        work.Progress.Clear();
        TellDropped(work, verdict.VerifiableSince, "verified");
        work.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{verdict.Differences:N0} differences in {verdict.Weeks:N0} weeks{AllTime(work)}."));
        return verdict.Differences == 0 ? ExitCode.Done : ExitCode.SomeDiffer;
    }

    static async Task<int> RebuildAsync(Work work, CancellationToken ct)
    {
        var repairs = await new RollupRebuild(work.DataSource, work.Range, work.Report).RunAsync(ct);
        work.Progress.Clear();
        TellDropped(work, repairs.RebuildableSince, "rebuilt");
        foreach (var (table, rows) in repairs.Repaired)
        {
            work.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table}: {rows:N0} rows corrected"));
        }
        work.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{repairs.Repaired.Values.Sum():N0} rows corrected in {repairs.Weeks:N0} weeks{AllTime(work)}."));
        return ExitCode.Done;
    }

    static void TellDropped(Work work, DateTime? since, string done)
    {
        if (since is { } first)
        {
            work.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"Weeks before {first:yyyy-MM-dd} were not {done}: their events were dropped by age."));
        }
    }

    static string AllTime(Work work) => work.Range.IsEverything ? " and in what is kept of all time" : "";

    static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "YYYY-MM-DD",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                && day.Year is >= 1971 and < 2200)
            {
                return day;
            }
            result.AddError($"{name} \"{text}\" is not a day from 1971 to 2199. It looks like 2026-01-31.");
            return null;
        },
    };
}

using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using Npgsql;
using UsageAnalysis.Ingest;
using UsageAnalysis.Ingest.Retention;

namespace UsageAnalysis.Commands;

/// <summary>retention drop: drops single events by age.</summary>
public static class RetentionCommand
{
    static readonly Option<DateTime?> Before = new("--before")
    {
        Description = "Drop all months before this one, UTC: from 2015-01 to the current month.",
        HelpName = "YYYY-MM",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (DateTime.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var month))
            {
                return month;
            }
            result.AddError($"--before \"{text}\" is not a month. It looks like 2026-01.");
            return null;
        },
    };

    static readonly Option<int?> KeepMonths = new("--keep-months")
    {
        Description = "Keep so many whole months before the current one.",
        HelpName = "N",
    };

    static readonly Option<bool> DryRun = new("--dry-run") { Description = "Tell what would go, and change nothing." };

    /// <summary>The command, to be added to the root.</summary>
    /// <param name="withDatabase">How the host opens the database.</param>
    /// <param name="time">Says which month is the current one.</param>
    public static Command Create(WithDatabase withDatabase, TimeProvider time)
    {
        var drop = new Command("drop", """
            Drop the single events of whole months that are old enough; what was counted of them stays.

            Events of dropped months are not stored again, so that what was counted once is never counted twice: a sender who sends one
            is told that it is too old. It may run beside a server, and is what a server does by itself with Retention__Months=N.

            Exit codes: 0 done, 2 an option is wrong, 3 the database failed or the log was in use all the time, 130 interrupted.
            """) { Before, KeepMonths, DryRun };
        drop.SetAction((parsed, ct) => RunAsync(parsed, withDatabase, time, ct));
        return new Command("retention", "How long single events are kept.") { drop };
    }

    static async Task<int> RunAsync(ParseResult parsed, WithDatabase withDatabase, TimeProvider time, CancellationToken ct)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        if (!TryCutoff(parsed.GetValue(Before), parsed.GetValue(KeepMonths), time.GetUtcNow().UtcDateTime, out var cutoff, out var problem))
        {
            error.WriteLine(problem);
            return ExitCode.BadInput;
        }
        try
        {
            return await withDatabase(parsed, async (dataSource, token) =>
            {
                await DropAsync(dataSource, cutoff, parsed.GetValue(DryRun), output, time, token);
                return ExitCode.Done;
            }, ct);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            error.WriteLine("The log of events was in use all the time. What was dropped is gone; run the same command again to go on.");
            return ExitCode.DatabaseFailed;
        }
        catch (DbException e)
        {
            error.WriteLine($"The database failed: {e.Message} Run the same command again to go on.");
            return ExitCode.DatabaseFailed;
        }
    }

    static async Task DropAsync(
        NpgsqlDataSource dataSource, DateTime cutoff, bool dryRun, TextWriter output, TimeProvider time, CancellationToken ct)
    {
        var retention = new EventRetention(dataSource, new RetentionOptions(), time);
        var listed = (await retention.ListAsync(cutoff, ct)).ToDictionary(month => month.Name);
        void Tell(DroppedPartition month)
        {
            // One that came up in between has not been counted.
            var known = listed.GetValueOrDefault(month.Name, month);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{known.Name}: {known.Events:N0} events, {known.Bytes:N0} bytes"));
        }

        if (dryRun)
        {
            foreach (var month in listed.Values)
            {
                Tell(month);
            }
        }
        else
        {
            await retention.DropAsync(cutoff, Tell, ct);
        }
        var (events, bytes) = (listed.Values.Sum(month => month.Events), listed.Values.Sum(month => month.Bytes));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Events before {cutoff:yyyy-MM-dd} {(dryRun ? "would be" : "are")} dropped: {events:N0} events, {bytes:N0} bytes."));
    }

    static bool TryCutoff(DateTime? before, int? keep, DateTime now, out DateTime cutoff, out string problem)
    {
        var current = RetentionOptions.Cutoff(now, 0);
        problem = (before, keep) switch
        {
            (null, null) => "Say what to drop: --before YYYY-MM, or --keep-months N.",
            ({ }, { }) => "--before and --keep-months say the same in two ways: give one of them.",
            (null, < 0 or > 1_200) => string.Create(CultureInfo.InvariantCulture, $"--keep-months {keep} is out of range: give 0 to 1200."),
            ({ } month, null) when month < Partitions.FirstMonth || month > current => string.Create(CultureInfo.InvariantCulture,
                $"--before {month:yyyy-MM} is out of range: give {Partitions.FirstMonth:yyyy-MM} to the current month, {current:yyyy-MM}."),
            _ => "",
        };
        cutoff = problem.Length > 0 ? default : before ?? RetentionOptions.Cutoff(now, keep!.Value);
        return problem.Length == 0;
    }
}

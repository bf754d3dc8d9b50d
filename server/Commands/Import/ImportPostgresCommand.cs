using System.CommandLine;
using System.Data.Common;
using Npgsql;
using UsageAnalysis.Data;
using UsageAnalysis.Ingest.FromPostgres;

namespace UsageAnalysis.Commands.Import;

/// <summary>import postgres --from CONNECTION: copies a platform's own log.</summary>
static class ImportPostgresCommand
{
    static readonly Option<string> From = new("--from")
    {
        Description = "Connection string of the platform's database, which is only read: \"Host=…;Database=…;Username=…;Password=…\".",
        HelpName = "CONNECTION",
        Required = true,
    };

    /// <param name="withDatabase">How the host opens the database.</param>
    /// <param name="time">Measures the rate, and says what is too far ahead.</param>
    public static Command Create(WithDatabase withDatabase, TimeProvider time)
    {
        var command = new Command("postgres", """
            Copy the log of a platform that keeps it in PostgreSQL: the tables events, event_types, event_parameters,
            event_parameter_values, and as far as they are there users_sessions, users, groups, groups_relations, packages,
            published_packages, entities, funcs, queries, projects and tags, which are registered first.

            Times of the source are UTC. Events keep their ids, so that importing again changes nothing. An import that was stopped goes
            on behind the last event that it had stored; one that has ended reads everything again, and finds what came in late.

            Exit codes: 0 all events are in the log, 1 some were rejected, 2 the source cannot be read, 3 the database failed,
            130 interrupted.
            """) { From };
        command.SetAction((parsed, ct) => RunAsync(parsed, withDatabase, time, ct));
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, WithDatabase withDatabase, TimeProvider time, CancellationToken ct)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var progress = new ProgressLine(error, terminal: error == Console.Error && !Console.IsErrorRedirected, "events", time);
        NpgsqlDataSource source;
        try
        {
            source = NpgsqlDataSource.Create(parsed.GetRequiredValue(From));
        }
        catch (ArgumentException e)
        {
            // Not quoted: it may hold a password.
            await error.WriteLineAsync($"The connection string of --from cannot be read: {e.Message.TrimEnd('.')}.");
            return ExitCode.BadInput;
        }
        await using (source)
        {
            try
            {
                return await withDatabase(parsed, (target, token) =>
                    ImportAsync(new PostgresImport(target, source, time), output, progress, time, token), ct);
            }
            catch (Exception e) when (e is SourceException or CatalogException)
            {
                progress.WriteLine(e.Message);
                return ExitCode.BadInput;
            }
            catch (DbException e)
            {
                progress.WriteLine($"A database failed, of the two: {e.Message} Run the same command again to resume.");
                return ExitCode.DatabaseFailed;
            }
            finally
            {
                progress.Clear();
            }
        }
    }

    static async Task<int> ImportAsync(
        PostgresImport import, TextWriter output, ProgressLine progress, TimeProvider time, CancellationToken ct)
    {
        var tally = new ImportTally(time);
        CatalogChanges? registered = null;
        var interrupted = false;
        try
        {
            await import.RunAsync(new PostgresImport.Listener(
                progress.WriteLine, changes => registered = registered is null ? changes : registered + changes, progress.WriteLine,
                (added, total) =>
                {
                    tally.Add(added);
                    progress.Report(tally.Counts.Total, total > 0 ? (double)tally.Counts.Total / total : null);
                }), ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            interrupted = true;
            progress.WriteLine("Interrupted. Run the same command again to resume.");
        }
        progress.Clear();
        if (registered is not null)
        {
            output.WriteLine(ImportRegistryCommand.Describe(registered));
        }
        output.WriteLine(tally.Summary);
        return interrupted ? ExitCode.Interrupted : tally.Counts.Rejected > 0 ? ExitCode.SomeRejected : ExitCode.Done;
    }
}

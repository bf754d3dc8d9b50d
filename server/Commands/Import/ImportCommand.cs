using System.CommandLine;
using System.CommandLine.Parsing;
using System.Data.Common;
using System.Text.Json;
using UsageAnalysis.Ingest;
using UsageAnalysis.Ingest.Csv;

namespace UsageAnalysis.Commands.Import;

/// <summary>import FILE…: writes events from files to the log.</summary>
public static class ImportCommand
{
    const string StandardInput = "-";

    static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "NDJSON (one event a line) or one JSON array, with --mapping CSV; plain or gzip; - reads standard input.",
        Arity = ArgumentArity.ZeroOrMore,
        HelpName = "FILE…",
    };

    static readonly Option<string?> Mapping = new("--mapping")
    {
        Description = """
            JSON that says which column of CSV is what: {"time": {"column": "When", "format": "dd.MM.yyyy HH:mm", "zone": "Europe/Berlin"},
            "source": {"value": "audit"}, "type": "Action", "user": "Login", "inputs": {"radius": {"column": "Radius", "type": "number"}}}.
            Without an id, rows are told apart by what they hold.
            """,
        HelpName = "FILE.json",
    };

    /// <param name="withDatabase">How the host opens the database.</param>
    /// <param name="time">Measures the rate, and says what is too far ahead.</param>
    public static Command Create(WithDatabase withDatabase, TimeProvider time)
    {
        var command = new Command("import", """
            Write events from files to the log.

            Importing is exactly once: an event that is in the log already is a duplicate and changes nothing, so an import that was
            stopped is resumed by running it again. A bad record is reported with its file and line, and never stops the rest.

            Exit codes: 0 all records are in the log, 1 some were rejected, 2 a file could not be read, 3 the database failed,
            130 interrupted.
            """)
        {
            Files,
            Mapping,
            ImportPostgresCommand.Create(withDatabase, time),
            ImportRegistryCommand.Create(withDatabase),
        };
        // Not by its arity, which would ask for files before a command, too.
        command.Validators.Add(result =>
        {
            if (result.GetValue(Files) is null or [] && !result.Children.OfType<CommandResult>().Any())
            {
                result.AddError("Name a FILE to import, or a command.");
            }
        });
        command.SetAction((parsed, ct) => RunAsync(parsed, withDatabase, time, ct));
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, WithDatabase withDatabase, TimeProvider time, CancellationToken ct)
    {
        var files = parsed.GetRequiredValue(Files);
        var error = parsed.InvocationConfiguration.Error;
        var unknown = files.Where(file => file != StandardInput && !File.Exists(file)).ToList();
        unknown.ForEach(file => error.WriteLine(Directory.Exists(file)
            ? $"\"{file}\" is a folder; nothing was imported. Name the files in it."
            : $"There is no file \"{file}\"; nothing was imported."));
        if (unknown.Count > 0)
        {
            return ExitCode.BadInput;
        }
        CsvRecords? csv = null;
        try
        {
            csv = parsed.GetValue(Mapping) is { } mapping ? new CsvRecords(await StrictJson.ReadAsync<CsvMapping>(mapping, ct)) : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or CsvMappingException)
        {
            await error.WriteLineAsync($"{parsed.GetValue(Mapping)}: {e.Message}");
            return ExitCode.BadInput;
        }
        var progress = new ProgressLine(error, terminal: error == Console.Error && !Console.IsErrorRedirected, "events", time);
        try
        {
            return await withDatabase(parsed, async (dataSource, token) =>
            {
                await using var writer = new EventWriter(dataSource);
                return await new Run(
                    new EventImport(writer, time), csv, files, parsed.InvocationConfiguration.Output, progress, time).AllAsync(token);
            }, ct);
        }
        catch (DbException e)
        {
            progress.WriteLine($"The database failed: {e.Message} Run the same command again to resume.");
            return ExitCode.DatabaseFailed;
        }
        finally
        {
            progress.Clear();
        }
    }

    /// <summary>One run of the command over all its files.</summary>
    sealed class Run(EventImport import, CsvRecords? csv, string[] files, TextWriter output, ProgressLine progress, TimeProvider time)
    {
        readonly long? size = files.Contains(StandardInput) ? null : files.Sum(file => new FileInfo(file).Length);
        readonly ImportTally tally = new(time);
        long bytesBefore;

        public async Task<int> AllAsync(CancellationToken ct)
        {
            var unreadable = false;
            try
            {
                foreach (var file in files)
                {
                    unreadable |= !await OneAsync(file, ct);
                }
            }
            catch (OperationCanceledException)
            {
                Summarise();
                progress.WriteLine("Interrupted. Run the same command again to resume: what is stored is not stored twice.");
                return ExitCode.Interrupted;
            }
            Summarise();
            return unreadable ? ExitCode.BadInput : tally.Counts.Rejected > 0 ? ExitCode.SomeRejected : ExitCode.Done;
        }

        /// <summary>False when the file could not be read to its end.</summary>
        async Task<bool> OneAsync(string file, CancellationToken ct)
        {
            var name = file == StandardInput ? "standard input" : file;
            try
            {
                await using var source = file == StandardInput ? Console.OpenStandardInput() : File.OpenRead(file);
                void Report(ImportCounts added)
                {
                    tally.Add(added);
                    progress.Report(tally.Counts.Total, size is > 0 ? (double)(bytesBefore + source.Position) / size : null);
                }
                await (csv is null
                    ? import.RunAsync(source, name, progress.WriteLine, Report, ct)
                    : import.RunAsync(csv, source, name, progress.WriteLine, Report, ct));
                bytesBefore += size is null ? 0 : source.Length;
                return true;
            }
            catch (CsvMappingException e)
            {
                progress.WriteLine($"{name}: {e.Message} Correct the mapping and import it again.");
            }
            catch (JsonException e)
            {
                progress.WriteLine($"{name} is not JSON: {RecordSource.Describe(e)} " +
                    (name.Contains(".csv", StringComparison.OrdinalIgnoreCase) ? "CSV needs a --mapping. " : "") +
                    "Correct it and import it again; some of what stands before may be stored.");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                progress.WriteLine($"{name} cannot be read: {e.Message} Mend it and import it again; some of it may be stored.");
            }
            return false;
        }

        void Summarise()
        {
            progress.Clear();
            output.WriteLine(tally.Summary);
        }
    }
}

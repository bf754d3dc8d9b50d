using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using UsageAnalysis.Data;

namespace UsageAnalysis.Commands.Import;

/// <summary>import registry FILE: brings what the platform knows, used or not, into the database.</summary>
static class ImportRegistryCommand
{
    static readonly Argument<string> File = new("FILE") { Description = "One JSON object; - reads standard input." };

    /// <param name="withDatabase">How the host opens the database.</param>
    public static Command Create(WithDatabase withDatabase)
    {
        var command = new Command("registry", """
            Register users, groups, packages, functions and objects, so that what nobody uses is known too.

            All of the file is registered, or nothing. It adds and renews; registering the same file again changes nothing. What is left
            out keeps what is known, but a group that tells its members or parents has exactly these from then on.

            The file is one JSON object with any of: users (login, name, registeredAt), groups (name, parents, members), packages (name,
            category, author, versions: version, publishedAt), functions (package, name, kind, description, author, tags, inputs and
            outputs: name, type), entities (type, id, name, package).

            Exit codes: 0 registered, 2 the file cannot be read or does not fit together, 3 the database failed, 130 interrupted.
            """) { File };
        command.SetAction((parsed, ct) => RunAsync(parsed, withDatabase, ct));
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, WithDatabase withDatabase, CancellationToken ct)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var file = parsed.GetRequiredValue(File);
        try
        {
            var catalog = await StrictJson.ReadAsync<Catalog>(file, ct);
            return await withDatabase(parsed, async (dataSource, token) =>
            {
                output.WriteLine(Describe(await CatalogWriter.SaveAsync(dataSource, catalog, token)));
                return ExitCode.Done;
            }, ct);
        }
        catch (JsonException e)
        {
            await error.WriteLineAsync($"{file}: {e.Message}");
            return ExitCode.BadInput;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"{file} cannot be read: {e.Message}");
            return ExitCode.BadInput;
        }
        catch (CatalogException e)
        {
            await error.WriteLineAsync($"{file}: {e.Message} Nothing was registered.");
            return ExitCode.BadInput;
        }
        catch (DbException e)
        {
            await error.WriteLineAsync($"The database failed: {e.Message} Nothing was registered; run the same command again.");
            return ExitCode.DatabaseFailed;
        }
    }

    /// <summary>"users 12 added, 3 changed; members 4 removed", or that nothing is different.</summary>
    public static string Describe(CatalogChanges changes)
    {
        var parts = changes.All.Where(kind => kind.Count.IsAny)
            .Select(kind => $"{kind.Name} {string.Join(", ", Words(kind.Count))}").ToList();
        return parts.Count > 0 ? string.Join("; ", parts) : "nothing changed: all of it was known";
    }

    static IEnumerable<string> Words(CatalogCount count) =>
        from word in new[] { (count.Added, "added"), (count.Changed, "changed"), (count.Removed, "removed") }
        where word.Item1 > 0
        select string.Create(CultureInfo.InvariantCulture, $"{word.Item1:N0} {word.Item2}");
}

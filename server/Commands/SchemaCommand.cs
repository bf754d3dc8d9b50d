using System.CommandLine;
using UsageAnalysis.Commands.Serve;

namespace UsageAnalysis.Commands;

/// <summary><c>schema export</c>: writes the graph's schema.</summary>
static class SchemaCommand
{
    public static Command Create()
    {
        var output = new Option<FileInfo?>("--output")
        {
            Description = "File to write. Default: the terminal.",
            HelpName = "FILE",
        };
        var export = new Command("export", "Write the schema of the graph in the GraphQL schema definition language.") { output };
        export.SetAction(async (result, ct) =>
        {
            var schema = GraphSchema.Print();
            if (result.GetValue(output) is { } file)
            {
                await WriteAsync(file.FullName, schema, ct);
            }
            else
            {
                await result.InvocationConfiguration.Output.WriteAsync(schema);
            }
            return ExitCode.Done;
        });
        return new Command("schema", "The schema of the graph.") { export };
    }
    static async Task WriteAsync(string path, string schema, CancellationToken ct)
    {
        try
        {
            await File.WriteAllTextAsync(path, schema, ct);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.BadInput, $"The schema cannot be written to '{path}': {error.Message}", error);
        }
    }
}

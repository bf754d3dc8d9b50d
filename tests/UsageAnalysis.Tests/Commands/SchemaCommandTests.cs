using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Commands;

public sealed class SchemaCommandTests
{
    [Fact]
    public async Task Export_needs_no_database_and_prints_and_writes_the_same_text()
    {
        using var directory = TestDirectory.Create();
        var file = directory.In("schema.graphql");

        var printed = await UsageProgram.RunAsync(null, "schema", "export");
        var written = await UsageProgram.RunAsync(null, "schema", "export", "--output", file);

        Assert.Equal((0, "", 0, "", ""), (printed.ExitCode, printed.Error, written.ExitCode, written.Output, written.Error));
        Assert.Contains("type Query {", printed.Output, StringComparison.Ordinal);
        Assert.Equal(printed.Output, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task Export_to_a_folder_that_is_not_there_names_it_and_exits_with_2()
    {
        var ran = await UsageProgram.RunAsync(null, "schema", "export", "--output", "/no/such/schema.graphql");

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.Contains("/no/such", Assert.Single(ran.ErrorLines), StringComparison.Ordinal);
    }
}

using UsageAnalysis.Commands.Serve;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests;

/// <summary>The contract.</summary>
public sealed class SchemaTests
{
    [Fact]
    public void The_schema_in_the_repository_is_the_one_that_the_server_serves() =>
        Assert.Equal(
            File.ReadAllText(Repository.File("schema.graphql")).ReplaceLineEndings("\n"),
            GraphSchema.Print().ReplaceLineEndings("\n"));
}

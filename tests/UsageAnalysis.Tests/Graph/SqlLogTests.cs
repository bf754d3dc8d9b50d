using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Graph;

/// <summary>The counting of statements itself: what counts nothing would prove everything.</summary>
public sealed class SqlLogTests(Village app) : IClassFixture<Village>
{
    [Fact]
    public async Task Statements_of_both_libraries_are_counted_and_those_of_other_requests_are_not()
    {
        var (_, statements) = await SqlLog.OfAsync(async () =>
        {
            var other = Task.Run(async () =>
            {
                System.Diagnostics.Activity.Current = null;
                return await app.AskAsync("{ groups { nodes { name } } }");
            });
            await app.AskAsync("{ usage { totals { events } } packages { nodes { name } } }");
            return await other;
        });

        Assert.Equal(3, statements.Count);
        Assert.Single(statements, sql => sql.StartsWith("-- DataVersion", StringComparison.Ordinal));
        Assert.Single(statements, sql => sql.StartsWith("-- Usage", StringComparison.Ordinal));
        Assert.Single(statements, sql => sql.Contains("FROM packages", StringComparison.Ordinal));
    }
}

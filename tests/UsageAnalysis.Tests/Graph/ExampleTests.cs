using System.Net.Http.Json;
using System.Text.Json;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Graph;

/// <summary>The examples that the IDE opens with.</summary>
public sealed class ExampleTests(Village app) : IClassFixture<Village>
{
    static readonly string Document = File.ReadAllText(Repository.File("server", "Commands", "Serve", "Examples.graphql"));

    [Fact]
    public async Task All_of_them_run_at_once()
    {
        var data = await app.AskAsync(Document);
        Assert.Equal(
            ["overview", "package", "failing", "workingDays", "latestErrors", "runs"], data.EnumerateObject().Select(field => field.Name));
        Assert.Equal("CCO", data.GetProperty("runs").GetProperty("nodes")[0].GetProperty("parameters").GetProperty("inputs").GetProperty("smiles").GetString());
    }

    [Fact]
    public async Task The_example_of_a_subscription_opens_once_it_stands_alone()
    {
        var lines = Document.Split('\n').SkipWhile(line => !line.StartsWith("# subscription", StringComparison.Ordinal));
        var subscription = string.Join('\n', lines.Select(line => line.TrimStart('#')));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = subscription }), Headers = { { "Accept", "text/event-stream" } },
        };
        using var response = await app.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_IDE_opens_with_them()
    {
        var settings = await app.Http.GetFromJsonAsync<JsonElement>("/graphql/ui/bcp-config.json");
        Assert.Equal(Document, settings.GetProperty("graphQLDocument").GetString());
    }
}

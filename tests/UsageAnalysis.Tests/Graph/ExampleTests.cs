using System.Net.Http.Json;
using System.Text.Json;
using GraphQLParser;
using GraphQLParser.AST;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Graph;

/// <summary>The examples that the IDE opens with.</summary>
public sealed class ExampleTests(Village app) : IClassFixture<Village>
{
    static readonly string Document = File.ReadAllText(Repository.File("server", "Commands", "Serve", "Examples.graphql"));

    public static TheoryData<string> Queries => [.. Operations(OperationType.Query)];

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Every_example_runs(string operation)
    {
        using var response = await app.Http.PostAsJsonAsync("/graphql", new { query = Document, operationName = operation });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
    }

    [Fact]
    public async Task The_example_of_a_subscription_opens()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = Document, operationName = Operations(OperationType.Subscription).Single() }),
            Headers = { { "Accept", "text/event-stream" } },
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

    static IEnumerable<string> Operations(OperationType type) => Parser.Parse(Document).Definitions
        .OfType<GraphQLOperationDefinition>().Where(operation => operation.Operation == type).Select(operation => operation.Name!.StringValue);
}

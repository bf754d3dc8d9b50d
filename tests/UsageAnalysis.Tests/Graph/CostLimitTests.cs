using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using UsageAnalysis.GraphQL.Guards;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Graph;

/// <summary>What people ask passes the guards as they are set, and what would hurt does not.</summary>
public sealed partial class CostLimitTests(UsageApp app) : IClassFixture<UsageApp>
{
    const string Card =
        """
        totals { users events } series { buckets lines { users events } previous { users events } }
        breakdown(by: [PACKAGE], first: 50) { rows { key { package { name } } measures { users events } previous { users } share } }
        """;

    [Theory]
    [InlineData("{ packages(first: 50) { nodes { name functions(first: 5) { nodes { name usage { totals { events users } } } } } } }")]
    [InlineData("{ events(first: 1000) { nodes { id time source description user { login } package { name } function { name } eventType { name } entities { name } } } }")]
    [InlineData("{ usage { breakdown(by: [USER, PACKAGE], first: 1000) { rows { key { user { login } package { name } } measures { users events } share } } } }")]
    [InlineData("{ usage { series(by: PACKAGE, top: 50) { buckets lines { key { package { name } } users newUsers sessions events errors } previous { users newUsers sessions events errors } } } }")]
    public async Task Large_questions_pass(string document) => Assert.Equal("", await CodeAsync(document));

    [Fact]
    public async Task A_dashboard_of_ten_aggregates_passes() =>
        Assert.Equal("", await CodeAsync($"{{ {string.Join(' ', Enumerable.Range(0, 10).Select(i => $"card{i}: usage {{ {Card} }}"))} }}"));

    [Theory]
    [InlineData("{ packages(first: 50) { nodes { functions(first: 50) { nodes { package { functions(first: 50) { nodes { name } } } } } } } }", "HC0047")]
    [InlineData("{ events(first: 1000) { nodes { package { functions { nodes { name } } } } } }", "HC0047")]
    public async Task What_multiplies_does_not(string document, string code) => Assert.Equal(code, await CodeAsync(document));

    [Fact]
    public void The_documents_of_the_app_pass_the_guard_of_documents()
    {
        var documents = Directory.EnumerateFiles(Repository.File("client", "src"), "*.ts*", SearchOption.AllDirectories)
            .SelectMany(file => Documents().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).ToArray();
        Assert.NotEmpty(documents);
        foreach (var document in documents) DocumentGuard.Parse(document, new GraphQLLimits());
    }

    async Task<string> CodeAsync(string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Add("GraphQL-Cost", "validate");
        using var response = await app.Http.SendAsync(request);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return answer.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("extensions").GetProperty("code").GetString()! : "";
    }

    [GeneratedRegex(@"graphql\(`([^`]*)`")]
    private static partial Regex Documents();
}

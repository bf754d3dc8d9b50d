using System.Net;
using System.Text.Json;
using Xunit;

namespace UsageAnalysis.Tests.GraphQL;

public sealed class IdeTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ide");

    public IdeTests()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "index.html"), "<title>IDE</title>");
        File.WriteAllText(Path.Combine(folder.FullName, "main.js"), "run()");
        File.WriteAllText(Path.Combine(folder.FullName, "bcp-config.json"), "{\"theirs\":true}");
    }

    public void Dispose() => folder.Delete(true);

    [Fact]
    public async Task The_ide_is_served_with_its_own_headers_and_our_settings()
    {
        await using var room = await StartAsync();
        using var page = await room.Client.GetAsync(new Uri("/graphql/ui/", UriKind.Relative));
        Assert.Equal("<title>IDE</title>", await page.Content.ReadAsStringAsync());
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.Contains("script-src 'self' 'unsafe-eval'", page.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("no-cache", page.Headers.CacheControl!.ToString());
        Assert.Equal("run()", await room.Client.GetStringAsync("/graphql/ui/main.js"));

        var config = JsonSerializer.Deserialize<JsonElement>(await room.Client.GetStringAsync("/graphql/ui/bcp-config.json"));
        Assert.Equal("/graphql", config.GetProperty("endpoint").GetString());
        Assert.True(config.GetProperty("disableTelemetry").GetBoolean());
        Assert.Equal("{ books { totalCount } }", config.GetProperty("graphQLDocument").GetString());
    }

    [Fact]
    public async Task The_path_without_a_slash_leads_there_and_unknown_files_are_404()
    {
        await using var room = await StartAsync();
        using var redirect = await room.Client.GetAsync(new Uri("/graphql/ui", UriKind.Relative));
        Assert.Equal((HttpStatusCode.Found, "/graphql/ui/"), (redirect.StatusCode, redirect.Headers.Location!.OriginalString));
        foreach (var path in new[] { "/graphql/ui/none.js", "/graphql/ui/..%2f..%2fetc/passwd" })
        {
            using var answer = await room.Client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        using var graph = await room.Client.GetAsync(new Uri("/graphql?query={echo}", UriKind.Relative));
        Assert.False(graph.Headers.Contains("Content-Security-Policy"));
    }

    [Fact]
    public async Task The_question_that_the_ide_asks_first_is_answered()
    {
        await using var room = await StartAsync();
        var type = Enumerable.Range(0, 6).Aggregate("kind name", (inner, _) => $"kind name ofType {{ {inner} }}");
        var data = await room.DataAsync($$"""
            { d: __type(name: "__Directive") { fields { name } } __schema { queryType { name } mutationType { name }
              types { kind name description fields(includeDeprecated: true) {
                  name description args { ...I } type { ...T } isDeprecated deprecationReason }
                inputFields { ...I } interfaces { ...T } enumValues(includeDeprecated: true) { name } possibleTypes { ...T } }
              directives { name locations args { ...I } } } }
            fragment I on __InputValue { name description type { ...T } defaultValue }
            fragment T on __Type { {{type}} }
            """);
        Assert.Contains("BookFilterInput", data);
        Assert.Contains("\"defaultValue\":\"NON_FICTION\"", data);
    }

    [Fact]
    public async Task The_ide_can_be_switched_off()
    {
        await using var room = await StartAsync(ide: false);
        using var answer = await room.Client.GetAsync(new Uri("/graphql/ui/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    Task<Room> StartAsync(bool ide = true) => Room.InMemoryAsync(options =>
    {
        options.Ide = ide;
        options.IdePath = folder.FullName;
        options.IdeDocument = "{ books { totalCount } }";
    });
}

using System.Net;
using System.Text;
using UsageAnalysis.GraphQL.Transport;
using Xunit;

namespace UsageAnalysis.Tests.GraphQL;

public sealed class TransportTests
{
    const string Response = "application/graphql-response+json";
    const string Json = "application/json";

    [Theory]
    [InlineData(null, Json)]
    [InlineData("*/*", Json)]
    [InlineData("application/json", Json)]
    [InlineData("application/graphql-response+json", Response)]
    [InlineData("application/graphql-response+json, application/json;q=0.9", Response)]
    [InlineData("application/graphql-response+json;q=0.5, application/json", Json)]
    [InlineData("application/json, application/graphql-response+json", Json)]
    [InlineData("application/graphql-response+json, application/json", Response)]
    [InlineData("*/*;q=0.1, application/graphql-response+json", Response)]
    [InlineData("application/json;q=0, */*", Response)]
    [InlineData("application/json; charset=utf-8", Json)]
    [InlineData("application/*", Json)]
    [InlineData("text/html", null)]
    [InlineData("application/json;q=0", null)]
    [InlineData("application/json; charset=iso-8859-1", null)]
    [InlineData("application/json;q=x", null)]
    public void The_media_type_is_chosen_by_quality(string? accept, string? expected) => Assert.Equal(expected, MediaTypes.Choose(accept));

    [Theory]
    [InlineData("{\"query\":\"{ echo }\"}", 200, 200)]
    [InlineData("{\"query\":\"{ echo }\",\"variables\":null,\"operationName\":null,\"extensions\":{}}", 200, 200)]
    [InlineData("{\"query\":\"{ fail(politely: true) }\"}", 200, 200)]
    [InlineData("{\"query\":\"{ nothing }\"}", 200, 400)]
    [InlineData("{\"query\":\"{ echo\"}", 200, 400)]
    [InlineData("{\"query\":", 400, 400)]
    [InlineData("{}", 400, 400)]
    [InlineData("{\"query\":\"{ echo }\",\"operationName\":\"\\ud800\"}", 400, 400)]
    [InlineData("{\"query\":\"{ echo }\",\"variables\":{\"a\":\"\\ud800\"}}", 400, 400)]
    [InlineData("{\"query\":\"{ echo }\",\"variables\":{\"\\ud800\":1}}", 400, 400)]
    [InlineData("{\"\\ud800\":\"{ echo }\"}", 400, 400)]
    [InlineData("{\"query\":5}", 400, 400)]
    [InlineData("{\"query\":\"{ echo }\",\"variables\":[1]}", 400, 400)]
    [InlineData("{\"query\":\"{ echo }\",\"operationName\":7}", 400, 400)]
    [InlineData("{\"query\":\"{ echo }\",\"extensions\":\"x\"}", 400, 400)]
    [InlineData("[{\"query\":\"{ echo }\"}]", 400, 400)]
    [InlineData("\"x\"", 400, 400)]
    [InlineData("{\"query\":\"query A { echo } query B { echo }\",\"operationName\":\"C\"}", 200, 400)]
    public async Task Bodies_are_answered_with_the_status_of_the_media_type(string body, int json, int response)
    {
        await using var room = await Room.InMemoryAsync();
        foreach (var (accept, status) in new[] { (Json, json), (Response, response) })
        {
            using var answer = await PostAsync(room, body, Json, accept);
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal(accept, answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal("utf-8", answer.Content.Headers.ContentType.CharSet);
        }
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json; charset=iso-8859-1")]
    public async Task Only_json_is_read(string contentType)
    {
        await using var room = await Room.InMemoryAsync();
        using var answer = await PostAsync(room, "{\"query\":\"{ echo }\"}", contentType, Json);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task An_accept_that_nothing_fits_is_406()
    {
        await using var room = await Room.InMemoryAsync();
        using var answer = await PostAsync(room, "{\"query\":\"{ echo }\"}", Json, "text/html");
        Assert.Equal(HttpStatusCode.NotAcceptable, answer.StatusCode);
    }

    [Fact]
    public async Task Other_methods_are_405_and_named()
    {
        await using var room = await Room.InMemoryAsync();
        using var answer = await room.Client.PutAsync(new Uri("/graphql", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "POST"], answer.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task Get_answers_queries_with_variables_and_refuses_mutations()
    {
        await using var room = await Room.InMemoryAsync();
        const string query = "query($kind: BookKind!) { echo(kind: $kind) }";
        Assert.Equal("""{"data":{"echo":"Novel  "}}""", await room.Client.GetStringAsync(
            $"/graphql?query={Uri.EscapeDataString(query)}&variables={Uri.EscapeDataString("""{"kind":"NOVEL"}""")}"));
        foreach (var (parameters, status) in new[]
        {
            ("query=mutation{borrow(input:{bookId:1,notes:[]}){messages}}", 405), ("", 400), ("query={echo}&variables={", 400),
            ("query={echo}&variables=[1]", 400), ("query={echo}&variables={\"a\":\"\\ud800\"}", 400),
        })
        {
            using var answer = await room.Client.GetAsync(new Uri("/graphql?" + parameters, UriKind.Relative));
            Assert.Equal(status, (int)answer.StatusCode);
        }
    }

    [Fact]
    public async Task Pages_of_other_sites_cannot_read_by_get()
    {
        await using var room = await Room.InMemoryAsync();
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync([("Sec-Fetch-Site", "cross-site")]));
        Assert.Equal(HttpStatusCode.OK, await GetAsync([("Sec-Fetch-Site", "cross-site"), ("GraphQL-Require-Preflight", "1")]));
        Assert.Equal(HttpStatusCode.OK, await GetAsync([("Sec-Fetch-Site", "same-origin")]));

        async Task<HttpStatusCode> GetAsync((string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query={echo}");
            foreach (var (name, value) in headers) request.Headers.Add(name, value);
            using var answer = await room.Client.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_large_body_is_413_unless_it_is_a_mutation()
    {
        await using var room = await Room.InMemoryAsync(options =>
        {
            options.Limits.MaxBodyBytes = 1_000;
            options.Limits.MaxMutationBodyBytes = 5_000;
        });
        var padding = new string(' ', 2_000);
        Assert.Equal(413, await StatusAsync($$"""{"query":"{ echo }"{{padding}}}"""));
        Assert.Equal(200,
            await StatusAsync($$"""{"query":"mutation { borrow(input: {bookId: 1, notes: []}) { messages } }"{{padding}}}"""));
        Assert.Equal(413, await StatusAsync(
            $$"""{"query":"mutation { borrow(input: {bookId: 1, notes: []}) { messages } }"{{padding}}{{padding}}{{padding}}}"""));
        Assert.Equal(413, await StatusAsync("{\"variables\":{\"a\":\"" + padding + "\"}}"));
        using var late = await PostAsync(room, $$"""{"variables":{"a":["{{padding}}"]},"query":"mutation { borrow }"}""", Json, Json);
        Assert.Contains("must hold `query` before that", await late.Content.ReadAsStringAsync());
        using var broken = await PostAsync(room, "{\"query\":\"mutation {\",\"variables\":{\"a\":\"" + padding + "\"}}", Json, Json);
        Assert.Contains("HC0014", await broken.Content.ReadAsStringAsync());

        async Task<int> StatusAsync(string body)
        {
            using var answer = await PostAsync(room, body, Json, Json);
            return (int)answer.StatusCode;
        }
    }

    [Fact]
    public async Task The_schema_can_be_downloaded()
    {
        await using var room = await Room.InMemoryAsync();
        var schema = await room.Client.GetStringAsync("/graphql?sdl");
        Assert.Equal(UsageAnalysis.GraphQL.GraphQLRoom.PrintSchema(room.Services), schema);
        Assert.Equal(schema, await room.Client.GetStringAsync("/graphql/schema.graphql"));
    }

    [Fact]
    public async Task Text_is_escaped_no_more_than_json_needs()
    {
        await using var room = await Room.InMemoryAsync();
        Assert.Contains("<a+b'ü>",
            await room.Client.GetStringAsync("/graphql?query=" + Uri.EscapeDataString("""{ echo(id: "<a+b'ü>") }""")));
    }

    static async Task<HttpResponseMessage> PostAsync(Room room, string body, string contentType, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await room.Client.SendAsync(request);
    }
}

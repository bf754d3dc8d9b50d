using System.Net;
using Xunit;

namespace UsageAnalysis.Tests.GraphQL;

public sealed class IntrospectionTests
{
    const string Standard =
        """
        query IntrospectionQuery {
          __schema {
            queryType { name } mutationType { name } subscriptionType { name }
            types { ...FullType }
            directives { name description locations args { ...InputValue } }
          }
        }
        fragment FullType on __Type {
          kind name description
          fields(includeDeprecated: true) { name description args { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
          inputFields { ...InputValue }
          interfaces { ...TypeRef }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
          possibleTypes { ...TypeRef }
        }
        fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue }
        fragment TypeRef on __Type {
          kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
          ofType { kind name ofType { kind name ofType { kind name } } } } } } } } }
        }
        """;

    [Fact]
    public async Task The_introspection_query_of_every_tool_is_answered()
    {
        await using var room = await Room.InMemoryAsync();
        var data = await room.DataAsync(Standard);
        Assert.Contains("\"BookFilterInput\"", data);
        Assert.Contains("name", await room.DataAsync("{ __type(name: \"__Type\") { fields { name args { name } } } }"));
    }

    [Theory]
    [InlineData("{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }")]
    [InlineData("{ __type(name: \"Book\") { ...A } } fragment A on __Type { fields { type { ...B } } } fragment B on __Type { possibleTypes { interfaces { inputFields { name } } } }")]
    public async Task Cycles_of_introspection_end(string document)
    {
        await using var room = await Room.InMemoryAsync();
        Assert.Equal("HC0086", (await room.ErrorAsync(document)).Code);
    }

    [Fact]
    public async Task Wrapped_types_end_too()
    {
        await using var room = await Room.InMemoryAsync();
        string Document(int levels) => $"{{ __type(name: \"Book\") {{ {string.Concat(Enumerable.Repeat("ofType { ", levels))} name {new string('}', levels)} }} }}";
        Assert.Equal("""{"__type":{"ofType":null}}""", await room.DataAsync(Document(16)));
        Assert.Equal("HC0086", (await room.ErrorAsync(Document(17))).Code);
    }

    [Fact]
    public async Task Aliases_do_not_multiply_the_schema()
    {
        await using var room = await Room.InMemoryAsync();
        var aliases = string.Join(' ', Enumerable.Range(0, 950).Select(i => $"a{i}: name"));
        Assert.Equal("ANSWER_TOO_LARGE", (await room.ErrorAsync($"{{ __schema {{ types {{ fields {{ {aliases} }} }} }} }}")).Code);
    }

    [Fact]
    public async Task Introspection_can_be_switched_off_together_with_the_download()
    {
        await using var room = await Room.InMemoryAsync(options => options.Limits.Introspection = false);
        Assert.Equal("HC0046", (await room.ErrorAsync(Standard)).Code);
        Assert.Equal("HC0046", (await room.ErrorAsync("{ ...A } fragment A on Query { __type(name: \"Book\") { name } }")).Code);
        Assert.Equal("""{"__typename":"Query","books":{"__typename":"BooksConnection"}}""", await room.DataAsync("{ __typename books { __typename } }"));
        Assert.Equal(HttpStatusCode.NotFound, (await room.Client.GetAsync(new Uri("/graphql/schema.graphql", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await room.Client.GetAsync(new Uri("/graphql?sdl", UriKind.Relative))).StatusCode);
    }
}

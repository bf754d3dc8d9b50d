using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using UsageAnalysis.GraphQL.Execution;
using Xunit;

namespace UsageAnalysis.Tests.GraphQL;

/// <summary>What browsers may keep, and what the server keeps.</summary>
public sealed class CachingTests
{
    [Fact]
    public async Task Data_is_asked_for_again_and_not_sent_again()
    {
        await using var room = await Room.OnKestrelAsync();
        using var first = await GetAsync(room, "{ echo }");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal("no-cache, private", first.Headers.CacheControl!.ToString());
        Assert.Equal("Accept", first.Headers.Vary.Single());
        var tag = first.Headers.ETag!;
        Assert.False(tag.IsWeak);

        foreach (var known in new[] { tag, new EntityTagHeaderValue(tag.Tag, isWeak: true), EntityTagHeaderValue.Any })
        {
            using var again = await GetAsync(room, "{ echo }", known);
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            Assert.Equal(tag, again.Headers.ETag);
            Assert.Equal("no-cache, private", again.Headers.CacheControl!.ToString());
            Assert.Equal("Accept", again.Headers.Vary.Single());
            Assert.Empty(await again.Content.ReadAsByteArrayAsync());
        }
        using var other = await GetAsync(room, "{ echo(kind: NOVEL) }", tag);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.NotEqual(tag, other.Headers.ETag);
    }

    [Fact]
    public async Task Mistakes_and_posts_are_not_kept()
    {
        await using var room = await Room.InMemoryAsync();
        using var mistake = await GetAsync(room, "{ nothing }");
        using var failure = await GetAsync(room, "{ echo fail(politely: true) }");
        using var posted = await room.Client.PostAsJsonAsync("/graphql", new { query = "{ echo }" });
        foreach (var answer in new[] { mistake, failure, posted })
        {
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
            Assert.Null(answer.Headers.ETag);
        }
    }

    [Theory]
    [InlineData("{ __typename __schema { queryType { name } } }", "max-age=300, private")]
    [InlineData("{ __typename echo }", "no-cache, private")]
    [InlineData("{ ...F } fragment F on Query { echo }", "no-cache, private")]
    public async Task Answers_about_the_schema_alone_rest_some_minutes(string query, string cacheControl)
    {
        await using var room = await Room.InMemoryAsync();
        using var answer = await GetAsync(room, query);
        Assert.Equal(cacheControl, answer.Headers.CacheControl!.ToString());
        Assert.NotNull(answer.Headers.ETag);
    }

    [Theory]
    [InlineData("/graphql?sdl")]
    [InlineData("/graphql/schema.graphql")]
    public async Task The_schema_is_sent_once(string address)
    {
        await using var room = await Room.InMemoryAsync();
        using var first = await room.Client.GetAsync(new Uri(address, UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var again = await room.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task A_known_document_is_no_way_around_the_checks_of_its_other_operations()
    {
        await using var room = await Room.InMemoryAsync();
        const string query = "query A { echo } query B { nothing }";
        foreach (var operationName in new[] { "A", "B" })
        {
            using var answer = await room.Client.PostAsJsonAsync("/graphql", new { query, operationName });
            Assert.Contains("FIELDS_ON_CORRECT_TYPE", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        const string valued = "query($kind: BookKind!) { echo(kind: $kind) }";
        foreach (var (kind, code) in new[] { ("NOVEL", "data"), ("POEM", "HC0016"), ("NOVEL", "data") })
        {
            using var answer = await room.Client.PostAsJsonAsync("/graphql", new { query = valued, variables = new { kind } });
            Assert.Contains(code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_was_used_longest_ago_makes_room_in_count_and_size()
    {
        var cache = new RecentCache<string>(maxCount: 3, maxSize: 10);
        foreach (var key in new[] { "a", "b", "c" }) cache.Add(key, key, 2);
        Assert.NotNull(cache.Find("a"));
        cache.Add("d", "d", 2);
        Assert.Equal("acd", Kept());
        cache.Add("e", "e", 9);
        Assert.Equal("e", Kept());
        cache.Add("f", "f", 11);
        Assert.Equal("e", Kept());
        cache.Add("e", "e", 1);
        cache.Add("g", "g", 9);
        Assert.Equal("eg", Kept());

        string Kept() => string.Concat("abcdefg".Where(key => cache.Find(key.ToString()) is not null));
    }

    static async Task<HttpResponseMessage> GetAsync(Room room, string query, EntityTagHeaderValue? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString(query));
        if (known is not null) request.Headers.IfNoneMatch.Add(known);
        return await room.Client.SendAsync(request);
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Ingest;

/// <summary>Who may send events: real HTTP, as browsers and programs speak it.</summary>
public sealed class SenderAccessTests(SenderAccessTests.ClosedDoor app, UsageApp open) : IClassFixture<SenderAccessTests.ClosedDoor>, IClassFixture<UsageApp>
{
    const string Platform = "https://platform.example.com";

    /// <summary>A server with two keys, for pages of one site.</summary>
    public sealed class ClosedDoor : UsageApp
    {
        protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
        {
            ["Ingest:AllowedOrigins:0"] = Platform, ["Ingest:Keys:0"] = "old-key", ["Ingest:Keys:1"] = "new-key",
        };
    }

    [Theory]
    [InlineData("Bearer old-key", HttpStatusCode.OK)]
    [InlineData("bearer new-key", HttpStatusCode.OK)]
    [InlineData("Bearer old-key2", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer ", HttpStatusCode.Unauthorized)]
    [InlineData("old-key", HttpStatusCode.Unauthorized)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task Events_are_taken_only_with_a_key_where_there_are_keys(string? authorization, HttpStatusCode status)
    {
        using var answer = await SendAsync(app, Post(authorization));
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Without_a_key_the_answer_says_what_to_do_and_pages_may_read_it()
    {
        using var answer = await SendAsync(app, Post(null, Platform));
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        var error = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString();
        Assert.Equal("this server takes events only with a key: send the header \"Authorization: Bearer KEY\"", error);
        Assert.Equal(Platform, Allowed(answer));
    }

    [Fact]
    public async Task Pages_of_an_allowed_site_may_send_and_read_when_to_send_again()
    {
        using var ask = await SendAsync(app, Preflight(Platform));
        Assert.Equal((HttpStatusCode.NoContent, Platform), (ask.StatusCode, Allowed(ask)));
        Assert.Equal("authorization,content-type", Assert.Single(ask.Headers.GetValues("Access-Control-Allow-Headers")));
        Assert.Equal("7200", Assert.Single(ask.Headers.GetValues("Access-Control-Max-Age")));

        using var answer = await SendAsync(app, Post("Bearer old-key", Platform));
        Assert.Equal((HttpStatusCode.OK, Platform), (answer.StatusCode, Allowed(answer)));
        Assert.Equal("Date,ETag,Retry-After", Assert.Single(answer.Headers.GetValues("Access-Control-Expose-Headers")));
    }

    [Fact]
    public async Task Pages_of_other_sites_may_not_and_without_a_setting_none_may()
    {
        foreach (var (server, origin) in new[] { (app, "https://elsewhere.example.com"), (open, Platform) })
        {
            using var ask = await SendAsync(server, Preflight(origin));
            Assert.Null(Allowed(ask));
        }
    }

    [Fact]
    public async Task Without_keys_everybody_on_the_machine_may_send() =>
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(open, Post(null))).StatusCode);

    static HttpRequestMessage Post(string? authorization, string? origin = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/events") { Content = JsonContent.Create(Array.Empty<object>()) };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }
        return request;
    }

    static HttpRequestMessage Preflight(string origin) => new(HttpMethod.Options, "/events")
    {
        Headers =
        {
            { "Origin", origin },
            { "Access-Control-Request-Method", "POST" },
            { "Access-Control-Request-Headers", "authorization,content-type" },
        },
    };

    static async Task<HttpResponseMessage> SendAsync(UsageApp server, HttpRequestMessage request)
    {
        using (request)
        {
            return await server.Http.SendAsync(request);
        }
    }

    static string? Allowed(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins) ? origins.Single() : null;
}

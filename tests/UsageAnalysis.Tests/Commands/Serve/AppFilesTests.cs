using System.IO.Compression;
using System.Net;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Commands.Serve;

public sealed class AppFilesTests(UsageApp app) : IClassFixture<UsageApp>
{
    [Theory]
    [InlineData("/assets/of-another-build.js", HttpStatusCode.NotFound)]
    [InlineData("/graphql/nothing-here", HttpStatusCode.NotFound)]
    [InlineData("/graphql?query={__typename}", HttpStatusCode.OK)]
    [InlineData("/tracker/of-another-build.js", HttpStatusCode.NotFound)]
    [InlineData("/packages", HttpStatusCode.OK)]
    [InlineData("/events", HttpStatusCode.OK)]
    public async Task A_missing_file_is_missing_and_every_other_address_is_the_app(string path, HttpStatusCode status)
    {
        using var answer = await app.Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("/tracker/tracker.js")]
    [InlineData("/tracker/capture.js")]
    [InlineData("/tracker/inspector.js")]
    public async Task The_tracker_can_be_loaded_by_pages_of_other_sites_and_is_asked_for_again_each_time(string path)
    {
        using var answer = await app.Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal((HttpStatusCode.OK, "text/javascript"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.True(answer.Headers.CacheControl?.NoCache);

        using var again = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { answer.Headers.ETag! } } };
        using var unchanged = await app.Http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Theory]
    [InlineData("/", "br")]
    [InlineData("/", "gzip")]
    [InlineData("/tracker/tracker.js", "br")]
    [InlineData("/graphql/ui/index.html", "gzip")]
    public async Task Files_arrive_compressed_as_the_browser_likes_them_and_are_the_same(string path, string encoding)
    {
        using var plain = await app.Http.GetAsync(new Uri(path, UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { AcceptEncoding = { new(encoding) } } };
        using var answer = await app.Http.SendAsync(request);

        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Equal(encoding, Assert.Single(answer.Content.Headers.ContentEncoding));
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        await using var body = await answer.Content.ReadAsStreamAsync();
        await using Stream whole = encoding == "br"
            ? new BrotliStream(body, CompressionMode.Decompress)
            : new GZipStream(body, CompressionMode.Decompress);
        using var text = new StreamReader(whole);
        Assert.Equal(await plain.Content.ReadAsStringAsync(), await text.ReadToEndAsync());
    }

    [Fact]
    public async Task What_every_page_loads_of_the_tracker_has_less_than_6_kB()
    {
        await using var buffer = new MemoryStream();
        await using (var gzip = new GZipStream(buffer, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await (await app.Http.GetStreamAsync(new Uri("/tracker/tracker.js", UriKind.Relative))).CopyToAsync(gzip);
        }
        Assert.InRange(buffer.Length, 1_000, 5_999);
    }
}

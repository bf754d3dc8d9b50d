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
    [InlineData("/packages", HttpStatusCode.OK)]
    [InlineData("/events", HttpStatusCode.OK)]
    public async Task A_missing_file_is_missing_and_every_other_address_is_the_app(string path, HttpStatusCode status)
    {
        using var answer = await app.Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(status, answer.StatusCode);
    }
}

using UsageAnalysis.Commands;
using UsageAnalysis.Commands.Serve;
using Xunit;

namespace UsageAnalysis.Tests.Commands.Serve;

public sealed class ListenAddressesTests
{
    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://LOCALHOST:5080/")]
    [InlineData("http://127.0.0.1:0;http://[::1]:0")]
    [InlineData("http://127.0.0.2:80")]
    [InlineData("https://localhost:5081")]
    [InlineData("http://unix:/tmp/usage.sock")]
    public void What_only_this_machine_reaches_is_fine(string urls) => ListenAddresses.Require(urls);

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    [InlineData("http://[::]:1")]
    [InlineData("http://[::ffff:0.0.0.0]:1")]
    [InlineData("http://0:5080")]
    [InlineData("http://example.org:80")]
    [InlineData("http://localhost.example.org:80")]
    [InlineData("http://192.168.1.2:80")]
    [InlineData("http://any:80")]
    public void What_other_machines_reach_is_refused_with_what_to_do(string url)
    {
        var failure = Assert.Throws<CommandFailedException>(() => ListenAddresses.Require($"http://localhost:5080; {url}"));

        Assert.Equal(2, failure.ExitCode);
        Assert.StartsWith($"'{url}' can be reached from other machines", failure.Message, StringComparison.Ordinal);
        Assert.Contains("http://localhost:5080", failure.Message, StringComparison.Ordinal);
        Assert.Contains("reverse proxy", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost:5080")]
    [InlineData("ftp://localhost:1")]
    [InlineData("http://localhost:99999")]
    [InlineData("http://localhost:-1")]
    [InlineData("http://localhost:5080/app")]
    [InlineData("http:/")]
    [InlineData("")]
    [InlineData(";")]
    public void What_is_no_address_is_quoted(string url)
    {
        var failure = Assert.Throws<CommandFailedException>(() => ListenAddresses.Require(url));

        Assert.Equal(2, failure.ExitCode);
        Assert.StartsWith($"'{url}' is not an address", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_free_port_of_localhost_is_refused_with_what_to_write()
    {
        var failure = Assert.Throws<CommandFailedException>(() => ListenAddresses.Require("http://localhost:0"));

        Assert.Contains("127.0.0.1", failure.Message, StringComparison.Ordinal);
    }
}

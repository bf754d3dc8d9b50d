using Microsoft.Extensions.Configuration;
using UsageAnalysis.Commands;
using UsageAnalysis.Commands.Serve;
using Xunit;

namespace UsageAnalysis.Tests.Commands.Serve;

/// <summary>Who an operator lets send events.</summary>
public sealed class SenderSettingsTests
{
    [Theory]
    [InlineData("AllowedOrigins:0", "https://host/path", "'https://host/path'")]
    [InlineData("AllowedOrigins:0", "host", "'host'")]
    [InlineData("AllowedOrigins:0", "ftp://host", "'ftp://host'")]
    [InlineData("Keys:0", "two words", "no header can hold")]
    [InlineData("Keys:0", "", "no header can hold")]
    [InlineData("Key", "one", "Key")]
    public void A_wrong_setting_is_refused_with_its_name(string name, string value, string fault)
    {
        var refused = Assert.Throws<CommandFailedException>(() => SenderSettings.Read(Configuration((name, value))));

        Assert.Equal(ExitCode.BadInput, refused.ExitCode);
        Assert.Contains("Ingest__", refused.Message, StringComparison.Ordinal);
        Assert.Contains(fault, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Origins_and_keys_are_lists()
    {
        var read = SenderSettings.Read(Configuration(
            ("AllowedOrigins:0", "https://host"), ("AllowedOrigins:1", "http://localhost:8080"), ("AllowedOrigins:2", "*"), ("Keys:0", "k-1")));

        Assert.Equal(["https://host", "http://localhost:8080", "*"], read.AllowedOrigins);
        Assert.Equal("k-1", Assert.Single(read.Keys));
    }

    static IConfigurationRoot Configuration(params (string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create($"Ingest:{one.Name}", (string?)one.Value))).Build();
}

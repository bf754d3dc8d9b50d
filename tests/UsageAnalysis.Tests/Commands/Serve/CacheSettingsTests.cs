using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using UsageAnalysis.Commands;
using UsageAnalysis.Commands.Serve;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Commands.Serve;

public sealed class CacheSettingsTests
{
    [Theory]
    [InlineData("MaxBytes", "plenty")]
    [InlineData("MaxBytes", "-1")]
    [InlineData("MaxByte", "1000")]
    public void A_setting_that_makes_no_sense_is_refused_by_its_name(string name, string value)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create($"Cache:{name}", (string?)value)]).Build();
        var refusal = Assert.Throws<CommandFailedException>(() => new ServiceCollection().AddGraph(configuration));
        Assert.Equal(ExitCode.BadInput, refusal.ExitCode);
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }
}

/// <summary>A server whose cache is turned off.</summary>
public sealed class NoCacheTests(NoCacheTests.Forgetful app) : IClassFixture<NoCacheTests.Forgetful>
{
    public sealed class Forgetful : UsageApp
    {
        protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?> { ["Cache:MaxBytes"] = "0" };
    }

    [Fact]
    public async Task Without_a_cache_every_question_is_asked_and_no_version_is_looked_at()
    {
        for (var times = 0; times < 2; times++)
        {
            var (_, log) = await SqlLog.OfAsync(() => app.AskAsync("{ usage { totals { events } } }"));
            Assert.StartsWith("-- Usage", Assert.Single(log), StringComparison.Ordinal);
        }
    }
}

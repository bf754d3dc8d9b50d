using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using UsageAnalysis.Commands;
using UsageAnalysis.Commands.Serve;
using UsageAnalysis.GraphQL;
using Xunit;

namespace UsageAnalysis.Tests.Commands.Serve;

public sealed class GraphSettingsTests
{
    [Fact]
    public void Settings_change_switches_and_limits_and_leave_the_others()
    {
        var options = Options(("GraphQL:Ide", "false"), ("GraphQL:Limits:Introspection", "false"), ("GraphQL:Limits:MaxFieldCost", "77"));
        Assert.Equal((false, false, 77, 1_000),
            (options.Ide, options.Limits.Introspection, options.Limits.MaxFieldCost, options.Limits.MaxNodes));
        Assert.Equal((true, true, 10_000), (Options().Ide, Options().Limits.Introspection, Options().Limits.MaxFieldCost));
    }

    [Fact]
    public void A_value_of_the_wrong_type_is_quoted_with_its_name()
    {
        var fault = Assert.Throws<CommandFailedException>(() => Options(("GraphQL:Ide", "perhaps")));
        Assert.Equal(ExitCode.BadInput, fault.ExitCode);
        Assert.Contains("perhaps", fault.Message);
        Assert.Contains("GraphQL:Ide", fault.Message);
    }

    static GraphQLRoomOptions Options(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build();
        using var services = new ServiceCollection().AddGraph(configuration).BuildServiceProvider();
        return services.GetRequiredService<GraphQLRoomOptions>();
    }
}

using Microsoft.Extensions.Configuration;
using UsageAnalysis.Commands;
using UsageAnalysis.Commands.Serve;
using UsageAnalysis.GraphQL;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Commands.Serve;

public sealed class GraphSettingsTests
{
    [Fact]
    public void What_is_set_is_taken_over()
    {
        using var folder = TestDirectory.Create();
        var room = Apply(("GraphQL:PersistedDocuments", folder.Path), ("GraphQL:OnlyPersistedDocuments", "true"),
            ("GraphQL:Limits:MaxSocketOperations", "7"), ("GraphQL:AllowedOrigins:0", "https://friend.example"));
        Assert.Equal(folder.Path, room.PersistedDocuments);
        Assert.True(room.OnlyPersistedDocuments);
        Assert.Equal(7, room.Limits.MaxSocketOperations);
        Assert.Equal(["https://friend.example"], room.AllowedOrigins);
    }

    [Theory]
    [InlineData("GraphQL:PersistedDocument", "x", "PersistedDocument")]
    [InlineData("GraphQL:OnlyPersistedDocuments", "perhaps", "OnlyPersistedDocuments")]
    [InlineData("GraphQL:OnlyPersistedDocuments", "true", "needs PersistedDocuments")]
    [InlineData("GraphQL:PersistedDocuments", "no/such/folder", "'no/such/folder', which is no folder")]
    public void What_cannot_be_used_is_named(string name, string value, string told)
    {
        var refused = Assert.Throws<CommandFailedException>(() => Apply((name, value)));
        Assert.Contains(told, refused.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, refused.ExitCode);
    }

    static GraphQLRoomOptions Apply(params (string Name, string Value)[] settings)
    {
        var room = new GraphQLRoomOptions();
        room.Apply(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value))).Build());
        return room;
    }
}

using Microsoft.Extensions.DependencyInjection;
using UsageAnalysis.GraphQL;
using UsageAnalysis.GraphQL.Execution;
using Xunit;

namespace UsageAnalysis.Tests.GraphQL;

public sealed class WarmUpTests
{
    const string Document = "{ echo }";

    [Fact]
    public async Task Warming_up_runs_the_first_document_so_that_it_is_known_when_somebody_asks()
    {
        await using var room = await Room.InMemoryAsync(options => options.IdeDocument = Document);
        var known = room.Services.GetRequiredService<DocumentCache>();
        Assert.Null(known.Find(Document));

        await GraphQLRoom.WarmUpAsync(room.Services, CancellationToken.None);

        Assert.NotNull(known.Find(Document));
    }

    [Fact]
    public async Task Warming_up_ends_with_the_server()
    {
        await using var room = await Room.InMemoryAsync(options => options.IdeDocument = Document);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => GraphQLRoom.WarmUpAsync(room.Services, new CancellationToken(true)));
    }
}

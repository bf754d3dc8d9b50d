using UsageAnalysis.GraphQL;
using Xunit;

namespace UsageAnalysis.Tests.GraphQL;

public sealed class SchemaShapeTests
{
    [Fact]
    public async Task Types_are_named_and_shaped_as_in_Hot_Chocolate()
    {
        await using var room = await Room.InMemoryAsync();
        var schema = GraphQLRoom.PrintSchema(room.Services);
        Assert.Contains("scalar UUID @specifiedBy(url:", schema);
        Assert.Contains("echo(kind: BookKind! = NON_FICTION, at: DateTime, id: ID): String!", schema);
        Assert.Contains("order: [BookSortInput!]): BooksConnection", schema);
        Assert.DoesNotContain("secret", schema);
    }
}

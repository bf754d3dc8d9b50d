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
        Assert.Contains(
            """
            where: BookFilterInput @cost(weight: "10"),
            """, schema);
        Assert.Contains(
            """
            order: [BookSortInput!] @cost(weight: "10")): BooksConnection @listSize(assumedSize: 100, slicingArguments: ["first", "last"], slicingArgumentDefaultValue: 10, sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false) @cost(weight: "10")
            """, schema);
        Assert.Contains(
            """
            icontains: String @cost(weight: "20")
            """, schema);
        Assert.Contains("directive @cost(", schema);
        Assert.Contains("directive @listSize(", schema);
        Assert.DoesNotContain("secret", schema);
    }
}

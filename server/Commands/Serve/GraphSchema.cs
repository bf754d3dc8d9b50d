using UsageAnalysis.GraphQL;

namespace UsageAnalysis.Commands.Serve;

/// <summary>The schema of the graph, without a database.</summary>
public static class GraphSchema
{
    /// <summary>The schema in the schema definition language; the same for the same program.</summary>
    public static string Print()
    {
        using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddGraph().BuildServiceProvider();
        return GraphQLRoom.PrintSchema(services);
    }
}

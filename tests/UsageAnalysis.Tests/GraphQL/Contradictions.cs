using UsageAnalysis.GraphQL.Conventions;

// A namespace of its own, as the library is made of all types of its namespace.
namespace UsageAnalysis.Tests.GraphQL.Contradictions;

[QueryType]
public static class StillQuery
{
    public static string Echo() => "echo";
}

[QueryType]
public static class StreamingQuery
{
    public static IAsyncEnumerable<int> Numbers() => AsyncEnumerable.Range(1, 2);
}

[SubscriptionType]
public static class StillSubscription
{
    public static int Number() => 1;
}

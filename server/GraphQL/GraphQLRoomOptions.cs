using UsageAnalysis.GraphQL.Guards;

namespace UsageAnalysis.GraphQL;

/// <summary>How the graph is served.</summary>
public sealed class GraphQLRoomOptions
{
    /// <summary>What one request may ask for.</summary>
    public GraphQLLimits Limits { get; } = new();

    /// <summary>Whether the IDE is served. Default true.</summary>
    public bool Ide { get; set; } = true;

    /// <summary>The folder with the files of Banana Cake Pop; null or a missing folder leaves the IDE out.</summary>
    public string? IdePath { get; set; }

    /// <summary>The document that the IDE shows first.</summary>
    public string IdeDocument { get; set; } = "{ __typename }\n";

    /// <summary>The IDE's window title.</summary>
    public string IdeTitle { get; set; } = "GraphQL";
}

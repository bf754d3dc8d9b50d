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

    /// <summary>The document that the IDE shows first; its first operation also warms the server up.</summary>
    public string IdeDocument { get; set; } = "{ __typename }\n";

    /// <summary>A folder of documents <c>{id}.graphql</c> that clients may name instead of sending them; null for none.</summary>
    public string? PersistedDocuments { get; set; }

    /// <summary>True refuses all documents that are not in <see cref="PersistedDocuments"/>, also as automatic persisted queries.</summary>
    public bool OnlyPersistedDocuments { get; set; }

    /// <summary>Other sites whose pages may open a WebSocket, as <c>https://host[:port]</c>. The server's own may always.</summary>
    public ISet<string> AllowedOrigins { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How often a sign of life goes over an open event stream or WebSocket. Default 12 s.</summary>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>How long a WebSocket may stay without <c>connection_init</c>. Default 10 s.</summary>
    public TimeSpan SocketInitTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long one message to a WebSocket, or its answer to a ping or a close, may take before it is given up. Default 15 s.
    /// </summary>
    public TimeSpan SocketSendTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The IDE's window title.</summary>
    public string IdeTitle { get; set; } = "GraphQL";
}

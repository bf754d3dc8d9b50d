namespace UsageAnalysis.GraphQL.Transport;

/// <summary>Opens WebSockets for <c>graphql-transport-ws</c>.</summary>
static class SocketEndpoint
{
    const string Protocol = "graphql-transport-ws";

    internal static async Task HandleAsync(HttpContext http)
    {
        var options = http.RequestServices.GetRequiredService<GraphQLRoomOptions>();
        if (!IsAllowed(http.Request, options))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            await http.Response.WriteAsync("Pages of other sites may not open a WebSocket here.", http.RequestAborted);
            return;
        }
        var isKnown = http.WebSockets.WebSocketRequestedProtocols.Contains(Protocol);
        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = isKnown ? Protocol : null,
            KeepAliveInterval = options.KeepAliveInterval,
            KeepAliveTimeout = options.SocketSendTimeout,
        });
        using var connection = ActivatorUtilities.CreateInstance<SocketConnection>(http.RequestServices, socket, http.RequestServices);
        await connection.RunAsync(isKnown, http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
    }

    // Browsers always send Origin with an upgrade, and ask nobody before; programs send none.
    static bool IsAllowed(HttpRequest request, GraphQLRoomOptions options)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0 || options.AllowedOrigins.Contains(origin)) return true;
        return Uri.TryCreate(origin, UriKind.Absolute, out var site)
            && site.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}

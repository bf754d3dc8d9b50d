using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Execution;
using UsageAnalysis.GraphQL.Guards;
using CloseStatus = System.Net.WebSockets.WebSocketCloseStatus;
using OperationMessage = GraphQL.Transport.OperationMessage;

namespace UsageAnalysis.GraphQL.Transport;

/// <summary>
/// One WebSocket that speaks graphql-transport-ws (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md). One task reads; each
/// operation is a task that asks its source for more when its last message was sent.
/// </summary>
sealed partial class SocketConnection(WebSocket socket, IServiceProvider services, RequestExecutor executor, AnswerWriter json,
    GraphQLRoomOptions options, TimeProvider time, ILogger<SocketConnection> logger) : IDisposable
{
    readonly GraphQLLimits limits = options.Limits;
    readonly SemaphoreSlim sending = new(1);
    readonly CancellationTokenSource reading = new(Timeout.InfiniteTimeSpan, time);
    readonly CancellationTokenSource closed = new();
    readonly ConcurrentDictionary<string, CancellationTokenSource> operations = new(StringComparer.Ordinal);
    readonly List<(Task Task, CancellationTokenSource Source)> running = [];
    volatile bool acknowledged;
    int closing;

    /// <summary>A message of the client; <paramref name="Request"/> of <c>subscribe</c> only.</summary>
    sealed record Message(string Type, string? Id, GraphQLRequest? Request);

    /// <summary>Serves the socket until it is closed, by whomever; what ran on it has ended then.</summary>
    internal async Task RunAsync(bool isKnownProtocol, CancellationToken stopping)
    {
        try
        {
            if (!isKnownProtocol) await CloseAsync(4406, "Subprotocol not acceptable");
            using var stop = stopping.Register(() => _ = CloseAsync((int)CloseStatus.EndpointUnavailable, "The server stops."));
            await using var late = time.CreateTimer(
                _ => _ = acknowledged ? Task.CompletedTask : CloseAsync(4408, "Connection initialisation timeout"), null,
                options.SocketInitTimeout, Timeout.InfiniteTimeSpan);
            while (await ReadAsync() is { } text)
                if (!closed.IsCancellationRequested) await HandleAsync(text);
            await CloseAsync((int)CloseStatus.NormalClosure, "");
        }
        catch (Exception fault) when (IsGone(fault)) { }
        finally
        {
            await closed.CancelAsync();
            foreach (var (task, source) in running)
            {
                await task;
                source.Dispose();
            }
        }
    }

    public void Dispose()
    {
        sending.Dispose();
        reading.Dispose();
        closed.Dispose();
    }

    async Task<ReadOnlyMemory<byte>?> ReadAsync()
    {
        var message = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), reading.Token);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            if (part.MessageType == WebSocketMessageType.Binary) await CloseAsync(4400, "Messages are JSON text, not binary");
            else if (message.Length + part.Count > limits.MaxBodyBytes)
                await CloseAsync((int)CloseStatus.MessageTooBig, $"A message exceeds {limits.MaxBodyBytes} bytes");
            else message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage) return message.GetBuffer().AsMemory(0, (int)message.Length);
        }
    }

    async Task HandleAsync(ReadOnlyMemory<byte> text)
    {
        Message message;
        try { message = RequestReader.Parse(text, "The message", Read); }
        catch (BadTransportException fault)
        {
            await CloseAsync(4400, fault.Message);
            return;
        }
        switch (message)
        {
            case { Type: "connection_init" } when acknowledged:
                await CloseAsync(4429, "Too many initialisation requests");
                break;
            case { Type: "connection_init" }:
                acknowledged = true;
                await SendAsync(new OperationMessage { Type = "connection_ack" }, closed.Token);
                break;
            case { Type: "ping" }:
                await SendAsync(new OperationMessage { Type = "pong" }, closed.Token);
                break;
            case { Type: "pong" }:
                break;
            case { Type: "complete", Id: { } id }:
                if (operations.TryRemove(id, out var ended)) await ended.CancelAsync();
                break;
            case { Type: "subscribe" } when !acknowledged:
                await CloseAsync(4401, "Unauthorized");
                break;
            case { Type: "subscribe", Id: { } id, Request: { } request }:
                await SubscribeAsync(id, request with { BodyBytes = text.Length });
                break;
        }
    }

    Message Read(JsonElement root)
    {
        var type = Text("type");
        if (type is "connection_init" or "ping" or "pong") return new Message(type, null, null);
        if (type is not ("subscribe" or "complete"))
            throw Bad($"{Quoted.Text(type ?? "")} is no message type of graphql-transport-ws");
        var id = Text("id");
        if (string.IsNullOrEmpty(id)) throw Bad($"`{type}` needs an `id`");
        if (type == "complete") return new Message(type, id, null);
        return root.TryGetProperty("payload", out var payload)
            ? new Message(type, id, RequestReader.FromJson(payload, "`payload`", json))
            : throw Bad("`subscribe` needs a `payload`");

        string? Text(string name) => root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    async Task SubscribeAsync(string id, GraphQLRequest request)
    {
        foreach (var (_, ended) in running.Where(r => r.Task.IsCompleted)) ended.Dispose();
        running.RemoveAll(r => r.Task.IsCompleted);
        // What was completed may still wind down, but not without bound.
        if (operations.Count >= limits.MaxSocketOperations || running.Count >= 2 * limits.MaxSocketOperations)
        {
            var refusal = RequestExecutor.Refusal($"{limits.MaxSocketOperations} operations run on this socket; complete one first.",
                ErrorCodes.TooManyOperations);
            await SendAsync(new OperationMessage { Type = "error", Id = id, Payload = refusal.Errors }, closed.Token);
            return;
        }
        var source = CancellationTokenSource.CreateLinkedTokenSource(closed.Token);
        if (!operations.TryAdd(id, source))
        {
            source.Dispose();
            await CloseAsync(4409, $"Subscriber for {id} already exists");
            return;
        }
        running.Add((Task.Run(() => OperateAsync(id, request, source), CancellationToken.None), source));
    }

    async Task OperateAsync(string id, GraphQLRequest request, CancellationTokenSource source)
    {
        try
        {
            var (document, operation, refused) = executor.Prepare(ref request);
            var answers = refused is not null ? AsyncEnumerable.Repeat(refused, 1)
                : executor.AnswersAsync(request, document!, operation, services, source.Token);
            var last = new OperationMessage { Type = "complete", Id = id };
            await foreach (var answer in answers)
            {
                if (answer.Executed) await SendAsync(new OperationMessage { Type = "next", Id = id, Payload = answer }, source.Token);
                else last = new OperationMessage { Type = "error", Id = id, Payload = answer.Errors };
            }
            // The client may use the id again as soon as it hears of the end.
            if (operations.TryRemove(new(id, source))) await SendAsync(last, source.Token);
        }
        catch (Exception gone) when (gone is WebSocketException || source.IsCancellationRequested) { }
        catch (Exception fault)
        {
            Failed(logger, id, fault);
            await CloseAsync((int)CloseStatus.InternalServerError, "Unexpected error");
        }
        finally { operations.TryRemove(new(id, source)); }
    }

    /// <summary>Sends when it is this message's turn; a client that does not take it in time loses the socket.</summary>
    async Task SendAsync(OperationMessage message, CancellationToken cancellationToken)
    {
        var text = await json.BytesAsync(message, cancellationToken);
        await sending.WaitAsync(cancellationToken);
        try
        {
            using var limit = new CancellationTokenSource(options.SocketSendTimeout, time);
            // A send that was begun is never cancelled with its operation: half a frame would end the socket.
            await socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, limit.Token);
        }
        catch (Exception fault) when (IsGone(fault))
        {
            socket.Abort();
            await closed.CancelAsync();
            throw;
        }
        finally { sending.Release(); }
    }

    /// <summary>Ends all that runs, tells the client why, and gives it a while to answer.</summary>
    async Task CloseAsync(int code, string reason)
    {
        if (closed.IsCancellationRequested || Interlocked.Exchange(ref closing, 1) == 1) return;
        await closed.CancelAsync();
        reading.CancelAfter(options.SocketSendTimeout);
        await sending.WaitAsync();
        try
        {
            using var limit = new CancellationTokenSource(options.SocketSendTimeout, time);
            await socket.CloseOutputAsync((CloseStatus)code, Clip(reason), limit.Token);
        }
        catch (Exception fault) when (IsGone(fault)) { socket.Abort(); }
        finally { sending.Release(); }
    }

    static bool IsGone(Exception fault) => fault is WebSocketException or OperationCanceledException or ObjectDisposedException;

    // A close frame has room for 123 bytes (RFC 6455, section 5.5).
    static string Clip(string reason)
    {
        if (reason.Length > 123) reason = reason[..123];
        while (Encoding.UTF8.GetByteCount(reason) > 123) reason = reason[..^1];
        return reason;
    }

    static BadTransportException Bad(string message) => new(StatusCodes.Status400BadRequest, message);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "GraphQL operation {Id} on a WebSocket failed")]
    static partial void Failed(ILogger logger, string id, Exception exception);
}

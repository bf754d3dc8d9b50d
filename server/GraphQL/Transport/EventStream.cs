using GraphQL;

namespace UsageAnalysis.GraphQL.Transport;

/// <summary>
/// GraphQL over SSE, distinct connections mode (https://github.com/graphql/graphql-over-http/blob/main/rfcs/GraphQLOverSSE.md).
/// </summary>
static class EventStream
{
    static readonly byte[] Next = "event: next\ndata: "u8.ToArray();
    static readonly byte[] End = "\n\n"u8.ToArray();
    static readonly byte[] Complete = "event: complete\ndata:\n\n"u8.ToArray();
    static readonly byte[] Comment = ":\n\n"u8.ToArray();

    /// <summary>
    /// Writes every answer as an event when there is one. A slow client slows the source. A server that stops ends the stream without
    /// <c>complete</c>, so that the client asks again.
    /// </summary>
    internal static async Task WriteAsync(HttpContext http, Func<CancellationToken, IAsyncEnumerable<ExecutionResult>> answers)
    {
        var services = http.RequestServices;
        var writer = services.GetRequiredService<AnswerWriter>();
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        using var gate = new SemaphoreSlim(1);
        using var timer = new PeriodicTimer(
            services.GetRequiredService<GraphQLRoomOptions>().KeepAliveInterval, services.GetRequiredService<TimeProvider>());
        var body = http.Response.Body;
        http.Response.ContentType = MediaTypes.EventStream + "; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        await body.FlushAsync(ended.Token);
        var beating = BeatAsync();
        try
        {
            await foreach (var answer in answers(ended.Token))
                await SendAsync(Next, await writer.BytesAsync(answer, ended.Token), End);
            await SendAsync(Complete);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested) { }
        finally
        {
            timer.Dispose();
            await beating;
        }

        async Task BeatAsync()
        {
            while (await timer.WaitForNextTickAsync()) await SendAsync(Comment);
        }

        async Task SendAsync(params ReadOnlyMemory<byte>[] parts)
        {
            await gate.WaitAsync(http.RequestAborted);
            try
            {
                foreach (var part in parts) await body.WriteAsync(part, http.RequestAborted);
                await body.FlushAsync(http.RequestAborted);
            }
            finally { gate.Release(); }
        }
    }
}

using System.Text.Encodings.Web;
using GraphQL;
using GraphQL.SystemTextJson;
using UsageAnalysis.GraphQL.Execution;

namespace UsageAnalysis.GraphQL.Transport;

/// <summary>Reads and writes JSON with the engine's converters.</summary>
sealed class AnswerWriter
{
    // Relaxed escapes: answers are JSON with their own content type, never part of a page.
    internal GraphQLSerializer Json { get; } =
        new(options => options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, new ErrorInfo());

    /// <summary>Writes one answer.</summary>
    /// <param name="http">The request.</param>
    /// <param name="status">The answer's status.</param>
    /// <param name="mediaType">The answer's content type.</param>
    /// <param name="result">The answer.</param>
    /// <param name="cacheControl">What a browser may do with it; null when it must not keep it.</param>
    internal async Task WriteAsync(HttpContext http, int status, string mediaType, ExecutionResult result, string? cacheControl = null)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = mediaType + "; charset=utf-8";
        http.Response.Headers.Vary = "Accept";
        if (cacheControl is not null)
        {
            await Revalidation.WriteAsync(http, await BytesAsync(result, http.RequestAborted), cacheControl);
            return;
        }
        http.Response.Headers.CacheControl = "no-store";
        await Json.WriteAsync(http.Response.Body, result, http.RequestAborted);
    }

    /// <summary>The JSON of an answer or message.</summary>
    internal async Task<ReadOnlyMemory<byte>> BytesAsync<T>(T value, CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        await Json.WriteAsync(text, value, cancellationToken);
        return text.GetBuffer().AsMemory(0, (int)text.Length);
    }
}

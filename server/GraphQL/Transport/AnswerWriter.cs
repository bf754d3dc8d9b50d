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

    internal async Task WriteAsync(HttpResponse response, int status, string mediaType, ExecutionResult result,
        CancellationToken cancellationToken)
    {
        response.StatusCode = status;
        response.ContentType = mediaType + "; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        await Json.WriteAsync(response.Body, result, cancellationToken);
    }
}

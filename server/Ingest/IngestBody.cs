using System.IO.Compression;

namespace UsageAnalysis.Ingest;

/// <summary>What all doors for events have in common: how a body is opened, and what is said of one that cannot be taken.</summary>
static class IngestBody
{
    public const string Busy = "too many events wait to be stored: send all of it again later";
    public const string Unavailable = "the events could not be stored now: send all of it again later";

    /// <summary>What is wrong with Content-Encoding; null when nothing is.</summary>
    public static string? UnsupportedEncoding(HttpRequest request) => Encoding(request) is "" or "identity" or "gzip"
        ? null
        : $"Content-Encoding \"{request.Headers.ContentEncoding}\" is not supported: send gzip, or no encoding";

    /// <summary>The body, decompressed and counted.</summary>
    public static CountedBody Open(HttpRequest request, IngestOptions options, ReadingBudget budget)
    {
        var body = Encoding(request) == "gzip" ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        return new CountedBody(body, options.MaxBodyBytes, budget);
    }

    /// <summary>What to answer to a body that cannot be read; null when that is not what happened.</summary>
    public static (int Status, string Message)? Failure(Exception e) => e switch
    {
        InvalidDataException => (
            StatusCodes.Status400BadRequest, "the body is not what Content-Encoding says: it cannot be decompressed as gzip"),
        BodyTooLargeException => (StatusCodes.Status413PayloadTooLarge, e.Message),
        ReadingBusyException => (StatusCodes.Status429TooManyRequests, e.Message),
        BadHttpRequestException bad => (bad.StatusCode, "the body could not be read: " + e.Message),
        _ => null,
    };

    static string Encoding(HttpRequest request) => request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant();
}

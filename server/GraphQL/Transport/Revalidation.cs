using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace UsageAnalysis.GraphQL.Transport;

/// <summary>Answers that a browser may keep and ask about again (RFC 9110, section 13): a strong ETag over the body, and 304.</summary>
static class Revalidation
{
    internal const string Always = "private, no-cache";
    internal const string SomeMinutes = "private, max-age=300";

    /// <summary>Writes the body, or 304 without one when the client has it already. Content type and status are set before.</summary>
    internal static async Task WriteAsync(HttpContext http, ReadOnlyMemory<byte> body, string cacheControl)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body.Span))[..32]}\"");
        http.Response.Headers.CacheControl = cacheControl;
        http.Response.Headers.ETag = tag.ToString();
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Tag == "*" || known.Compare(tag, useStrongComparison: false)))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            http.Response.Headers.ContentType = default;
            return;
        }
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;
using UsageAnalysis.Data;

namespace UsageAnalysis.Ingest.Policy;

/// <summary>What trackers ask about what they are to log.</summary>
public static class LoggingPolicyEndpoint
{
    const string Path = "/logging-policy";

    /// <summary>
    /// Maps GET /logging-policy?user=LOGIN: the levels and types to log, for each package with a rule of its own too, until when that holds,
    /// and the server's time. With an ETag, which does not depend on the time. Where nobody set anything, the standard levels.
    /// </summary>
    public static IEndpointConventionBuilder MapLoggingPolicy(this IEndpointRouteBuilder routes) => routes.MapGet(
        Path, async (string? user, HttpContext http, LoggingPolicies policies, TimeProvider time, CancellationToken ct) =>
        {
            if (await policies.CurrentAsync(ct) is not { } rules)
            {
                http.Response.Headers.RetryAfter = "5";
                return Results.Json(
                    new { error = "the logging policy cannot be read now: ask again later" }, statusCode: StatusCodes.Status503ServiceUnavailable);
            }
            var policy = Describe(rules, string.IsNullOrEmpty(user) ? null : user);
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(
                System.Text.Encoding.UTF8.GetBytes(policy.ToJsonString())))[..32]}\"");
            http.Response.Headers.CacheControl = "no-cache";
            http.Response.GetTypedHeaders().ETag = tag;
            if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
            {
                return Results.StatusCode(StatusCodes.Status304NotModified);
            }
            policy["serverTime"] = Instant(time.GetUtcNow().UtcDateTime);
            return Results.Text(policy.ToJsonString(), "application/json");
        });

    static JsonObject Describe(LoggingRuleSet rules, string? user)
    {
        var described = Describe(rules.For(user, null) ?? LoggingPolicy.Standard);
        described["packages"] = new JsonObject(rules.PackagesOf(user).OrderBy(of => of.Key, StringComparer.Ordinal)
            .Select(of => KeyValuePair.Create<string, JsonNode?>(of.Key, Describe(of.Value))));
        described["until"] = rules.NextEnd is { } end ? Instant(end) : null;
        return described;
    }

    static JsonObject Describe(LoggingPolicy policy) => new()
    {
        ["levels"] = new JsonArray([.. policy.Levels.Select(level => JsonValue.Create(level))]),
        ["capture"] = LoggingRules.ToJson(policy.Types.Values.OrderBy(type => type.Type, StringComparer.Ordinal)),
    };

    static string Instant(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

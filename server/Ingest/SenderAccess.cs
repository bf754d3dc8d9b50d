using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http.HttpResults;

namespace UsageAnalysis.Ingest;

/// <summary>Who may send events: pages of which sites, and with which keys.</summary>
public sealed class SenderOptions
{
    /// <value>Origins whose pages may send, for example https://platform.example.com; * for all. Default none but the server's own.</value>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <value>Keys of which a sender must give one. Default none: everybody may send.</value>
    public IReadOnlyList<string> Keys { get; init; } = [];
}

/// <summary>What stands before each door for events: the key of the sender, and the sites whose pages may knock.</summary>
public static class SenderAccess
{
    const string Policy = "Senders";
    const string Scheme = "Bearer ";

    // How long a browser remembers that it may send; Chromium remembers nothing for longer.
    static readonly TimeSpan Remembered = TimeSpan.FromHours(2);

    /// <summary>Adds what <see cref="ForSenders"/> and <see cref="ForPages"/> need. The host also puts <c>UseCors</c> before its endpoints.</summary>
    public static IServiceCollection AddSenderAccess(this IServiceCollection services, SenderOptions options)
    {
        services.AddSingleton(options);
        return services.AddCors(cors => cors.AddPolicy(Policy, policy => Allow(policy, options.AllowedOrigins)));
    }

    /// <summary>Lets only senders with a key in, where there are keys, and pages of the allowed sites.</summary>
    public static TBuilder ForSenders<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.ForPages().AddEndpointFilter(async (context, next) => Refusal(context.HttpContext) ?? await next(context));

    /// <summary>Lets pages of the allowed sites in, without a key.</summary>
    public static TBuilder ForPages<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireCors(Policy);

    static void Allow(CorsPolicyBuilder policy, IReadOnlyList<string> origins) => policy
        .WithOrigins([.. origins])
        .AllowAnyHeader()
        .WithMethods(HttpMethods.Get, HttpMethods.Post)
        // A tracker sets its clock by the first, asks with the second, and waits as the third says.
        .WithExposedHeaders("Date", "ETag", "Retry-After")
        .SetPreflightMaxAge(Remembered);

    static JsonHttpResult<SenderError>? Refusal(HttpContext http)
    {
        var keys = http.RequestServices.GetRequiredService<SenderOptions>().Keys;
        var given = http.Request.Headers.Authorization.ToString();
        if (keys is [] || (given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && keys.Any(key => AreSame(key, given[Scheme.Length..].Trim()))))
        {
            return null;
        }
        http.Response.Headers.WWWAuthenticate = Scheme.TrimEnd();
        var error = given.Length == 0
            ? "this server takes events only with a key: send the header \"Authorization: Bearer KEY\""
            : "the header Authorization does not hold a key of this server: send \"Bearer KEY\" with one of the keys that its operator has set";
        return TypedResults.Json(new SenderError(error), statusCode: StatusCodes.Status401Unauthorized);
    }

    sealed record SenderError(string Error);

    /// <summary>How long it takes says nothing of the key.</summary>
    static bool AreSame(string key, string given) => CryptographicOperations.FixedTimeEquals(Digest(key), Digest(given));

    static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

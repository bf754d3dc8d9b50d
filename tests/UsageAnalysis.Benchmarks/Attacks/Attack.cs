using System.Text;
using System.Text.Json;

namespace UsageAnalysis.Benchmarks.Attacks;

/// <summary>What a server answered to an attack.</summary>
/// <param name="Status">HTTP status; 101 for a WebSocket.</param>
/// <param name="Code">Code of the first error; "answered" without one.</param>
/// <param name="Bytes">Length of the answer.</param>
sealed record Outcome(int Status, string Code, int Bytes)
{
    internal static string CodeOf(JsonElement errors) => errors[0].GetProperty("extensions").GetProperty("code").GetString()!;
}

/// <summary>Something hostile that a client does.</summary>
/// <param name="Name">What it tries.</param>
/// <param name="BytesIn">How much it sends.</param>
/// <param name="SendAsync">Does it once, and waits until it is answered.</param>
sealed record Attack(string Name, int BytesIn, Func<HttpClient, CancellationToken, Task<Outcome>> SendAsync)
{
    /// <summary>Posts a body to <c>/graphql</c>.</summary>
    internal static Attack Post(string name, byte[] body) => new(name, body.Length, async (http, ct) =>
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        using var response = await http.PostAsync(new Uri("/graphql", UriKind.Relative), content, ct);
        var text = await response.Content.ReadAsByteArrayAsync(ct);
        using var answer = JsonDocument.Parse(Encoding.UTF8.GetString(text));
        var code = answer.RootElement.TryGetProperty("errors", out var errors) ? Outcome.CodeOf(errors) : "answered";
        return new Outcome((int)response.StatusCode, code, text.Length);
    });
}

using System.Text.Json;
using GraphQL;
using UsageAnalysis.GraphQL.Execution;
using UsageAnalysis.GraphQL.Guards;

namespace UsageAnalysis.GraphQL.Transport;

/// <summary>A request that cannot be read, with the status that says so.</summary>
sealed class BadTransportException(int status, string message) : Exception(message)
{
    internal int Status => status;
}

/// <summary>Reads a GraphQL-over-HTTP request (https://graphql.github.io/graphql-over-http/draft/, section 5).</summary>
static class RequestReader
{
    /// <param name="request">The request.</param>
    /// <param name="json">Reads values.</param>
    /// <param name="limits">The longest bodies.</param>
    /// <param name="isMutation">Whether a document may be sent with a long body; asked only then.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    internal static async Task<GraphQLRequest> PostAsync(HttpRequest request, AnswerWriter json, GraphQLLimits limits,
        Func<string, bool> isMutation, CancellationToken cancellationToken)
    {
        using var read = await RequestBody.ReadAsync(request, limits, isMutation, cancellationToken);
        var body = read.Bytes;
        try
        {
            using var document = JsonDocument.Parse(body);
            return FromJson(document.RootElement, json) with { BodyBytes = body.Length };
        }
        catch (JsonException fault)
        {
            throw Bad($"The body is not valid JSON (line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}).");
        }
        catch (InvalidOperationException) { throw NoText("The body"); }
    }

    internal static GraphQLRequest Get(IQueryCollection query, AnswerWriter json)
    {
        var text = (string?)query["query"];
        if (string.IsNullOrWhiteSpace(text)) throw Bad("The parameter `query` is missing.");
        return new GraphQLRequest(text, query["operationName"], Parameter("variables"), Parameter("extensions"));

        Inputs Parameter(string name)
        {
            var value = (string?)query[name];
            if (string.IsNullOrEmpty(value)) return Inputs.Empty;
            try
            {
                using var document = JsonDocument.Parse(value);
                return Map(document.RootElement, name, json);
            }
            catch (JsonException) { throw Bad($"The parameter `{name}` is not valid JSON."); }
            catch (InvalidOperationException) { throw NoText($"The parameter `{name}`"); }
        }
    }

    static GraphQLRequest FromJson(JsonElement root, AnswerWriter json)
    {
        if (root.ValueKind == JsonValueKind.Array) throw Bad("Batches are not supported; send one request at a time.");
        if (root.ValueKind != JsonValueKind.Object) throw Bad("The body must be a JSON object with `query`.");
        var query = Text("query");
        if (string.IsNullOrWhiteSpace(query)) throw Bad("The member `query` is missing.");
        return new GraphQLRequest(query, Text("operationName"), Member("variables"), Member("extensions"));

        string? Text(string name) => !root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
            : value.ValueKind == JsonValueKind.String ? value.GetString() : throw Bad($"The member `{name}` must be a string.");
        Inputs Member(string name) => root.TryGetProperty(name, out var value) ? Map(value, name, json) : Inputs.Empty;
    }

    static Inputs Map(JsonElement value, string name, AnswerWriter json) => value.ValueKind switch
    {
        JsonValueKind.Null => Inputs.Empty,
        JsonValueKind.Object => json.Json.ReadNode<Inputs>(value) ?? Inputs.Empty,
        _ => throw Bad($"`{name}` must be a JSON object."),
    };

    internal static BadTransportException TooLarge(long maxBytes, string advice = "Ask in several requests.") =>
        new(StatusCodes.Status413PayloadTooLarge, $"The body exceeds {maxBytes} bytes. {advice}");

    // JSON may spell what no text can hold; the parser tells so only when the text is taken.
    static BadTransportException NoText(string where) =>
        Bad($"{where} has a string that is no text: invalid UTF-8, or half of a surrogate pair such as \"\\ud800\".");

    static BadTransportException Bad(string message) => new(StatusCodes.Status400BadRequest, message);
}

using System.Text;
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
        using var body = await RequestBody.ReadAsync(request, limits, isMutation, cancellationToken);
        return Parse(body.Bytes, "The body", root => FromJson(root, "The body", json)) with { BodyBytes = body.Bytes.Length };
    }

    /// <summary>Reads JSON text; what is wrong with it becomes a <see cref="BadTransportException"/>.</summary>
    internal static T Parse<T>(ReadOnlyMemory<byte> text, string where, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return read(document.RootElement);
        }
        catch (JsonException fault)
        {
            throw Bad($"{where} is not valid JSON (line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}).");
        }
        catch (InvalidOperationException) { throw NoText(where); }
    }

    internal static GraphQLRequest Get(IQueryCollection query, AnswerWriter json)
    {
        var request = new GraphQLRequest(query["query"].ToString(), query["operationName"], Parameter("variables"), Parameter("extensions"),
            DocumentId: (string?)query["documentId"] ?? query["id"]);
        return NamesDocument(request) ? request : throw Bad("The parameter `query` is missing.");

        Inputs Parameter(string name)
        {
            var value = (string?)query[name];
            return string.IsNullOrEmpty(value) ? Inputs.Empty
                : Parse(Encoding.UTF8.GetBytes(value), $"The parameter `{name}`", root => Map(root, name, json));
        }
    }

    /// <param name="root">The JSON that holds the request.</param>
    /// <param name="where">What the JSON is, for errors.</param>
    /// <param name="json">Reads variables and extensions.</param>
    internal static GraphQLRequest FromJson(JsonElement root, string where, AnswerWriter json)
    {
        if (root.ValueKind == JsonValueKind.Array) throw Bad("Batches are not supported; send one request at a time.");
        if (root.ValueKind != JsonValueKind.Object) throw Bad($"{where} must be a JSON object with `query`.");
        var request = new GraphQLRequest(Text("query") ?? "", Text("operationName"), Member("variables"), Member("extensions"),
            DocumentId: Text("documentId") ?? Text("id"));
        return NamesDocument(request) ? request : throw Bad("The member `query` is missing.");

        string? Text(string name) => !root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
            : value.ValueKind == JsonValueKind.String ? value.GetString() : throw Bad($"The member `{name}` must be a string.");
        Inputs Member(string name) => root.TryGetProperty(name, out var value) ? Map(value, name, json) : Inputs.Empty;
    }

    static bool NamesDocument(GraphQLRequest request) =>
        !string.IsNullOrWhiteSpace(request.Query) || request.DocumentId is not null || request.Extensions.ContainsKey("persistedQuery");

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

using GraphQL;
using GraphQLParser.AST;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Execution;
using UsageAnalysis.GraphQL.Guards;

namespace UsageAnalysis.GraphQL.Transport;

/// <summary>POST and GET at <c>/graphql</c> by the GraphQL-over-HTTP specification; WebSockets have their own endpoint.</summary>
static class GraphQLEndpoint
{
    internal static async Task HandleAsync(HttpContext http)
    {
        var isOpen = http.RequestServices.GetRequiredService<GraphQLLimits>().Introspection;
        if (http.WebSockets.IsWebSocketRequest) await SocketEndpoint.HandleAsync(http);
        else if (isOpen && HttpMethods.IsGet(http.Request.Method) && http.Request.Query.ContainsKey("sdl"))
            await SchemaDownload.HandleAsync(http);
        else await AnswerAsync(http);
    }

    static async Task AnswerAsync(HttpContext http)
    {
        var writer = http.RequestServices.GetRequiredService<AnswerWriter>();
        var mediaType = MediaTypes.Choose(http.Request.Headers.Accept);
        try
        {
            if (mediaType is null)
                throw new BadTransportException(StatusCodes.Status406NotAcceptable,
                    $"Answers are {MediaTypes.Response}, {MediaTypes.Json} or {MediaTypes.EventStream}; `Accept` allows none of them.");
            var limits = http.RequestServices.GetRequiredService<GraphQLLimits>();
            var request = await ReadAsync(http, writer, limits) with { Cost = CostHeader(http.Request) };
            await RunAsync(http, request, limits, mediaType, writer);
        }
        catch (BadTransportException fault)
        {
            await writer.WriteAsync(http, fault.Status, mediaType == MediaTypes.Response ? mediaType : MediaTypes.Json,
                RequestExecutor.Refusal(fault.Message, ErrorCodes.InvalidRequest));
        }
        catch (RefusedException fault)
        {
            await writer.WriteAsync(http, StatusOf(fault.Result, mediaType!), mediaType == MediaTypes.Response ? mediaType : MediaTypes.Json,
                fault.Result);
        }
    }

    /// <summary>The document is refused before the rest of the request is read.</summary>
    sealed class RefusedException(ExecutionResult result) : Exception
    {
        internal ExecutionResult Result => result;
    }

    static async Task<GraphQLRequest> ReadAsync(HttpContext http, AnswerWriter writer, GraphQLLimits limits)
    {
        var request = http.Request;
        if (HttpMethods.IsGet(request.Method))
        {
            RefuseCrossSite(request);
            return RequestReader.Get(request.Query, writer);
        }
        if (!HttpMethods.IsPost(request.Method))
            throw NotAllowed(http, "GET, POST", $"{request.Method} is not supported; use POST, or GET for queries.");
        if (!MediaTypes.IsJsonUtf8(request.ContentType))
            throw new BadTransportException(StatusCodes.Status415UnsupportedMediaType,
                $"The content type {Quoted.Text(request.ContentType ?? "")} is not supported; send application/json in utf-8.");
        return await RequestReader.PostAsync(request, writer, limits, IsMutation, http.RequestAborted);

        bool IsMutation(string text)
        {
            var document = new GraphQLRequest(text, null, Inputs.Empty, Inputs.Empty);
            var (parsed, _, refused) = http.RequestServices.GetRequiredService<RequestExecutor>().Prepare(ref document);
            // A document that is refused anyway needs no variables to say so.
            return refused is not null ? throw new RefusedException(refused)
                : parsed!.Definitions.Any(d => d is GraphQLOperationDefinition { Operation: OperationType.Mutation });
        }
    }

    static async Task RunAsync(HttpContext http, GraphQLRequest request, GraphQLLimits limits, string mediaType, AnswerWriter writer)
    {
        var executor = http.RequestServices.GetRequiredService<RequestExecutor>();
        var (document, operation, refused) = executor.Prepare(ref request);
        var kind = operation?.Operation;
        if (kind == OperationType.Mutation && HttpMethods.IsGet(http.Request.Method))
            throw NotAllowed(http, "POST", "A mutation needs POST.");
        if (refused is null && kind != OperationType.Mutation && request.BodyBytes > limits.MaxBodyBytes)
            throw RequestReader.TooLarge(limits.MaxBodyBytes);
        if (kind == OperationType.Subscription && !MediaTypes.TakesEvents(http.Request.Headers.Accept))
            throw new BadTransportException(StatusCodes.Status406NotAcceptable,
                $"A subscription is answered by many results: accept {MediaTypes.EventStream}, or open a WebSocket.");
        if (mediaType == MediaTypes.EventStream || kind == OperationType.Subscription)
        {
            await EventStream.WriteAsync(http, ended => refused is not null ? AsyncEnumerable.Repeat(refused, 1)
                : executor.AnswersAsync(request, document!, operation, http.RequestServices, ended));
            return;
        }
        var result = refused ?? await executor.ExecuteAsync(request, document!, http.RequestServices, http.RequestAborted);
        await writer.WriteAsync(http, StatusOf(result, mediaType), mediaType, result, CacheControl(http, operation, result));
    }

    // What was committed when it was asked is what counts, so data is asked for again each time; only the schema rests.
    static string? CacheControl(HttpContext http, GraphQLOperationDefinition? operation, ExecutionResult result)
    {
        if (!HttpMethods.IsGet(http.Request.Method) || !result.Executed || result.Errors is { Count: > 0 }) return null;
        var isIntrospection = operation!.SelectionSet.Selections.All(s => s is GraphQLField { Name.StringValue: ['_', '_', ..] });
        return isIntrospection ? Revalidation.SomeMinutes : Revalidation.Always;
    }

    // Only the newer media type tells a refused request by its status; the older one is 200 for every well-formed request.
    static int StatusOf(ExecutionResult result, string mediaType)
    {
        // Neither executed nor refused: only priced.
        if (result.Executed || result.Errors is null) return StatusCodes.Status200OK;
        if (result.Errors?.Any(e => e.Code == ErrorCodes.Timeout) == true) return StatusCodes.Status503ServiceUnavailable;
        return mediaType == MediaTypes.Response ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
    }

    static CostReport CostHeader(HttpRequest request) => request.Headers["GraphQL-Cost"].ToString() switch
    {
        "" => CostReport.None,
        "report" => CostReport.Report,
        "validate" => CostReport.Validate,
        var other => throw new BadTransportException(StatusCodes.Status400BadRequest,
            $"The header GraphQL-Cost is {Quoted.Text(other)}; it may be 'report' or 'validate'."),
    };

    // A page of another site can make a browser send a GET without asking first; a header of its own it cannot.
    static void RefuseCrossSite(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] == "cross-site" && !request.Headers.ContainsKey("GraphQL-Require-Preflight"))
            throw new BadTransportException(StatusCodes.Status403Forbidden,
                "A GET from another site needs the header GraphQL-Require-Preflight.");
    }

    static BadTransportException NotAllowed(HttpContext http, string allowed, string message)
    {
        http.Response.Headers.Allow = allowed;
        return new BadTransportException(StatusCodes.Status405MethodNotAllowed, message);
    }
}

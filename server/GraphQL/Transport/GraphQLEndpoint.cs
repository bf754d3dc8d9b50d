using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Execution;
using UsageAnalysis.GraphQL.Guards;
using UsageAnalysis.GraphQL.Schema;

namespace UsageAnalysis.GraphQL.Transport;

/// <summary>POST and GET at <c>/graphql</c> by the GraphQL-over-HTTP specification.</summary>
static class GraphQLEndpoint
{
    internal static async Task HandleAsync(HttpContext http)
    {
        var isOpen = http.RequestServices.GetRequiredService<GraphQLLimits>().Introspection;
        if (isOpen && HttpMethods.IsGet(http.Request.Method) && http.Request.Query.ContainsKey("sdl"))
        {
            await DownloadSchemaAsync(http);
            return;
        }
        var writer = http.RequestServices.GetRequiredService<AnswerWriter>();
        var mediaType = MediaTypes.Choose(http.Request.Headers.Accept);
        var (status, result) = mediaType is null
            ? (StatusCodes.Status406NotAcceptable,
                Refusal($"Answers are {MediaTypes.Response} or {MediaTypes.Json}; `Accept` allows neither."))
            : await AnswerAsync(http, writer, mediaType);
        await writer.WriteAsync(http.Response, status, mediaType ?? MediaTypes.Json, result, http.RequestAborted);
    }

    internal static async Task DownloadSchemaAsync(HttpContext http)
    {
        http.Response.ContentType = "application/graphql; charset=utf-8";
        http.Response.Headers.ContentDisposition = "attachment; filename=schema.graphql";
        await http.Response.WriteAsync(SchemaText.Print(http.RequestServices.GetRequiredService<ISchema>()), http.RequestAborted);
    }

    static async Task<(int Status, ExecutionResult Result)> AnswerAsync(HttpContext http, AnswerWriter writer, string mediaType)
    {
        try
        {
            var limits = http.RequestServices.GetRequiredService<GraphQLLimits>();
            var request = await ReadAsync(http, writer, limits) with { Cost = CostHeader(http.Request) };
            return await RunAsync(http, request, limits, mediaType);
        }
        catch (BadTransportException fault) { return (fault.Status, Refusal(fault.Message)); }
        catch (RefusedException fault) { return (StatusOf(fault.Result, mediaType), fault.Result); }
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
            var (document, _, refused) = http.RequestServices.GetRequiredService<RequestExecutor>()
                .Prepare(new GraphQLRequest(text, null, Inputs.Empty, Inputs.Empty));
            // A document that is refused anyway needs no variables to say so.
            return refused is not null ? throw new RefusedException(refused)
                : document!.Definitions.Any(d => d is GraphQLOperationDefinition { Operation: OperationType.Mutation });
        }
    }

    static async Task<(int Status, ExecutionResult Result)> RunAsync(HttpContext http, GraphQLRequest request, GraphQLLimits limits,
        string mediaType)
    {
        var executor = http.RequestServices.GetRequiredService<RequestExecutor>();
        var (document, operation, refused) = executor.Prepare(request);
        if (refused is not null) return (StatusOf(refused, mediaType), refused);
        var isMutation = operation?.Operation == OperationType.Mutation;
        if (isMutation && HttpMethods.IsGet(http.Request.Method)) throw NotAllowed(http, "POST", "A mutation needs POST.");
        if (!isMutation && request.BodyBytes > limits.MaxBodyBytes) throw RequestReader.TooLarge(limits.MaxBodyBytes);
        var result = await executor.ExecuteAsync(request, document!, http.RequestServices, http.RequestAborted);
        return (StatusOf(result, mediaType), result);
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

    static ExecutionResult Refusal(string message) => RequestExecutor.Refusal(message, ErrorCodes.InvalidRequest);
}

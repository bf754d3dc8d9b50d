using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Guards;

namespace UsageAnalysis.GraphQL.Execution;

/// <summary>Runs a request: guard, parse, validate, execute; the same for every transport.</summary>
sealed partial class RequestExecutor(
    ISchema schema, GraphQLLimits limits, PriceList prices, DocumentCache cache, ILogger<RequestExecutor> logger)
{
    readonly DocumentExecuter engine = new(new GraphQLDocumentBuilder(), new BoundedValidator());
    readonly IValidationRule stop = BoundedValidator.StopAfter(limits.MaxErrors);

    /// <summary>The document's operation that would run, or the reason why none can.</summary>
    internal (GraphQLDocument? Document, GraphQLOperationDefinition? Operation, ExecutionResult? Refused) Prepare(GraphQLRequest request)
    {
        try
        {
            var document = cache.Find(request.Query) ?? DocumentGuard.Parse(request.Query, limits);
            var operations = document.Definitions.OfType<GraphQLOperationDefinition>();
            var operation = string.IsNullOrEmpty(request.OperationName)
                ? operations.FirstOrDefault()
                : operations.FirstOrDefault(o => o.Name?.Value == request.OperationName);
            VariableGuard.Check(request, operation, limits);
            return (document, operation, null);
        }
        catch (GraphQLSyntaxErrorException fault) { return (null, null, new ExecutionResult(new SyntaxError(fault))); }
        catch (GraphQLMaxDepthExceededException)
        {
            return (null, null, Refusal($"The document is nested deeper than {limits.MaxDepth} levels.", ErrorCodes.DocumentTooLarge));
        }
        catch (GraphQLRequestException fault) { return (null, null, Refusal(fault.Message, fault.Code)); }
    }

    internal async Task<ExecutionResult> ExecuteAsync(
        GraphQLRequest request, GraphQLDocument document, IServiceProvider services, CancellationToken cancellationToken)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer.CancelAfter(limits.Timeout);
        var isKnown = cache.Find(request.Query) is not null;
        var options = Options(request, document, services, timer.Token);
        var cost = new CostRule(prices, limits, request.Cost);
        options.ValidationRules = isKnown ? [cost] : [.. DocumentValidator.CoreRules, cost, stop];
        try
        {
            var result = await engine.ExecuteAsync(options);
            if (result.Executed && !isKnown) cache.Add(request.Query, document);
            cost.Tell(result);
            Trim(result);
            return result;
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Refusal($"The request ran longer than {limits.Timeout.TotalSeconds:0} s and was stopped. Ask for less at once.",
                ErrorCodes.Timeout);
        }
    }

    internal static ExecutionResult Refusal(string message, string code) => new(new ExecutionError(message) { Code = code });

    ExecutionOptions Options(GraphQLRequest request, GraphQLDocument document, IServiceProvider services,
        CancellationToken cancellationToken) => new()
    {
        Schema = schema,
        Document = document,
        Query = request.Query,
        OperationName = request.OperationName,
        Variables = request.Variables,
        Extensions = request.Extensions,
        RequestServices = services,
        MaxParallelExecutionCount = limits.MaxParallelResolvers,
        CancellationToken = cancellationToken,
        UnhandledExceptionDelegate = Report,
    };

    Task Report(UnhandledExceptionContext context)
    {
        var id = Guid.NewGuid().ToString("N")[..12];
        context.OriginalException.Data[ErrorInfo.ErrorId] = id;
        context.ErrorMessage = "Unexpected Execution Error";
        Failed(logger, id, context.FieldContext is { } field ? string.Join('.', field.Path) : "", context.OriginalException);
        return Task.CompletedTask;
    }

    void Trim(ExecutionResult result)
    {
        if (result.Errors is not { } errors || errors.Count <= limits.MaxErrors) return;
        var kept = new ExecutionErrors();
        foreach (var error in errors.Take(limits.MaxErrors - 1)) kept.Add(error);
        kept.Add(new ExecutionError($"{errors.Count - kept.Count} more errors were left out.") { Code = ErrorCodes.MoreErrors });
        result.Errors = kept;
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "GraphQL error {ErrorId} at {Path}")]
    static partial void Failed(ILogger logger, string errorId, string path, Exception exception);
}

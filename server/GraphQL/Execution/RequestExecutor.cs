using System.Runtime.CompilerServices;
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
sealed partial class RequestExecutor(ISchema schema, GraphQLLimits limits, DocumentCache cache, PersistedDocuments persisted,
    ILogger<RequestExecutor> logger)
{
    const string Unexpected = "Unexpected Execution Error";
    readonly DocumentExecuter engine = new(new GraphQLDocumentBuilder(), new DocumentValidator(), new StrategySelector(), []);

    /// <summary>
    /// The document's operation that would run, or the reason why none can. The request gains the text of its persisted document.
    /// </summary>
    internal (GraphQLDocument? Document, GraphQLOperationDefinition? Operation, ExecutionResult? Refused) Prepare(
        ref GraphQLRequest request)
    {
        try
        {
            request = persisted.Resolve(request);
            var document = cache.Find(request.Query) ?? DocumentGuard.Parse(request.Query, limits);
            var operations = document.Definitions.OfType<GraphQLOperationDefinition>();
            var name = request.OperationName;
            var operation = string.IsNullOrEmpty(name)
                ? operations.FirstOrDefault()
                : operations.FirstOrDefault(o => o.Name?.Value == name);
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

    /// <summary>
    /// Every answer of an operation: one of a query or mutation, one for each item of a subscription. The next item is asked for when the
    /// caller asks for the next answer. An answer that was not executed is a refusal, or the error that ended the subscription.
    /// </summary>
    internal async IAsyncEnumerable<ExecutionResult> AnswersAsync(GraphQLRequest request, GraphQLDocument document,
        GraphQLOperationDefinition? operation, IServiceProvider services, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        await using var scope = scopes.CreateAsyncScope();
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = await ExecuteAsync(request, document, scope.ServiceProvider, timer, cancellationToken);
        if (first is not SourceStreamResult opened)
        {
            // The engine calls a subscription executed that it could not open.
            first.Executed &= operation?.Operation != OperationType.Subscription;
            yield return first;
            yield break;
        }
        timer.CancelAfter(Timeout.InfiniteTimeSpan);
        await using var items = opened.Source.GetAsyncEnumerator(timer.Token);
        while (true)
        {
            ExecutionResult? end = null;
            try
            {
                if (!await items.MoveNextAsync()) yield break;
            }
            catch (Exception fault)
            {
                cancellationToken.ThrowIfCancellationRequested();
                end = Ended(fault);
            }
            if (end is not null)
            {
                yield return end;
                yield break;
            }
            await using var own = scopes.CreateAsyncScope();
            using var ownTimer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var answer = await ExecuteAsync(
                request, document, own.ServiceProvider, ownTimer, cancellationToken, new StreamItem(items.Current));
            // An item that took too long is one answer with an error; the stream goes on.
            answer.Executed = true;
            yield return answer;
        }
    }

    /// <summary>The only answer of a query or mutation.</summary>
    internal async Task<ExecutionResult> ExecuteAsync(
        GraphQLRequest request, GraphQLDocument document, IServiceProvider services, CancellationToken cancellationToken)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        return await ExecuteAsync(request, document, services, timer, cancellationToken);
    }

    async Task<ExecutionResult> ExecuteAsync(GraphQLRequest request, GraphQLDocument document, IServiceProvider services,
        CancellationTokenSource timer, CancellationToken cancellationToken, StreamItem? item = null)
    {
        timer.CancelAfter(limits.Timeout);
        var isKnown = item is not null || cache.Find(request.Query) is not null;
        var options = Options(request, document, services, timer.Token);
        options.Root = item;
        if (isKnown) options.ValidationRules = [];
        try
        {
            var result = await engine.ExecuteAsync(options);
            if (result.Executed && !isKnown) cache.Add(request.Query, document);
            persisted.Store(request, result);
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

    ExecutionResult Ended(Exception fault)
    {
        if (fault is GraphQLRequestException requested) return Refusal(requested.Message, requested.Code);
        Report(fault, "the source stream");
        return new ExecutionResult(new UnhandledError(Unexpected, fault));
    }

    Task Report(UnhandledExceptionContext context)
    {
        context.ErrorMessage = Unexpected;
        Report(context.OriginalException, context.FieldContext is { } field ? string.Join('.', field.Path) : "");
        return Task.CompletedTask;
    }

    void Report(Exception fault, string where)
    {
        var id = Guid.NewGuid().ToString("N")[..12];
        fault.Data[ErrorInfo.ErrorId] = id;
        Failed(logger, id, where, fault);
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

using GraphQL;
using GraphQL.Execution;
using GraphQL.Resolvers;
using GraphQLParser.AST;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Schema;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace UsageAnalysis.GraphQL.Execution;

/// <summary>One item of a source stream: the root value of the run that answers it.</summary>
sealed record StreamItem(object? Value);

/// <summary>An opened subscription (https://spec.graphql.org/draft/#sec-Source-Stream); never written to a client.</summary>
sealed class SourceStreamResult : ExecutionResult
{
    internal required IAsyncEnumerable<object?> Source { get; init; }
}

/// <summary>
/// Opens the stream behind a subscription field. Pulled item by item: the engine's own push streams have no back-pressure.
/// </summary>
sealed class SourceStreamResolver(MethodResolver method) : ISourceStreamResolver
{
    internal async ValueTask<IAsyncEnumerable<object?>> OpenAsync(IResolveFieldContext context) =>
        (IAsyncEnumerable<object?>)(await method.InvokeAsync(context, null))!;

    ValueTask<IObservable<object?>> ISourceStreamResolver.ResolveAsync(IResolveFieldContext context) =>
        throw new NotSupportedException("Source streams are pulled; SourceStreamStrategy opens them.");
}

/// <summary>CreateSourceEventStream: resolves the only root field's stream and nothing below it.</summary>
sealed class SourceStreamStrategy : ExecutionStrategy
{
    public override async Task<ExecutionResult> ExecuteAsync(ExecutionContext context)
    {
        var root = BuildExecutionRootNode(context, GetOperationRootType(context));
        if (root.SubFields is not [{ FieldDefinition.StreamResolver: SourceStreamResolver resolver } node])
            throw new ExecutionError("A subscription selects exactly one field of `Subscription`.") { Code = ErrorCodes.InvalidRequest };
        return new SourceStreamResult
        {
            Executed = true,
            Source = await resolver.OpenAsync(new ReadonlyResolveFieldContext(node, context)),
        };
    }

    public override Task ExecuteNodeTreeAsync(ExecutionContext context, ExecutionNode rootNode) =>
        throw new NotSupportedException("The items of a stream are runs of their own.");
}

/// <summary>Queries and the items of subscriptions run in parallel, mutations serially; a subscription without an item is opened.</summary>
sealed class StrategySelector : IExecutionStrategySelector
{
    static readonly ParallelExecutionStrategy Parallel = new();
    static readonly SerialExecutionStrategy Serial = new();
    static readonly SourceStreamStrategy Open = new();

    IExecutionStrategy IExecutionStrategySelector.Select(ExecutionContext context) => context.Operation.Operation switch
    {
        OperationType.Mutation => Serial,
        OperationType.Subscription when context.RootValue is not StreamItem => Open,
        _ => Parallel,
    };
}

using System.Reflection;
using GraphQL;
using GraphQL.Resolvers;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Execution;
using UsageAnalysis.GraphQL.Filters;
using UsageAnalysis.GraphQL.Loading;

namespace UsageAnalysis.GraphQL.Schema;

/// <summary>
/// Calls a static resolver method. A method that takes services runs in a DI scope of its own; a stream outlives the call and takes
/// those of its subscription.
/// </summary>
sealed class MethodResolver : IFieldResolver
{
    delegate object? Binder(IResolveFieldContext context, IServiceProvider services, object? key);

    readonly MethodInvoker method;
    readonly Binder[] binders;
    readonly bool scoped;
    readonly Func<object, ValueTask<object?>>? unwrap;

    /// <param name="method">The method.</param>
    /// <param name="filters">Compiles arguments of type <see cref="Where{T}"/>.</param>
    /// <param name="key">The parameter of a node resolver that receives the key inside the id.</param>
    internal MethodResolver(MethodInfo method, FilterCompiler filters, ParameterInfo? key = null)
    {
        this.method = MethodInvoker.Create(method);
        binders = [.. method.GetParameters().Select(p => p == key ? (_, _, given) => given : Bind(p, filters))];
        IsStream = Generic(method.ReturnType) == typeof(IAsyncEnumerable<>);
        scoped = !IsStream && method.GetParameters().Any(p => p.IsDefined(typeof(ServiceAttribute)) && !IsLoader(p));
        unwrap = Unwrap(method.ReturnType);
    }

    /// <summary>True when the method returns the source stream of a subscription.</summary>
    internal bool IsStream { get; }

    /// <summary>True for a parameter that the caller fills.</summary>
    internal static bool IsArgument(ParameterInfo parameter) => parameter.ParameterType != typeof(CancellationToken)
        && parameter.ParameterType != typeof(Selection)
        && !parameter.IsDefined(typeof(ParentAttribute)) && !parameter.IsDefined(typeof(ServiceAttribute));

    public ValueTask<object?> ResolveAsync(IResolveFieldContext context) => InvokeAsync(context, null);

    /// <summary>Calls the method.</summary>
    /// <param name="context">The field that is resolved.</param>
    /// <param name="key">A node's key instead of an argument.</param>
    /// <param name="finish">What becomes of the method's result while its scope still lives.</param>
    internal async ValueTask<object?> InvokeAsync(IResolveFieldContext context, object? key, Func<object?, Task<object?>>? finish = null)
    {
        try
        {
            if (!scoped) return await RunAsync(context, context.RequestServices!, key, finish);
            return await context.RequestServices!.GetRequiredService<RequestLoaders>().InTurnAsync(
                services => RunAsync(context, services, key, finish), context.CancellationToken);
        }
        catch (GraphQLRequestException fault)
        {
            throw ErrorInfo.Of(fault);
        }
    }

    async Task<object?> RunAsync(
        IResolveFieldContext context, IServiceProvider services, object? key, Func<object?, Task<object?>>? finish)
    {
        var arguments = new object?[binders.Length];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = binders[i](context, services, key);
        var result = method.Invoke(null, arguments.AsSpan());
        if (unwrap is not null && result is not null) result = await unwrap(result);
        return finish is null ? result : await finish(result);
    }

    static Binder Bind(ParameterInfo parameter, FilterCompiler filters)
    {
        var type = parameter.ParameterType;
        if (type == typeof(CancellationToken)) return (context, _, _) => context.CancellationToken;
        if (type == typeof(Selection)) return (context, _, _) => Selection.Of(context);
        if (parameter.IsDefined(typeof(ParentAttribute))) return (context, _, _) => context.Source;
        if (IsLoader(parameter)) return (context, _, _) => context.RequestServices!.GetRequiredService<RequestLoaders>().Get(type);
        if (parameter.IsDefined(typeof(ServiceAttribute))) return (_, services, _) => services.GetRequiredService(type);
        var name = Naming.Argument(parameter);
        if (InputTypes.FilteredBy(type) is { } entity)
        {
            var compile = typeof(FilterCompiler).GetMethod(nameof(FilterCompiler.Argument), BindingFlags.Instance | BindingFlags.NonPublic)!
                .MakeGenericMethod(entity).CreateDelegate<Func<IDictionary<string, object?>?, object?>>(filters);
            return (context, _, _) => compile(
                context.Arguments is { } all && all.TryGetValue(name, out var where) ? where.Value as IDictionary<string, object?> : null);
        }
        var missing = parameter.HasDefaultValue ? parameter.DefaultValue : null;
        return (context, _, _) => context.Arguments is not null && context.Arguments.TryGetValue(name, out var given)
            ? InputValue.ToClr(given.Value, type)
            : missing;
    }

    static bool IsLoader(ParameterInfo parameter) => parameter.ParameterType.IsSubclassOf(typeof(BatchLoader));

    static Func<object, ValueTask<object?>>? Unwrap(Type type)
    {
        if (type == typeof(void) || type == typeof(Task) || type == typeof(ValueTask))
            throw new InvalidOperationException("A resolver must return a value.");
        var definition = Generic(type);
        var name = definition == typeof(Task<>) ? nameof(OfTask) : definition == typeof(ValueTask<>) ? nameof(OfValueTask)
            : definition == typeof(IAsyncEnumerable<>) ? nameof(OfStream) : null;
        return name is null ? null : typeof(MethodResolver).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type.GenericTypeArguments).CreateDelegate<Func<object, ValueTask<object?>>>();
    }

    static Type? Generic(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : null;

    static async ValueTask<object?> OfTask<T>(object task) => await (Task<T>)task;

    static async ValueTask<object?> OfValueTask<T>(object task) => await (ValueTask<T>)task;

    static ValueTask<object?> OfStream<T>(object stream) =>
        new(stream as IAsyncEnumerable<object?> ?? ((IAsyncEnumerable<T>)stream).Select(item => (object?)item));
}

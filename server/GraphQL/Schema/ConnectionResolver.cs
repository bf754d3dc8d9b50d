using GraphQL;
using GraphQL.Resolvers;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Execution;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.GraphQL.Schema;

/// <summary>
/// Resolves a connection field. Below a list, the objects of a level gather, and one statement brings the pages of all of them.
/// </summary>
sealed class ConnectionResolver(MethodResolver method, ConnectionReader reader, bool gathers) : IFieldResolver
{
    public async ValueTask<object?> ResolveAsync(IResolveFieldContext context)
    {
        try
        {
            if (gathers) return Gather(context);
            var question = reader.Question(context);
            return await method.InvokeAsync(context, null, async rows => await question.PageAsync(rows!, context.CancellationToken));
        }
        catch (GraphQLRequestException fault)
        {
            throw ErrorInfo.Of(fault);
        }
    }

    Loaded<Connection> Gather(IResolveFieldContext context)
    {
        var request = context.RequestServices!.GetRequiredService<RequestLoaders>();
        var path = string.Join('/', context.ResponsePath.OfType<string>());
        var group = (context.Source as IGrouped)?.Group;
        return request
            .GetOrAdd((this, context.ParentType, path, group), () => new Level(method, reader.Question(context), context.Copy()))
            .Add(context.Source!);
    }

    /// <summary>The objects at one place of a document; those that are there when the first page is asked for are read together.</summary>
    sealed class Level(MethodResolver method, ConnectionQuestion question, IResolveFieldContext context)
    {
        readonly Lock gate = new();
        List<object> waiting = [];
        Lazy<Task<Func<object, Connection>>>? open;

        internal Loaded<Connection> Add(object source)
        {
            lock (gate)
            {
                waiting.Add(source);
                var batch = open ??= new(ReadAsync);
                return new Loaded<Connection>(async _ => (await batch.Value)(source));
            }
        }

        async Task<Func<object, Connection>> ReadAsync()
        {
            List<object> sources;
            lock (gate) (sources, waiting, open) = (waiting, [], null);
            var pages = await method.InvokeAsync(context, null,
                async rows => await question.PagesAsync(rows!, sources, context.CancellationToken));
            return (Func<object, Connection>)pages!;
        }
    }
}

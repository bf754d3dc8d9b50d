using System.Reflection;
using System.Runtime.CompilerServices;
using GraphQL;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection.Extensions;
using UsageAnalysis.GraphQL.Execution;
using UsageAnalysis.GraphQL.Guards;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.GraphQL.Schema;
using UsageAnalysis.GraphQL.Transport;

[assembly: InternalsVisibleTo("UsageAnalysis.Tests")]

namespace UsageAnalysis.GraphQL;

/// <summary>Registers and maps the graph.</summary>
public static class GraphQLRoom
{
    /// <summary>Finds the types of an assembly and registers the graph. The schema is built when the endpoints are mapped.</summary>
    public static IServiceCollection AddGraphQLRoom(this IServiceCollection services, Assembly assembly,
        Action<GraphQLRoomOptions>? configure = null) =>
        services.AddGraphQLRoom(assembly.GetTypes(), configure);

    /// <summary>Registers the graph that the given types make.</summary>
    internal static IServiceCollection AddGraphQLRoom(
        this IServiceCollection services, IReadOnlyCollection<Type> types, Action<GraphQLRoomOptions>? configure = null)
    {
        var options = new GraphQLRoomOptions();
        configure?.Invoke(options);
        services.AddSingleton(options);
        services.AddSingleton(options.Limits);
        services.AddSingleton(_ => SchemaFactory.Create(types, options.Limits));
        services.AddSingleton(provider => new PriceList(provider.GetRequiredService<ISchema>()));
        services.AddSingleton(_ => new DocumentCache(options.Limits));
        services.AddSingleton<PersistedDocuments>();
        services.AddSingleton<RequestExecutor>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<AnswerWriter>();
        services.AddSingleton<SchemaDownload>();
        services.AddScoped<RequestLoaders>();
        return services;
    }

    /// <summary>Serves <c>/graphql</c>, the schema and the IDE. Fails at once when the schema contradicts itself.</summary>
    public static IEndpointRouteBuilder MapGraphQLRoom(this IEndpointRouteBuilder app)
    {
        _ = app.ServiceProvider.GetRequiredService<PriceList>();
        var options = app.ServiceProvider.GetRequiredService<GraphQLRoomOptions>();
        var graph = app.CreateApplicationBuilder();
        graph.UseWebSockets();
        graph.Run(GraphQLEndpoint.HandleAsync);
        app.Map("/graphql", graph.Build());
        if (options.Limits.Introspection) app.MapGet("/graphql/schema.graphql", SchemaDownload.HandleAsync);
        if (options.Ide) IdeFiles.Map(app);
        return app;
    }

    /// <summary>Runs the first operation of the document that the IDE shows, for nobody: what compiles on first use is compiled then.</summary>
    public static async Task WarmUpAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var request = new GraphQLRequest(services.GetRequiredService<GraphQLRoomOptions>().IdeDocument, null, Inputs.Empty, Inputs.Empty);
        var executor = services.GetRequiredService<RequestExecutor>();
        var (document, operation, refused) = executor.Prepare(ref request);
        if (refused is not null) return;
        request = request with { OperationName = operation?.Name?.StringValue };
        await using var scope = services.CreateAsyncScope();
        var answer = await executor.ExecuteAsync(request, document!, scope.ServiceProvider, cancellationToken);
        await services.GetRequiredService<AnswerWriter>().Json.WriteAsync(Stream.Null, answer, cancellationToken);
    }

    /// <summary>The schema as text, types sorted by name; the same for the same code.</summary>
    public static string PrintSchema(IServiceProvider services) => SchemaText.Print(services.GetRequiredService<ISchema>());
}

using Microsoft.EntityFrameworkCore;
using Npgsql;
using UsageAnalysis.Data;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.GraphQL;
using UsageAnalysis.Ingest;
using UsageAnalysis.Ingest.Otlp;
using UsageAnalysis.Ingest.Policy;
using UsageAnalysis.Insights;

namespace UsageAnalysis.Commands.Serve;

/// <summary>The web server, put together: what each room adds and maps.</summary>
public static class UsageServer
{
    /// <summary>Builds a server on a migrated database.</summary>
    /// <param name="connectionString">Of the database. Questions and events go through pools of their own, which the server closes.</param>
    /// <param name="urls">Addresses to listen on, separated by semicolons.</param>
    /// <param name="time">Says when now is.</param>
    /// <param name="statementTimeout">How long one statement of a question may run. Default 20 s.</param>
    /// <param name="settings">Settings that go before those of files and environment, by key.</param>
    /// <exception cref="CommandFailedException">Kestrel is configured to listen where other machines reach it, or a setting cannot be used.</exception>
    public static WebApplication Build(string connectionString, string urls, TimeProvider time, TimeSpan? statementTimeout = null,
        IReadOnlyDictionary<string, string?>? settings = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseUrls(urls);
        ListenAddresses.RequireConfigured(builder);
        builder.Configuration["AllowedHosts"] = "localhost;127.0.0.1;[::1]";
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        var started = false;
        ListenAddresses.TellFailureOnce(builder.Logging, () => started);

        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(connectionString));
        builder.Services.AddSingleton(_ => new ReadingDataSource(connectionString, statementTimeout));
        builder.Services.AddDbContextPool<UsageDbContext>((services, options) =>
            options.UseNpgsql(services.GetRequiredService<ReadingDataSource>().DataSource));
        builder.Services.AddIngest();
        builder.Services.AddSenderAccess(SenderSettings.Read(builder.Configuration));
        builder.Services.AddEventFeed(connectionString);
        builder.Services.AddRetention(RetentionSettings.Read(builder.Configuration));
        builder.Services.AddGraph(builder.Configuration);
        builder.Services.AddApp();
        builder.Services.AddHostedService<WarmUp>();

        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => started = true);
        app.UseSecurityHeaders();
        app.UseCors();
        app.MapHealth();
        app.MapEvents().ForSenders();
        app.MapOtlpLogs().ForSenders();
        app.MapLoggingPolicy().ForPages();
        app.MapGraphQLRoom();
        app.UseApp();
        return app;
    }

    /// <summary>Adds the graph: its schema, and what its resolvers ask.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">
    /// Its section <c>GraphQL</c> sets limits and switches, for example <c>GraphQL__Limits__Introspection=false</c> or
    /// <c>GraphQL__Ide=false</c>; its section <c>Cache</c> the answer cache.
    /// </param>
    /// <exception cref="CommandFailedException">A section holds a value of the wrong type.</exception>
    internal static IServiceCollection AddGraph(this IServiceCollection services, IConfiguration? configuration = null)
    {
        services.AddAnswerCache(configuration);
        services.AddSingleton<ScopeNames>();
        services.AddScoped<ScopeResolver>();
        services.AddSingleton<UserClusters>();
        return services.AddGraphQLRoom(typeof(UsageServer).Assembly, room =>
        {
            room.IdePath = ServedFiles.Find("ide", "NpmDirectory", "@chillicream/bananacakepop-graphql-ide");
            room.IdeTitle = "UsageAnalysis";
            room.IdeDocument = Examples();
            if (configuration is not null) room.Apply(configuration);
        });
    }

    static string Examples()
    {
        using var reader = new StreamReader(typeof(UsageServer).Assembly.GetManifestResourceStream("UsageAnalysis.Commands.Serve.Examples.graphql")!);
        return reader.ReadToEnd();
    }
}

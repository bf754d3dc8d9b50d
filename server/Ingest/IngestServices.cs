using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using UsageAnalysis.Ingest.Policy;
using UsageAnalysis.Ingest.Retention;

namespace UsageAnalysis.Ingest;

/// <summary>What the write path needs from the host.</summary>
public static class IngestServices
{
    /// <summary>
    /// Adds the intake, the inbox and the writers of this process. They want an <see cref="NpgsqlDataSource"/> that the host registers.
    /// </summary>
    public static IServiceCollection AddIngest(this IServiceCollection services, IngestOptions? options = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        options ??= new IngestOptions();
        services.AddSingleton(options);
        services.AddSingleton<ReadingBudget>();
        for (var i = 0; i < options.Writers; i++)
        {
            services.AddSingleton(provider => new EventWriter(
                provider.GetRequiredService<NpgsqlDataSource>(), options, provider.GetRequiredService<ILogger<EventWriter>>()));
        }
        services.AddSingleton<EventInbox>();
        services.AddSingleton<LoggingPolicies>();
        services.AddSingleton<EventIntake>();
        services.AddHostedService(provider => provider.GetRequiredService<EventInbox>());
        return services;
    }

    /// <summary>Adds what drops events by age, at start-up and once a day.</summary>
    public static IServiceCollection AddRetention(this IServiceCollection services, RetentionOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<EventRetention>();
        return services.AddHostedService<RetentionService>();
    }

    /// <summary>Adds the feed of what any server on this database stores.</summary>
    public static IServiceCollection AddEventFeed(this IServiceCollection services, string connectionString) =>
        services.AddSingleton(provider => new EventFeed(
            connectionString, provider.GetRequiredService<IngestOptions>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<EventFeed>>()));
}

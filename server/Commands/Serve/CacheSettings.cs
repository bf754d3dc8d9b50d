using UsageAnalysis.Data;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Commands.Serve;

/// <summary>
/// The answer cache: what an operator may set about it (the section <c>Cache</c> of the configuration), and who passes it by: requests with
/// the header <c>Cache-Control: no-cache</c> or <c>no-store</c>; over a WebSocket, the one that opened it.
/// </summary>
static class CacheSettings
{
    const string Section = "Cache";

    /// <summary>Adds the reader of usage, with the cache or without.</summary>
    /// <exception cref="CommandFailedException">A name is unknown, or a value makes no sense.</exception>
    public static IServiceCollection AddAnswerCache(this IServiceCollection services, IConfiguration? configuration)
    {
        var options = Read(configuration);
        services.AddHttpContextAccessor();
        services.AddSingleton(_ => new AnswerCache(options));
        // One for each request, because it looks at the versions of the data but once.
        return services.AddScoped(provider => new UsageReader(
            provider.GetRequiredService<ReadingDataSource>(),
            options.MaxBytes == 0 || PassesBy(provider) ? null : provider.GetRequiredService<AnswerCache>(),
            provider.GetRequiredService<TimeProvider>()));
    }

    static bool PassesBy(IServiceProvider provider) =>
        provider.GetRequiredService<IHttpContextAccessor>().HttpContext?.Request.GetTypedHeaders().CacheControl
            is { NoCache: true } or { NoStore: true };

    static AnswerCacheOptions Read(IConfiguration? configuration)
    {
        var options = new AnswerCacheOptions();
        try
        {
            configuration?.GetSection(Section).Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException error)
        {
            throw Refused(error.Message, error);
        }
        return options.MaxBytes >= 0 ? options
            : throw Refused($"{nameof(options.MaxBytes)} is {options.MaxBytes}, but must be 0 or more; 0 turns the cache off.");
    }

    static CommandFailedException Refused(string what, Exception? cause = null) =>
        new(ExitCode.BadInput, $"The settings {Section}__… cannot be used: {what}", cause);
}

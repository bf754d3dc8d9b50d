using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;

namespace UsageAnalysis.Tests.Ingest.Otlp;

/// <summary>The application of the README that logs its audits and runs through ILogger; tests run it as it stands there.</summary>
static class LoggingApp
{
    public static WebApplication Build(WebApplicationBuilder builder, Uri usage)
    {
        builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("Chem"))
            .WithLogging(logging => logging.AddOtlpExporter(otlp =>
                (otlp.Endpoint, otlp.Protocol) = (new Uri(usage, "/v1/logs"), OtlpExportProtocol.HttpProtobuf)),
                options => options.IncludeScopes = true);
        builder.Logging.AddFilter<OpenTelemetryLoggerProvider>((category, level) => category == "Usage" || level >= LogLevel.Error);

        var app = builder.Build();
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Usage");
        app.Use(async (http, next) =>
        {
            using (log.BeginScope(new Dictionary<string, object?>
            {
                ["enduser.id"] = http.User.Identity?.Name ?? http.Request.Headers["X-User"].ToString(),
                ["session.id"] = http.Request.Headers["X-Session"].ToString(),
                ["usage.action"] = http.Request.Headers["X-Usage-Action"].ToString(),
            }))
            {
                await next(http);
            }
        });
        app.MapPut("/queries/{id}", (string id) =>
            log.Audit("query-edited", $"Query {id} edited", ("usage.entity.type", "query"), ("usage.entity.id", id)));
        app.MapGet("/fingerprints", (string smiles) =>
            log.RunAsync("fingerprints", new() { ["smiles"] = smiles }, () => Task.FromResult(smiles.Length > 0
                ? 8 * smiles.Length : throw new ArgumentException("A molecule has atoms"))));
        return app;
    }

    public static void Audit(this ILogger log, string type, string text, params (string Name, object? Value)[] attributes)
    {
        var state = Attributes("audit", attributes);
        log.Log(LogLevel.Information, new EventId(0, type), state, null, (_, _) => text);
    }

    static async Task<T> RunAsync<T>(this ILogger log, string function, Dictionary<string, object?> inputs, Func<Task<T>> run)
    {
        var start = Stopwatch.GetTimestamp();
        void Log(Exception? failure, params (string, object?)[] more)
        {
            var state = Attributes("function", [("code.function.name", function), .. more,
                .. inputs.Select(i => ("usage.input." + i.Key, i.Value)),
                ("usage.duration_ms", Stopwatch.GetElapsedTime(start).TotalMilliseconds)]);
            log.Log(failure is null ? LogLevel.Information : LogLevel.Error, new EventId(0, "run"), state, failure, (_, _) => function);
        }
        try
        {
            var result = await run();
            Log(null, ("usage.output.result", result));
            return result;
        }
        catch (Exception failure)
        {
            Log(failure);
            throw;
        }
    }

    static KeyValuePair<string, object?>[] Attributes(string source, IEnumerable<(string Name, object? Value)> attributes) =>
        [new("usage.source", source), .. attributes.Select(a => KeyValuePair.Create(a.Name, a.Value))];
}

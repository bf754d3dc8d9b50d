using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;

// As plain as a reader would write it.
#pragma warning disable CA1727, CA1848, CA1873

namespace UsageAnalysis.Tests.Ingest.Otlp;

/// <summary>The application of the README that logs its audits and runs through ILogger; tests run it as it stands there.</summary>
static class LoggingApp
{
    public static WebApplication Build(WebApplicationBuilder builder, Uri usage)
    {
        builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("Chem")).WithLogging(
            logs => logs.AddOtlpExporter(to => (to.Endpoint, to.Protocol) = (new Uri(usage, "/v1/logs"), OtlpExportProtocol.HttpProtobuf)),
            options => (options.IncludeScopes, options.IncludeFormattedMessage) = (true, true));
        builder.Logging.AddFilter<OpenTelemetryLoggerProvider>((category, level) => category == "Usage" || level >= LogLevel.Error);
        var app = builder.Build();
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Usage");
        app.Use(async (http, next) =>
        {
            using var who = log.BeginScope(new Dictionary<string, object?>
            {
                ["enduser.id"] = http.User.Identity?.Name,
                ["session.id"] = http.Request.Headers["X-Session"].ToString(),
                ["usage.action"] = http.Request.Headers["X-Usage-Action"].ToString(),
            });
            await next(http);
        });
        app.MapPut("/queries/{id}", (string id) => log.LogInformation(
            new EventId(0, "query-edited"), "{usage.source}: {usage.entity.type} {usage.entity.id} edited", "audit", "query", id));
        app.MapGet("/fingerprints", (string smiles) =>
        {
            (var start, int? bits, Exception? failure) = (Stopwatch.GetTimestamp(), null, null);
            try { return bits = Fingerprints(smiles); }
            catch (Exception thrown) { failure = thrown; throw; }
            finally
            {
                log.Log(failure is null ? LogLevel.Information : LogLevel.Error, new EventId(0, "run"), failure,
                    "{usage.source} {code.function.name}({usage.input.smiles}) = {usage.output.bits} in {usage.duration_ms} ms",
                    "function", "fingerprints", smiles, bits, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        });
        return app;
    }

    static int Fingerprints(string smiles) => smiles.Length > 0 ? 8 * smiles.Length : throw new ArgumentException("A molecule has atoms");
}

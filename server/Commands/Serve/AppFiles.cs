using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.StaticFiles;

namespace UsageAnalysis.Commands.Serve;

/// <summary>Serves the single-page app: the built files, or in development what Vite makes of the sources.</summary>
static class AppFiles
{
    static readonly string[] NoPages = ["/assets", "/graphql", "/health", "/v1", Tracker];

    const string Tracker = "/tracker";

    const string Policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    // Files alone, which hold no secret that could be guessed by the length of an answer.
    static readonly string[] Compressed = ["text/html", "text/javascript", "text/css", "image/svg+xml"];

    /// <summary>Adds what <see cref="UseApp"/> needs.</summary>
    public static void AddApp(this IServiceCollection services)
    {
        services.AddSpaStaticFiles(options => options.RootPath = ServedFiles.Find("wwwroot", "ClientDirectory", ".") ?? "wwwroot");
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = Compressed;
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
    }

    /// <summary>Serves the app on every path that nothing else answers, so that each of its addresses is a link.</summary>
    public static void UseApp(this WebApplication app)
    {
        if (app.Configuration["Client:DevServer"] is { } vite)
        {
            app.UseSpa(spa => spa.UseProxyToSpaDevelopmentServer(vite));
            return;
        }
        app.UseResponseCompression();
        // The tab at /events shares its address with the door for events: reading is the app's, only POST is the door's.
        app.Use((http, next) =>
        {
            if (HttpMethods.IsGet(http.Request.Method) && http.Request.Path == "/events")
            {
                http.SetEndpoint(null);
            }
            return next(http);
        });
        app.UseSpaStaticFiles(new StaticFileOptions { OnPrepareResponse = Prepare });
        // What is not there below these paths is missing, not the app's page: a browser would keep that for a script of another build,
        // and a program would read it for an answer of the graph.
        app.MapWhen(http => http.GetEndpoint() is null && NoPages.Any(path => http.Request.Path.StartsWithSegments(path)), missing => missing.Run(http =>
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }));
        app.UseSpa(spa => spa.Options.DefaultPageStaticFileOptions = new StaticFileOptions
        {
            OnPrepareResponse = page => page.Context.Response.Headers.CacheControl = "no-cache",
        });
    }

    /// <summary>Headers that keep a browser from doing what the app never asks of it.</summary>
    public static void UseSecurityHeaders(this WebApplication app) => app.Use((http, next) =>
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "same-origin";
        return next(http);
    });

    static void Prepare(StaticFileResponseContext file)
    {
        var (path, headers) = (file.Context.Request.Path, file.Context.Response.Headers);
        // Vite names the files in assets/ by their content.
        headers.CacheControl = path.StartsWithSegments("/assets") && file.File.Exists ? "public, max-age=31536000, immutable" : "no-cache";
        if (path.StartsWithSegments(Tracker))
        {
            // The pages that load the tracker are those of other sites.
            headers.AccessControlAllowOrigin = "*";
            headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        }
    }
}

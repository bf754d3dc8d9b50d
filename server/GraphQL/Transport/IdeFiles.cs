using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace UsageAnalysis.GraphQL.Transport;

/// <summary>Serves Banana Cake Pop at <c>/graphql/ui/</c>, from a folder that the build fills.</summary>
static class IdeFiles
{
    const string Root = "/graphql/ui";

    // The IDE compiles JSON schemas at run time, hence unsafe-eval; this path alone is relaxed.
    const string Policy = "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
        + "img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; frame-ancestors 'none'";

    internal static void Map(IEndpointRouteBuilder app)
    {
        var options = app.ServiceProvider.GetRequiredService<GraphQLRoomOptions>();
        if (options.IdePath is null || !Directory.Exists(options.IdePath)) return;
        var config = new
        {
            title = options.IdeTitle, endpoint = "/graphql", disableTelemetry = true, useBrowserUrlAsEndpoint = false,
            graphQLDocument = options.IdeDocument,
        };
        var files = app.CreateApplicationBuilder();
        // The static file middleware leaves requests alone that already have an endpoint.
        files.Use((http, next) => { http.SetEndpoint(null); return next(http); });
        files.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Path.GetFullPath(options.IdePath)),
            RequestPath = Root,
            OnPrepareResponse = context => Headers(context.Context),
        });
        var serve = files.Build();
        app.MapGet(Root + "/{**path}", async (HttpContext http, string? path) =>
        {
            if (path is null && !http.Request.Path.Value!.EndsWith('/'))
            {
                http.Response.Redirect(http.Request.PathBase + Root + "/");
                return;
            }
            if (path == "bcp-config.json")
            {
                Headers(http);
                await http.Response.WriteAsJsonAsync(config, http.RequestAborted);
                return;
            }
            if (string.IsNullOrEmpty(path)) http.Request.Path = Root + "/index.html";
            await serve(http);
        });
    }

    static void Headers(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers[HeaderNames.CacheControl] = "no-cache";
    }
}

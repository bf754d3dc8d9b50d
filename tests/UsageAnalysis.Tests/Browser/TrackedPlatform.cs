using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;
using UsageAnalysis.Commands.Serve;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Browser;

/// <summary>A server that can be stopped and started again on its address, and pages of another site that load its tracker.</summary>
public sealed class TrackedPlatform : IAsyncLifetime
{
    const string Key = "the-key";

    readonly ConcurrentDictionary<string, string> pages = [];
    WebApplication? server;
    WebApplication? site;
    NpgsqlDataSource dataSource = null!;
    string connectionString = "";

    /// <summary>Where the server listens, also when it does not.</summary>
    public string Address { get; } = $"http://127.0.0.1:{FreePort()}";

    /// <summary>Where the pages come from: another origin. It serves the modules of the tracker too, so that pages come up without the server.</summary>
    public string Site { get; } = $"http://localhost:{FreePort()}";

    public async Task InitializeAsync()
    {
        connectionString = await TestPostgres.CreateDatabaseAsync(MigratedDatabaseTest.MigrateAsync);
        dataSource = NpgsqlDataSource.Create(connectionString);
        await StartAsync();
        await StartSiteAsync();
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        await site!.DisposeAsync();
        await dataSource.DisposeAsync();
        await TestPostgres.DropDatabaseAsync(connectionString);
    }

    public async Task StartAsync()
    {
        server = UsageServer.Build(connectionString, Address, TimeProvider.System, settings: new Dictionary<string, string?>
        {
            ["Ingest:AllowedOrigins:0"] = Site, ["Ingest:Keys:0"] = Key,
        });
        await server.StartAsync();
    }

    public async Task StopAsync()
    {
        if (server is not null)
        {
            await server.StopAsync();
            await server.DisposeAsync();
        }
        server = null;
    }

    /// <summary>The first column of what a query answers, as text.</summary>
    public async Task<List<string>> ReadAsync(string sql)
    {
        await using var command = dataSource.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> values = [];
        while (await reader.ReadAsync())
        {
            values.Add(reader.IsDBNull(0) ? "" : reader.GetValue(0).ToString()!);
        }
        return values;
    }

    /// <summary>Makes a page that has a tracker in <c>window.tracker</c>.</summary>
    /// <param name="body">HTML.</param>
    /// <param name="options">More options of the tracker, as JavaScript.</param>
    /// <param name="url">Of the server, as the tracker knows it; the server's own unless given.</param>
    /// <returns>Its address.</returns>
    public string Page(string body = "", string options = "", string? url = null)
    {
        var path = $"/page-{pages.Count}";
        pages[path] = $$"""
            <!doctype html><title>A page of the platform</title><link rel="icon" href="data:,">
            <body>{{body}}
            <script type="module">
              import { createTracker } from "/tracker.js";
              window.options = { url: "{{url ?? Address}}", key: "{{Key}}", user: "ann", package: "Chem", {{options}} };
              window.createTracker = createTracker;
              window.tracker = createTracker(window.options);
            </script>
            """;
        return Site + path;
    }

    async Task StartSiteAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        site = builder.Build();
        site.Urls.Add(Site);
        site.MapGet("/{module}.js", (string module) =>
            Results.File(Path.Combine(Repository.File("client"), "dist", "tracker", module + ".js"), "text/javascript"));
        site.MapFallback(http =>
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            return http.Response.WriteAsync(pages.GetValueOrDefault(http.Request.Path, ""));
        });
        await site.StartAsync();
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using System.CommandLine;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using UsageAnalysis.Benchmarks.Attacks;
using UsageAnalysis.GraphQL;

namespace UsageAnalysis.Benchmarks.Engine;

/// <summary>The child process that answers: the real room on rows in memory, and a bare endpoint that returns the same JSON.</summary>
static class EngineServer
{
    internal const string Name = "serve-engine";

    internal static Command Create()
    {
        var command = new Command(Name, "The server of the other benchmarks.") { Hidden = true };
        command.SetAction((_, ct) => RunAsync(ct));
        return command;
    }

    static async Task RunAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddGraphQLRoom(typeof(EngineServer).Assembly);
        await using var app = builder.Build();
        app.MapGraphQLRoom();
        app.MapPost("/bare", () => new { data = new { rows = Row.All } });
        app.MapGet("/process", (bool collect) => Reading.OfThisProcess(collect));
        await app.StartAsync(ct);
        Console.WriteLine(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        await Child.WaitForParentAsync();
        await app.StopAsync(ct);
    }
}

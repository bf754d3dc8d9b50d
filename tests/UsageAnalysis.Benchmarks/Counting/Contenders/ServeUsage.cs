using System.CommandLine;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using UsageAnalysis.Benchmarks.Counting.Data;
using UsageAnalysis.Commands.Serve;

namespace UsageAnalysis.Benchmarks.Counting.Contenders;

/// <summary>The child process that is the product: its server as it is, but for the clock.</summary>
static class ServeUsage
{
    internal const string Name = "serve-usage";

    internal static Command Create()
    {
        var connection = new Argument<string>("connection");
        var command = new Command(Name, "The server of the counting benchmark.") { connection };
        command.Hidden = true;
        command.SetAction((result, ct) => RunAsync(result.GetRequiredValue(connection), ct));
        return command;
    }

    static async Task RunAsync(string connectionString, CancellationToken ct)
    {
        // Standard output belongs to the parent, who reads the address from it.
        var logging = new Dictionary<string, string?>
        {
            ["Logging:Console:LogToStandardErrorThreshold"] = "Trace",
            ["Logging:Console:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
        };
        await using var app = UsageServer.Build(connectionString, "http://127.0.0.1:0", new LastDay(), settings: logging);
        await app.StartAsync(ct);
        Console.WriteLine(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        await Child.WaitForParentAsync();
        await app.StopAsync(ct);
    }

    /// <summary>It is always the last instant of the data, so that the last 30 days are those of the data.</summary>
    sealed class LastDay : TimeProvider
    {
        static readonly DateTimeOffset Now = DataSet.Now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

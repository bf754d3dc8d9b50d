using System.Diagnostics;
using System.Text.Json;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.GraphQL;

/// <summary>The libraries that clients use, from npm (tests/clients), against a real server.</summary>
public sealed class ClientLibraryTests
{
    [Fact]
    public async Task The_audits_of_graphql_over_http_pass()
    {
        await using var room = await Room.OnKestrelAsync();
        Assert.Equal("61 of 61 ok", await RunAsync("audit.mjs", room.Address));
    }

    [Fact]
    public async Task The_client_graphql_ws_is_answered_on_one_socket()
    {
        await using var room = await Room.OnKestrelAsync();
        var report = JsonDocument.Parse(await RunAsync("socket.mjs", new UriBuilder(room.Address) { Scheme = "ws" }.Uri)).RootElement;
        Assert.Equal("""["Too slow."]""", report.GetProperty("failure").GetRawText());
        await CheckAsync(report, room, "socket");
        Assert.Equal(1, report.GetProperty("sockets").GetInt32());
    }

    [Fact]
    public async Task The_client_graphql_sse_is_answered()
    {
        await using var room = await Room.OnKestrelAsync();
        var report = JsonDocument.Parse(await RunAsync("events.mjs", room.Address)).RootElement;
        Assert.Equal("""[{"break":null},"Too slow."]""", report.GetProperty("failure").GetRawText());
        await CheckAsync(report, room, "events");
    }

    static async Task CheckAsync(JsonElement report, Room room, string name)
    {
        Assert.Equal("""[{"data":{"echo":"NonFiction  "}}]""", report.GetProperty("query").GetRawText());
        Assert.Equal("""["FIELDS_ON_CORRECT_TYPE"]""", report.GetProperty("mistake").GetRawText());
        var counts = report.GetProperty("counts").EnumerateArray().ToArray();
        Assert.Equal(5, counts.Length);
        Assert.All(counts, count => Assert.Equal(Enumerable.Range(1, 100), count.EnumerateArray().Select(n => n.GetInt32())));
        Assert.Equal(name, Assert.Single(report.GetProperty("ended").EnumerateArray()).GetProperty("data").GetProperty("wait").GetString());
        await room.Watch.Told(name + " ended");
    }

    static async Task<string> RunAsync(string script, Uri address)
    {
        using var node = Process.Start(new ProcessStartInfo("node", [script, address.ToString()])
        {
            WorkingDirectory = Repository.File("tests", "clients"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = node.StandardOutput.ReadToEndAsync();
        var error = node.StandardError.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await output + await error);
        return (await output).Trim();
    }
}

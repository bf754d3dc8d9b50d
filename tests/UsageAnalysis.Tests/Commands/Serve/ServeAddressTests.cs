using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Commands.Serve;

/// <summary>Where serve listens, whatever the command line and the environment say.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ServeAddressTests : IAsyncLifetime
{
    string connectionString = "";

    public async Task InitializeAsync() => connectionString = await TestPostgres.CreateDatabaseAsync(MigratedDatabaseTest.MigrateAsync);

    public Task DisposeAsync() => TestPostgres.DropDatabaseAsync(connectionString);

    [Theory]
    [InlineData("http://0.0.0.0:0", "reverse proxy")]
    [InlineData("http://*:5080", "reverse proxy")]
    [InlineData("http://[::]:1", "reverse proxy")]
    [InlineData("htp//nonsense", "It looks like http://localhost:5080")]
    [InlineData("http://localhost:0", "127.0.0.1")]
    public async Task An_address_that_will_not_do_is_quoted_with_what_to_do_and_exits_with_2(string url, string advice)
    {
        var ran = await UsageProgram.RunAsync(connectionString, "serve", "--urls", url);

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        var line = Assert.Single(ran.ErrorLines);
        Assert.Contains($"'{url}'", line, StringComparison.Ordinal);
        Assert.Contains(advice, line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS")]
    [InlineData("Kestrel__Endpoints__x__Url")]
    public async Task A_variable_that_asks_for_other_machines_is_refused(string name)
    {
        await using var program = UsageProgram.Start(connectionString, ["serve"], (name, "http://0.0.0.0:5999"));

        var ran = await program.EndAsync();

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.Contains("'http://0.0.0.0:5999' can be reached", Assert.Single(ran.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variables_that_name_no_address_of_ours_open_no_other_door()
    {
        await using var program = UsageProgram.Start(
            connectionString, ["serve", "--urls", "http://127.0.0.1:0"],
            ("DOTNET_URLS", "http://0.0.0.0:5998"), ("ASPNETCORE_URLS", "http://0.0.0.0:5998"), ("URLS", "http://0.0.0.0:5998"),
            ("ASPNETCORE_HTTP_PORTS", "5998"), ("DOTNET_HTTP_PORTS", "5998"), ("HTTP_PORTS", "5998"),
            ("ASPNETCORE_PREFERHOSTINGURLS", "true"));
        using var http = await program.ListeningAsync();

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health")).StatusCode);
        program.Signal(UsageProgram.Terminate);
        var ran = await program.EndAsync();
        Assert.Equal(0, ran.ExitCode);
        Assert.Equal("127.0.0.1", http.BaseAddress!.Host);
        Assert.Single(ran.Output.Split("Now listening on: "), part => !part.StartsWith("http://127.0.0.1:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_line_and_exits_with_2()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://{taken.LocalEndpoint}";

        var ran = await UsageProgram.RunAsync(connectionString, "serve", "--urls", url);

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.Contains($"'{url}'", Assert.Single(ran.ErrorLines), StringComparison.Ordinal);
    }
}

using System.Globalization;
using System.Net;
using System.Runtime.Versioning;
using Microsoft.Extensions.Logging.Abstractions;
using UsageAnalysis.Postgres;
using UsageAnalysis.Tests.Ingest;
using UsageAnalysis.Tests.Postgres;
using Xunit;

namespace UsageAnalysis.Tests.Commands;

/// <summary>Commands in a second terminal, while a server runs on the embedded database of the same directory.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class JoinTests
{
    [Fact]
    public async Task Commands_join_the_database_of_a_running_server_and_leave_it_running_and_a_second_server_is_refused()
    {
        await using var folder = new PostgresFolder();
        await using var server = UsageProgram.Start(null, ["--urls", "http://127.0.0.1:0", "--data", folder.Data.Path]);
        using var http = await server.ListeningAsync();
        var postgres = PostmasterFile.Read(folder.Data);
        await File.WriteAllTextAsync(folder.In("events.ndjson"), Samples.Record(1));

        var migrated = await UsageProgram.RunAsync(null, "migrate", "--data", folder.Data.Path);
        var imported = await UsageProgram.RunAsync(null, "import", folder.In("events.ndjson"), "--data", folder.Data.Path);
        var refused = await UsageProgram.RunAsync(null, "serve", "--urls", "http://127.0.0.1:0", "--data", folder.Data.Path);

        Assert.Equal((0, "The database is current.\n"), (migrated.ExitCode, migrated.Output));
        Assert.Equal(0, imported.ExitCode);
        Assert.StartsWith("stored 1, ", imported.Output, StringComparison.Ordinal);
        Assert.Equal((3, ""), (refused.ExitCode, refused.Output));
        var owner = string.Create(CultureInfo.InvariantCulture, $"(process {server.Id})");
        Assert.Contains(owner, Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(postgres, PostmasterFile.Read(folder.Data));
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health")).StatusCode);
    }

    [Fact]
    public async Task A_command_whose_server_stops_says_so_and_exits_with_3()
    {
        await using var folder = new PostgresFolder();
        await using var server = UsageProgram.Start(null, ["--urls", "http://127.0.0.1:0", "--data", folder.Data.Path]);
        (await server.ListeningAsync()).Dispose();
        await using var import = UsageProgram.Start(null, ["import", "-", "--data", folder.Data.Path]);
        await import.LineAsync("Using the PostgreSQL of the running server");
        await import.WriteAsync(Enumerable.Range(1, 12_000).Select(number => Samples.Record(number)), toTheEnd: false);
        await SomeStoredAsync(folder);

        server.Signal(UsageProgram.Terminate);
        Assert.Equal(0, (await server.EndAsync()).ExitCode);
        await import.WriteAsync([Samples.Record(1)], toTheEnd: true);
        var ran = await import.EndAsync();

        Assert.Equal((3, ""), (ran.ExitCode, ran.Output));
        var told = $"The server that runs the database in '{folder.Data.Path}' has stopped it";
        Assert.StartsWith(told, ran.ErrorLines[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ran.Error, StringComparison.Ordinal);
    }

    static async Task SomeStoredAsync(PostgresFolder folder)
    {
        await using var joined = await EmbeddedPostgres.StartOrJoinAsync(
            new EmbeddedPostgresOptions { DataDirectory = folder.Data.Path }, NullLogger.Instance, CancellationToken.None);
        await Eventually.GetAsync(() => "Nothing was stored.", async () =>
            await PostgresFolder.QueryAsync<bool>(joined.ConnectionString, "select exists (select from events)") ? joined : null);
    }
}

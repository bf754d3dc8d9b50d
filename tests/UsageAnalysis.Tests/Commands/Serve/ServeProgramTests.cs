using System.Net;
using System.Runtime.Versioning;
using UsageAnalysis.Postgres;
using UsageAnalysis.Tests.Ingest;
using UsageAnalysis.Tests.Postgres;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Commands.Serve;

[UnsupportedOSPlatform("windows")]
public sealed class ServeProgramTests
{
    [Fact]
    public async Task Health_is_200_while_the_database_answers_and_503_when_it_has_gone()
    {
        var connectionString = await TestPostgres.CreateDatabaseAsync(MigratedDatabaseTest.MigrateAsync);
        await using var program = UsageProgram.Start(connectionString, ["serve", "--urls", "http://127.0.0.1:0"]);
        using var http = await program.ListeningAsync();
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health")).StatusCode);

        await TestPostgres.DropDatabaseAsync(connectionString);

        using var sick = await http.GetAsync("/health");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, sick.StatusCode);
        Assert.Equal("""{"status":"the database does not answer"}""", await sick.Content.ReadAsStringAsync());
        program.Signal(UsageProgram.Terminate);
        Assert.Equal(0, (await program.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task Demo_data_is_not_mixed_into_other_events_which_is_one_line_and_exits_with_2()
    {
        var connectionString = await TestPostgres.CreateDatabaseAsync(MigratedDatabaseTest.MigrateAsync);
        await using (var import = UsageProgram.Start(connectionString, ["import", "-"]))
        {
            await import.WriteAsync([Samples.Record(1)], toTheEnd: true);
            Assert.Equal(0, (await import.EndAsync()).ExitCode);
        }

        var ran = await UsageProgram.RunAsync(connectionString, "serve", "--demo", "--urls", "http://127.0.0.1:0");

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.Contains("not demo data", Assert.Single(ran.ErrorLines), StringComparison.Ordinal);
        await TestPostgres.DropDatabaseAsync(connectionString);
    }

    [Fact]
    public async Task Sigterm_and_ctrl_c_stop_the_server_and_its_postgres_with_0()
    {
        await using var folder = new PostgresFolder();
        foreach (var signal in new[] { UsageProgram.Terminate, UsageProgram.Interrupt })
        {
            await using var program = UsageProgram.Start(null, ["serve", "--urls", "http://127.0.0.1:0", "--data", folder.Data.Path]);
            using var http = await program.ListeningAsync();
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health")).StatusCode);
            var postgres = PostmasterFile.Read(folder.Data)!;

            program.Signal(signal);

            Assert.Equal(0, (await program.EndAsync()).ExitCode);
            Assert.False(postgres.Exists());
            Assert.Null(PostmasterFile.Read(folder.Data));
        }
    }
}

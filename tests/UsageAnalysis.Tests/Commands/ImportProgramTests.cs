using UsageAnalysis.Tests.Ingest;
using UsageAnalysis.Tests.Support;
using Xunit;
using static UsageAnalysis.Tests.Postgres.PostgresFolder;

namespace UsageAnalysis.Tests.Commands;

/// <summary>import, as a script sees it.</summary>
public sealed class ImportProgramTests : IAsyncLifetime
{
    string connectionString = "";

    public async Task InitializeAsync() => connectionString = await TestPostgres.CreateDatabaseAsync(MigratedDatabaseTest.MigrateAsync);

    public Task DisposeAsync() => TestPostgres.DropDatabaseAsync(connectionString);

    [Fact]
    public async Task Its_exit_code_tells_whether_all_records_are_in_the_log()
    {
        using var directory = TestDirectory.Create();
        var good = directory.In("good.ndjson");
        var bad = directory.In("bad.ndjson");
        await File.WriteAllTextAsync(good, $"{Samples.Record(1)}\n{Samples.Record(2)}\n");
        await File.WriteAllTextAsync(bad, $"{Samples.Record(3)}\n{{\"id\":\"x\"}}\n{Samples.Record(4)}\n");

        var stored = await UsageProgram.RunAsync(null, "import", good, "--connection", connectionString);
        Assert.Equal((0, ""), (stored.ExitCode, stored.Error));
        Assert.StartsWith("stored 2, duplicates 0, rejected 0 in ", stored.Output, StringComparison.Ordinal);

        var rejected = await UsageProgram.RunAsync(connectionString, "import", bad);
        Assert.Equal(1, rejected.ExitCode);
        Assert.StartsWith("stored 2, duplicates 0, rejected 1 in ", rejected.Output, StringComparison.Ordinal);
        Assert.StartsWith($"{bad}:2: ", Assert.Single(rejected.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_input_is_imported()
    {
        await using var program = UsageProgram.Start(connectionString, ["import", "-"]);
        await program.WriteAsync([Samples.Record(1)], toTheEnd: true);

        var ran = await program.EndAsync();

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Equal(1, await QueryAsync<long>(connectionString, "select count(*) from events"));
    }

    [Fact]
    public async Task A_missing_file_is_named_and_exits_with_2()
    {
        var ran = await UsageProgram.RunAsync(connectionString, "import", "/no/such.ndjson");

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.Contains("\"/no/such.ndjson\"", Assert.Single(ran.ErrorLines), StringComparison.Ordinal);
    }
}

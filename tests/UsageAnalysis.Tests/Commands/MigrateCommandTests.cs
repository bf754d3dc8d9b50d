using UsageAnalysis.Tests.Support;
using Xunit;
using static UsageAnalysis.Tests.Postgres.PostgresFolder;

namespace UsageAnalysis.Tests.Commands;

public sealed class MigrateCommandTests : IAsyncLifetime
{
    string connectionString = "";

    public async Task InitializeAsync() => connectionString = await TestPostgres.CreateEmptyDatabaseAsync();

    public Task DisposeAsync() => TestPostgres.DropDatabaseAsync(connectionString);

    [Fact]
    public async Task It_tells_what_it_applied_and_then_that_there_is_nothing_to_do_and_refuses_a_newer_database()
    {
        var first = await UsageProgram.RunAsync(connectionString, "migrate");
        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.StartsWith("Applied 0001_events, 0002_", first.Output, StringComparison.Ordinal);

        var second = await UsageProgram.RunAsync(connectionString, "migrate");
        Assert.Equal((0, "The database is current.\n", ""), (second.ExitCode, second.Output, second.Error));

        await QueryAsync<int>(connectionString, "insert into schema_migrations (version, name) values (9999, '9999_future'); select 1");
        var newer = await UsageProgram.RunAsync(connectionString, "migrate");
        Assert.Equal((3, ""), (newer.ExitCode, newer.Output));
        Assert.Contains("schema version 9999", Assert.Single(newer.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_that_start_together_on_a_new_database_all_succeed()
    {
        var ran = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => UsageProgram.RunAsync(connectionString, "migrate")));

        Assert.All(ran, one => Assert.Equal((0, ""), (one.ExitCode, one.Error)));
        Assert.Single(ran, one => one.Output == "The database is current.\n");
    }

    [Fact]
    public async Task A_role_that_does_not_exist_is_one_line_with_its_name_and_exits_with_3()
    {
        var role = $"usage_test_{Guid.NewGuid():N}";
        var stranger = new Npgsql.NpgsqlConnectionStringBuilder(connectionString) { Username = role, Password = "wrong" }.ConnectionString;

        var ran = await UsageProgram.RunAsync(stranger, "migrate");

        Assert.Equal((3, ""), (ran.ExitCode, ran.Output));
        Assert.Contains(role, Assert.Single(ran.ErrorLines), StringComparison.Ordinal);
    }
}

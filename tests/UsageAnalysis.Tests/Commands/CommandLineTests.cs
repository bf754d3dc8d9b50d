using Xunit;

namespace UsageAnalysis.Tests.Commands;

/// <summary>What every command has in common: help, and answers to a wrong command line or database.</summary>
public sealed class CommandLineTests
{
    const string Nowhere = "Host=127.0.0.1;Port=1;Username=nobody";

    [Theory]
    [InlineData("", "serve", "import", "demo", "rollups", "retention", "migrate", "schema", "--urls", "--demo", "--connection", "--data")]
    [InlineData("serve", "--urls", "--demo", "--connection", "--data")]
    [InlineData("import", "FILE", "--connection", "--data", "130")]
    [InlineData("demo", "--seed", "--events", "--force", "--connection", "--data", "130")]
    [InlineData("migrate", "--connection", "--data")]
    [InlineData("rollups verify", "--from", "--to", "--show", "--connection", "--data", "130")]
    [InlineData("rollups rebuild", "--from", "--to", "--connection", "--data", "130")]
    [InlineData("retention drop", "--before", "--keep-months", "--dry-run", "--connection", "--data", "130")]
    [InlineData("schema export", "--output")]
    public async Task Help_names_the_options_and_exits_with_0(string command, params string[] names)
    {
        var ran = await UsageProgram.RunAsync(Nowhere, [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.All(names, name => Assert.Contains(name, ran.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--bogus")]
    [InlineData("serve", "--bogus")]
    [InlineData("import", "a.ndjson", "--bogus")]
    [InlineData("migrate", "--bogus")]
    [InlineData("rollups", "verify", "--bogus")]
    [InlineData("retention", "drop", "--bogus")]
    [InlineData("schema", "export", "--bogus")]
    public async Task An_unknown_option_is_quoted_and_exits_with_2(params string[] arguments)
    {
        var ran = await UsageProgram.RunAsync(Nowhere, arguments);

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("--bogus", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("migrate")]
    [InlineData("demo")]
    [InlineData("serve")]
    public async Task A_database_out_of_reach_is_one_line_with_the_address_and_exits_with_3(string command)
    {
        var ran = await UsageProgram.RunAsync(Nowhere, command);

        Assert.Equal((3, ""), (ran.ExitCode, ran.Output));
        Assert.Contains("'127.0.0.1:1'", Assert.Single(ran.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", "connection string")]
    [InlineData("Hots=localhost", "hots")]
    [InlineData("Host=localhost;Port=many", "Port")]
    [InlineData("Database=usage", "Host")]
    public async Task A_malformed_connection_string_is_one_line_with_the_fault_and_exits_with_2(string connectionString, string fault)
    {
        var ran = await UsageProgram.RunAsync(null, "migrate", "--connection", connectionString);

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.Contains(fault, Assert.Single(ran.ErrorLines), StringComparison.OrdinalIgnoreCase);
    }
}

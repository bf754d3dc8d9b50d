using System.CommandLine;
using Npgsql;
using UsageAnalysis.Commands;
using UsageAnalysis.Ingest;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Commands;

public sealed class DemoCommandTests : MigratedDatabaseTest, IDisposable
{
    readonly StringWriter output = new();
    readonly StringWriter error = new();

    public void Dispose()
    {
        output.Dispose();
        error.Dispose();
    }

    [Fact]
    public async Task It_loads_once_and_says_so()
    {
        Assert.Equal(0, await RunAsync("--events", "2000", "--seed", "3"));
        Assert.Contains("events stored, 0 were there", output.ToString(), StringComparison.Ordinal);

        Assert.Equal(0, await RunAsync("--events", "2000"));
        Assert.Contains("there already (seed 3,", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_with_other_events_answers_2_and_says_what_to_do()
    {
        await using var writer = new EventWriter(DataSource);
        var other = new LoggedEvent(Guid.NewGuid(), DateTime.UnixEpoch.AddYears(50), "usage", "click");
        await writer.WriteAsync([other], CancellationToken.None);

        Assert.Equal(2, await RunAsync("--events", "2000"));
        Assert.Contains("--force", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_away_answers_3()
    {
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=nobody;Timeout=2");

        Assert.Equal(3, await RunAsync(nowhere));
        Assert.Contains("The database failed", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_absurd_number_of_events_is_refused_with_the_number()
    {
        var parsed = DemoCommand.Create((_, run, ct) => run(DataSource, ct), TimeProvider.System).Parse(["--events", "7"]);

        Assert.Contains("--events 7", Assert.Single(parsed.Errors).Message, StringComparison.Ordinal);
        Assert.NotEqual(0, await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error }));
    }

    Task<int> RunAsync(params string[] arguments) => RunAsync(DataSource, arguments);

    Task<int> RunAsync(NpgsqlDataSource source, params string[] arguments) =>
        DemoCommand.Create((_, run, ct) => run(source, ct), TimeProvider.System).Parse(arguments)
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
}

using UsageAnalysis.Ingest;
using UsageAnalysis.Tests.Ingest;
using Xunit;

namespace UsageAnalysis.Tests.Commands;

/// <summary>rollups and retention, as a script sees them.</summary>
public sealed class RollupsCommandTests : IngestTest
{
    [Fact]
    public async Task Verify_answers_1_and_names_the_difference_until_rebuild_has_corrected_it()
    {
        await WriteAsync();
        var clean = await RunAsync("rollups", "verify");
        Assert.Equal((0, "0 differences in 1 weeks and in what is kept of all time.\n", ""), (clean.ExitCode, clean.Output, clean.Error));

        await ExecuteAsync("update usage_user_weeks set errors = errors + 7 where user_id = 0; delete from usage_package_days");
        var broken = await RunAsync("rollups", "verify", "--from", "2026-03-02", "--to", "2026-03-02");
        Assert.Equal(1, broken.ExitCode);
        Assert.Contains("usage_user_weeks (bucket 2026-03-02 00:00:00+00, user_id 0): stored errors 7; the events say errors 0\n", broken.Output, StringComparison.Ordinal);
        Assert.Contains("stored no row; the events say events ", broken.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n2 differences in 1 weeks.\n", broken.Output, StringComparison.Ordinal);

        var brief = await RunAsync("rollups", "verify", "--show", "0");
        Assert.Equal((1, "2 differences in 1 weeks and in what is kept of all time.\n"), (brief.ExitCode, brief.Output));

        var rebuilt = await RunAsync("rollups", "rebuild");
        Assert.Equal(
            (0, "usage_package_days: 1 rows corrected\nusage_user_weeks: 1 rows corrected\n2 rows corrected in 1 weeks and in what is kept of all time.\n"),
            (rebuilt.ExitCode, rebuilt.Output));
        Assert.Equal(0, (await RunAsync("rollups", "verify")).ExitCode);
    }

    [Fact]
    public async Task Retention_tells_what_would_go_and_changes_nothing_then_drops_it()
    {
        await WriteAsync();
        const string Gone = "2026-03: 9 events, ";

        var before = await ContentsAsync();
        var dry = await RunAsync("retention", "drop", "--before", "2026-04", "--dry-run");
        Assert.Equal((0, ""), (dry.ExitCode, dry.Error));
        Assert.Contains(Gone, dry.Output, StringComparison.Ordinal);
        Assert.Contains("Events before 2026-04-01 would be dropped: 9 events, ", dry.Output, StringComparison.Ordinal);
        Assert.Equal(before, await ContentsAsync());

        var dropped = await RunAsync("retention", "drop", "--before", "2026-04");
        Assert.Equal(0, dropped.ExitCode);
        Assert.Contains(Gone, dropped.Output, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("events"));
        Assert.Equal(9, await NumberAsync("select sum(events) from usage_type_days"));

        var verified = await RunAsync("rollups", "verify");
        Assert.Equal(0, verified.ExitCode);
        Assert.StartsWith("Weeks before 2026-04-06 were not verified: their events were dropped by age.\n", verified.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"2026-3-2\"", "rollups", "verify", "--from", "2026-3-2")]
    [InlineData("swap them", "rollups", "rebuild", "--from", "2026-03-02", "--to", "2026-03-01")]
    [InlineData("--show -1", "rollups", "verify", "--show", "-1")]
    [InlineData("--before YYYY-MM, or --keep-months N", "retention", "drop")]
    [InlineData("two ways", "retention", "drop", "--before", "2026-01", "--keep-months", "3")]
    [InlineData("\"January\"", "retention", "drop", "--before", "January")]
    [InlineData("--before 2014-12 is out of range", "retention", "drop", "--before", "2014-12")]
    [InlineData("--before 2999-01 is out of range", "retention", "drop", "--before", "2999-01")]
    [InlineData("--keep-months -1 is out of range", "retention", "drop", "--keep-months", "-1")]
    public async Task A_wrong_option_is_quoted_and_exits_with_2(string fault, params string[] arguments)
    {
        var ran = await RunAsync(arguments);

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains(fault, ran.Error, StringComparison.Ordinal);
    }

    Task<Ran> RunAsync(params string[] arguments) => UsageProgram.RunAsync(ConnectionString, arguments);

    async Task WriteAsync()
    {
        await using var writer = NewWriter();
        Assert.All(await writer.WriteAsync(Samples.Events(9), default), outcome => Assert.Equal(RecordStatus.Stored, outcome.Status));
    }
}

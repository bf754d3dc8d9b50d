using Microsoft.Extensions.Time.Testing;
using UsageAnalysis.Commands;
using Xunit;

namespace UsageAnalysis.Tests.Ingest;

public sealed class ProgressLineTests
{
    [Fact]
    public void Shows_a_line_every_few_seconds_where_there_is_no_terminal()
    {
        var (time, output) = (new FakeTimeProvider(), new StringWriter { NewLine = "\n" });
        var progress = new ProgressLine(output, terminal: false, "events", time);
        for (var second = 1; second <= 12; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            progress.Report(20_000 * second, second / 100.0);
        }
        Assert.Equal(" 5 %  100,000 events, 20,000/s, 1 min 35 s left\n10 %  200,000 events, 20,000/s, 1 min 30 s left\n", output.ToString());
    }

    [Fact]
    public void Draws_over_its_line_on_a_terminal_and_takes_it_away()
    {
        var (time, output) = (new FakeTimeProvider(), new StringWriter { NewLine = "\n" });
        var progress = new ProgressLine(output, terminal: true, "events", time);
        time.Advance(TimeSpan.FromSeconds(2));
        progress.Report(1_000, 0.5);
        progress.Report(1_001, 0.5);
        progress.WriteLine("a:7: bad");
        var line = "[############............] 50 %  1,000 events, 500/s, 2 s left";
        Assert.Equal($"\r{line}\r{new string(' ', line.Length)}\ra:7: bad\n", output.ToString());
    }

    [Fact]
    public void Promises_no_end_where_nobody_knows_how_much_there_is()
    {
        var (time, output) = (new FakeTimeProvider(), new StringWriter { NewLine = "\n" });
        var progress = new ProgressLine(output, terminal: false, "events", time);
        time.Advance(TimeSpan.FromSeconds(5));
        progress.Report(10, null);
        Assert.Equal("10 events, 2/s\n", output.ToString());
    }
}

using Microsoft.Extensions.Time.Testing;
using UsageAnalysis.Insights;
using Xunit;

namespace UsageAnalysis.Tests.Insights;

public sealed class BackgroundAnswersTests : IAsyncDisposable
{
    readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 6, 17, 12, 0, 0, TimeSpan.Zero));
    readonly BackgroundAnswers<string, int, string> answers;
    int computed;

    public BackgroundAnswersTests() => answers = new(time);

    public ValueTask DisposeAsync() => answers.DisposeAsync();

    Task<BackgroundAnswer<string>> AskAsync(string key, int version, Func<CancellationToken, Task<string>>? compute = null) =>
        answers.AskAsync(key, version, compute ?? (_ => Task.FromResult($"{key}{version} {++computed}")), CancellationToken.None);

    [Fact]
    public async Task What_was_computed_is_remembered_for_its_version()
    {
        Assert.Equal(new("a1 1", time.GetUtcNow().UtcDateTime, false), await AskAsync("a", 1));
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(("a1 1", false), Said(await AskAsync("a", 1)));
        Assert.Equal(("b1 2", false), Said(await AskAsync("b", 1)));
    }

    [Fact]
    public async Task While_data_keeps_arriving_an_answer_is_good_for_a_minute()
    {
        await AskAsync("a", 1);
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal("a1 1", (await AskAsync("a", 2)).Value);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("a3 2", (await AskAsync("a", 3)).Value);
    }

    [Fact]
    public async Task Who_asks_waits_a_moment_and_then_gets_what_there_is_with_its_age()
    {
        var first = await AskAsync("a", 1);
        time.Advance(TimeSpan.FromMinutes(2));
        var ready = new TaskCompletionSource<string>();
        Assert.Equal((null, true), Said(await AskAsync("b", 1, _ => ready.Task)));
        // One at a time: this one waits for its turn.
        Assert.Equal(new("a1 1", first.ComputedAt, true), await AskAsync("a", 2));

        ready.SetResult("b");
        Assert.Equal(("a2 2", false), Said(await AskAsync("a", 2)));
        Assert.Equal(("b", false), Said(await AskAsync("b", 1)));
    }

    [Fact]
    public async Task Those_who_ask_the_same_share_one_computation()
    {
        var ready = new TaskCompletionSource<string>();
        var both = new[] { AskAsync("a", 1, _ => ready.Task), AskAsync("a", 1) };
        ready.SetResult("a");
        Assert.All(await Task.WhenAll(both), answer => Assert.Equal("a", answer.Value));
    }

    [Fact]
    public async Task A_failure_is_told_once_and_then_it_is_tried_again()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => AskAsync("a", 1, _ => throw new InvalidDataException()));
        Assert.Equal("a1 1", (await AskAsync("a", 1)).Value);
    }

    [Fact]
    public async Task Failures_that_nobody_asks_for_again_take_no_room()
    {
        for (var i = 0; i < 20; i++)
        {
            var asked = answers.AskAsync($"{i}", 1, _ => throw new InvalidDataException(), new CancellationToken(true));
            await Assert.ThrowsAnyAsync<Exception>(() => asked);
        }
        BackgroundAnswer<string> answer;
        do
        {
            answer = await AskAsync("a", 1);
        }
        while (answer.Computing);
        Assert.Equal("a1 1", answer.Value);
    }

    [Fact]
    public async Task When_the_program_ends_it_waits_until_the_computation_has_stopped()
    {
        var stopped = false;
        await AskAsync("a", 1, async ct =>
        {
            try
            {
                await Task.Delay(Timeout.Infinite, ct);
                return "";
            }
            finally
            {
                stopped = true;
            }
        });
        await answers.DisposeAsync();
        Assert.True(stopped);
    }

    static (string? Value, bool Computing) Said(BackgroundAnswer<string> answer) => (answer.Value, answer.Computing);
}

using UsageAnalysis.Usage;
using Xunit;

namespace UsageAnalysis.Tests.Usage;

public sealed class SingleFlightTests
{
    readonly SingleFlight<string, int> flights = new();
    readonly TaskCompletionSource<int> work = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int begun;

    [Fact]
    public async Task Those_who_want_the_same_share_one_piece_of_work()
    {
        var all = Enumerable.Range(0, 3).Select(_ => JoinAsync("same")).ToArray();
        work.SetResult(7);

        Assert.All(await Task.WhenAll(all), result => Assert.Equal(7, result));
        Assert.Equal(1, begun);
    }

    [Fact]
    public async Task Those_who_want_something_else_do_not()
    {
        var all = new[] { JoinAsync("one"), JoinAsync("other") };
        work.SetResult(7);

        Assert.All(await Task.WhenAll(all), result => Assert.Equal(7, result));
        Assert.Equal(2, begun);
    }

    [Fact]
    public async Task Whoever_comes_after_the_end_begins_anew()
    {
        work.SetResult(7);
        await JoinAsync("same");
        await JoinAsync("same");

        Assert.Equal(2, begun);
    }

    [Fact]
    public async Task A_failure_reaches_all_who_wait_and_nobody_later()
    {
        var all = new[] { JoinAsync("same"), JoinAsync("same") };
        work.SetException(new TimeoutException("too slow"));
        foreach (var one in all)
        {
            Assert.Equal("too slow", (await Assert.ThrowsAsync<TimeoutException>(() => one)).Message);
        }

        Assert.Equal(8, await flights.JoinAsync("same", _ => Task.FromResult(8), CancellationToken.None));
        Assert.Equal(1, begun);
    }

    [Fact]
    public async Task Who_leaves_does_not_stop_the_others_not_even_who_came_first()
    {
        using var first = new CancellationTokenSource();
        var (left, stays) = (JoinAsync("same", first.Token), JoinAsync("same"));
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        Assert.False(stopped.Task.IsCompleted);
        work.SetResult(7);

        Assert.Equal(7, await stays);
        Assert.Equal(1, begun);
    }

    [Fact]
    public async Task When_the_last_one_has_left_the_work_is_stopped_and_the_next_one_begins_anew()
    {
        using var leaving = new CancellationTokenSource();
        var all = new[] { JoinAsync("same", leaving.Token), JoinAsync("same", leaving.Token) };
        await leaving.CancelAsync();
        foreach (var one in all)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        }

        await stopped.Task;
        Assert.Equal(8, await flights.JoinAsync("same", _ => Task.FromResult(8), CancellationToken.None));
    }

    Task<int> JoinAsync(string key, CancellationToken ct = default) => flights.JoinAsync(key, async stop =>
    {
        Interlocked.Increment(ref begun);
        try
        {
            return await work.Task.WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            stopped.SetResult();
            throw;
        }
    }, ct);
}

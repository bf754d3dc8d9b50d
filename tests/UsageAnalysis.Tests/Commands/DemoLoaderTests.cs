using Microsoft.Extensions.Time.Testing;
using UsageAnalysis.Commands.Demo;
using UsageAnalysis.Ingest;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Commands;

public sealed class DemoLoaderTests : MigratedDatabaseTest
{
    static readonly DemoWish Small = new(Seed: 5, Events: 8_000);
    readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 11, 14, 35, 7, TimeSpan.Zero));

    [Fact]
    public async Task A_load_stores_the_whole_story_and_everything_that_the_platform_knows()
    {
        var load = await LoadAsync(Small);

        Assert.Equal(DemoData.Events(load.Plan).Count(), load.Stored);
        Assert.Equal(load.Stored, await CountAsync("events"));
        Assert.Equal(200, await CountAsync("users where id <> 0"));
        Assert.Equal(200, await CountAsync("group_users gu join groups g on g.id = gu.group_id where g.name = 'All Employees'"));
        Assert.Equal(30, await CountAsync("packages"));
        Assert.Equal(300, await CountAsync("functions"));
    }

    [Fact]
    public async Task A_second_load_does_nothing_and_keeps_the_first_now()
    {
        var first = await LoadAsync(Small);
        clock.Advance(TimeSpan.FromDays(3));

        var second = await LoadAsync(Small with { Seed = 6 });

        Assert.True(second.AlreadyLoaded);
        Assert.Equal(first.Plan, second.Plan);
        Assert.Equal(first.Stored, await CountAsync("events"));
    }

    [Fact]
    public async Task A_load_that_was_broken_off_goes_on_with_the_same_story()
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            DemoLoader.LoadOnceAsync(DataSource, clock, Small, (_, _) => stop.Cancel(), stop.Token));
        var before = await CountAsync("events");
        clock.Advance(TimeSpan.FromDays(3));

        var load = await LoadAsync(Small);

        Assert.InRange(before, 1, load.Stored + load.Duplicates - 1);
        Assert.Equal(before, load.Duplicates);
        Assert.Equal(DemoData.Events(load.Plan).Count(), await CountAsync("events"));
    }

    [Fact]
    public async Task Two_servers_that_start_at_once_load_one_story()
    {
        var loads = await Task.WhenAll(LoadAsync(Small), LoadAsync(Small));

        Assert.Single(loads, load => load.AlreadyLoaded);
        Assert.Equal(loads.Sum(load => load.Stored), await CountAsync("events"));
    }

    [Fact]
    public async Task A_database_with_other_events_is_refused_unless_forced()
    {
        await using var writer = new EventWriter(DataSource);
        await writer.WriteAsync([new LoggedEvent(Guid.NewGuid(), clock.GetUtcNow().UtcDateTime, "usage", "click")], CancellationToken.None);

        await Assert.ThrowsAsync<DemoRefusedException>(() => LoadAsync(Small));
        Assert.Equal(0, await CountAsync("demo_data"));

        var load = await LoadAsync(Small with { Force = true });
        Assert.Equal(load.Stored + 1, await CountAsync("events"));
    }

    Task<DemoLoad> LoadAsync(DemoWish wish) => DemoLoader.LoadOnceAsync(DataSource, clock, wish, null, CancellationToken.None);
}

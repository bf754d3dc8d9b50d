using UsageAnalysis.Commands.Demo;
using UsageAnalysis.Tests.Graph;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Browser;

/// <summary>Tests that only read ten years of real events: they share one import and one browser, and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class InHistory : ICollectionFixture<RealHistory>, ICollectionFixture<Chromium>
{
    public const string Name = "The history in a browser";
}

/// <summary>Tests that only read the demo data: they share one load and one browser, and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class InDemo : ICollectionFixture<DemoPlatform>, ICollectionFixture<Chromium>
{
    public const string Name = "The demo data in a browser";
}

/// <summary>
/// The server with six months of the demo, ending on 2026-06-17: always the same events, fewer than a user gets, so that loading is quick.
/// </summary>
public sealed class DemoPlatform : UsageApp
{
    const int Events = 20_000;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await DemoLoader.LoadOnceAsync(DataSource, Time, new DemoWish(Events: Events), null, CancellationToken.None);
    }
}

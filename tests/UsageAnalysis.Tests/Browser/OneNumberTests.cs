using UsageAnalysis.Tests.Graph;
using UsageAnalysis.Tests.Ingest;
using Xunit;

namespace UsageAnalysis.Tests.Browser;

/// <summary>One number on every tab, over ten years of real events.</summary>
[Collection(InHistory.Name)]
public sealed class OneNumberInHistoryTests(RealHistory app, Chromium chromium)
    : OneNumber(app, chromium, "regular", "2020-01-01", "2020-12-31", "2018-12-31")
{
    [SharedDataFact]
    public Task On_the_Overview() => OverviewAsync();

    [SharedDataFact]
    public Task On_Packages() => ScatterAsync("packages", "Packages over time", "jest-config", "p.name", "", "Events");

    [SharedDataFact]
    public Task On_Events() => EventsAsync();
}

/// <summary>One number on every tab, over the demo data.</summary>
[Collection(InDemo.Name)]
public sealed class OneNumberInDemoTests(DemoPlatform app, Chromium chromium)
    : OneNumber(app, chromium, "Chemists", "2026-05-01", "2026-05-31", "2026-03-31")
{
    [Fact]
    public Task On_the_Overview() => OverviewAsync();

    [Fact]
    public Task On_Packages() => ScatterAsync("packages", "Packages over time", "Chem", "p.name", "", "Events");

    [Fact]
    public Task On_Functions() =>
        ScatterAsync("functions", "Functions over time", "Chem:fingerprints", "p.name || ':' || f.name", " and f.id is not null", "Runs");

    [Fact]
    public Task On_Events() => EventsAsync();
}

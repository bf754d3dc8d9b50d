using System.Diagnostics;
using System.Net.Http.Json;
using UsageAnalysis.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace UsageAnalysis.Tests.Browser;

/// <summary>A server that lets only persisted documents in, with those of the app in its folder.</summary>
public sealed class ClosedApp : UsageApp
{
    readonly TestDirectory folder = TestDirectory.Create();

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["GraphQL:PersistedDocuments"] = folder.Path, ["GraphQL:OnlyPersistedDocuments"] = "true",
    };

    public override async Task InitializeAsync()
    {
        using var npm = Process.Start(new ProcessStartInfo(
            OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["run", "--silent", "documents", "--", folder.Path])
        {
            WorkingDirectory = Repository.File("client"), RedirectStandardError = true,
        })!;
        var error = await npm.StandardError.ReadToEndAsync();
        await npm.WaitForExitAsync();
        Assert.True(npm.ExitCode == 0, error);
        await base.InitializeAsync();
        await LogAsync(new { id = Guid.NewGuid(), time = Time.GetUtcNow(), source = "usage", type = "open", user = "ann", package = "Chem" });
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }
}

public sealed class PersistedAppTests(ClosedApp app, Chromium chromium) : IClassFixture<ClosedApp>, IClassFixture<Chromium>
{
    [Fact]
    public async Task The_app_works_where_only_its_own_documents_may_be_sent()
    {
        using var refused = await app.Http.PostAsJsonAsync("/graphql", new { query = "{ users { totalCount } }" });
        Assert.Contains("HC0067", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await using var tab = await chromium.OpenAsync(app.Address, "/");

        await Expect(tab.Page.GetByText("Chem").First).ToBeVisibleAsync();
        Assert.Empty(tab.Problems);
    }
}

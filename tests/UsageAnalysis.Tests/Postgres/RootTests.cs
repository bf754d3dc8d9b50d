using System.Runtime.Versioning;
using UsageAnalysis.Postgres;
using Xunit;
using static UsageAnalysis.Tests.Postgres.PostgresFolder;

namespace UsageAnalysis.Tests.Postgres;

/// <summary>What is different when the server runs as root.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RootTests
{
    [RootFact]
    public async Task Root_runs_postgres_under_an_account_that_is_not_root()
    {
        await using var folder = new PostgresFolder();
        await using var postgres = await folder.StartAsync();

        var status = File.ReadLines($"/proc/{PostmasterFile.Read(folder.Data)!.Process}/status");
        var user = status.Single(line => line.StartsWith("Uid:", StringComparison.Ordinal));

        Assert.DoesNotContain("0", user.Split('\t')[1..]);
    }

    [RootFact]
    public async Task Binaries_in_a_folder_that_the_account_cannot_enter_are_copied_beside_the_data_once()
    {
        await using var folder = new PostgresFolder();
        var checkout = folder.In("checkout");
        Directory.CreateDirectory(checkout, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var package = Path.Combine(checkout, "package");
        Directory.CreateSymbolicLink(package, PostgresBinaries.Find(PostgresBinaries.Places).Folder);

        await using (var first = await folder.StartAsync([package]))
            Assert.Equal(1, await QueryAsync<int>(first.ConnectionString, "select 1"));
        var copy = Directory.GetDirectories(folder.Data.Path, "postgres-18.*").Single();
        var copied = Directory.GetLastWriteTimeUtc(copy);
        await using (var second = await folder.StartAsync([package]))
            Assert.Equal(1, await QueryAsync<int>(second.ConnectionString, "select 1"));

        Assert.Equal(copied, Directory.GetLastWriteTimeUtc(copy));
    }

    [RootFact]
    public async Task A_data_directory_that_the_account_cannot_enter_is_refused_naming_the_closed_folder()
    {
        await using var folder = new PostgresFolder();
        File.SetUnixFileMode(folder.Data.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var message = await folder.FailureAsync();

        Assert.Contains($"'{folder.Data.Path}' has mode 700", message, StringComparison.Ordinal);
        Assert.Contains("--data", message, StringComparison.Ordinal);
    }
}

/// <summary>A fact about root, skipped for everybody else.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute() =>
        Skip = OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess ? "Only root can drop to another account." : null;
}

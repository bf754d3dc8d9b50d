using System.Diagnostics;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests;

/// <summary>The app's own tests, so that one command runs all of them.</summary>
public sealed class ClientTests
{
    [Fact]
    public async Task The_tests_types_and_style_of_the_app_hold()
    {
        using var npm = Process.Start(new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "test")
        {
            WorkingDirectory = Repository.File("client"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = npm.StandardOutput.ReadToEndAsync();
        var error = npm.StandardError.ReadToEndAsync();
        await npm.WaitForExitAsync();
        Assert.True(npm.ExitCode == 0, await output + await error);
    }
}

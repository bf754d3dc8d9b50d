using System.Diagnostics;

namespace UsageAnalysis.Benchmarks;

/// <summary>This program, run once more as a child that is tied to one core and ends with its parent.</summary>
sealed class Child : IAsyncDisposable
{
    readonly Process process;

    Child(Process process) => this.process = process;

    internal StreamReader Output => process.StandardOutput;

    /// <summary>Starts a subcommand. Where <c>taskset</c> is missing, threads that the runtime starts early may leave the core.</summary>
    internal static Child Start(int core, params string[] arguments)
    {
        var pinned = OperatingSystem.IsLinux() && File.Exists("/usr/bin/taskset");
        var self = Environment.ProcessPath!;
        string[] command = Path.GetFileNameWithoutExtension(self) == "dotnet" ? [self, typeof(Child).Assembly.Location] : [self];
        if (pinned) command = ["/usr/bin/taskset", "-c", $"{core % Environment.ProcessorCount}", .. command];
        var process = Process.Start(new ProcessStartInfo(command[0], [.. command[1..], .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        if (!pinned && (OperatingSystem.IsWindows() || OperatingSystem.IsLinux()))
            process.ProcessorAffinity = (nint)1 << (core % Environment.ProcessorCount);
        return new Child(process);
    }

    /// <summary>The next line that the child prints.</summary>
    internal async Task<string> LineAsync() =>
        await Output.ReadLineAsync() ?? throw new InvalidOperationException("The child process ended before it answered.");

    /// <summary>Waits until the parent closes this process's standard input, or is gone.</summary>
    internal static Task WaitForParentAsync() => Console.In.ReadToEndAsync();

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}

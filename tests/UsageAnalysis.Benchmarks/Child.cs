using System.Diagnostics;

namespace UsageAnalysis.Benchmarks;

/// <summary>This program, run once more as a child that ends with its parent.</summary>
sealed class Child : IAsyncDisposable
{
    readonly Process process;

    Child(Process process) => this.process = process;

    /// <summary>Of the process.</summary>
    internal int Id => process.Id;

    internal StreamReader Output => process.StandardOutput;

    /// <summary>Starts a subcommand on all cores.</summary>
    internal static Child Start(params string[] arguments) => new(Run([.. Self, .. arguments]));

    /// <summary>
    /// Starts a subcommand that is tied to one core. Where <c>taskset</c> is missing, threads that the runtime starts early may leave it.
    /// </summary>
    internal static Child Start(int core, params string[] arguments)
    {
        var pinned = OperatingSystem.IsLinux() && File.Exists("/usr/bin/taskset");
        string[] taskset = pinned ? ["/usr/bin/taskset", "-c", $"{core % Environment.ProcessorCount}"] : [];
        var process = Run([.. taskset, .. Self, .. arguments]);
        if (!pinned && (OperatingSystem.IsWindows() || OperatingSystem.IsLinux()))
            process.ProcessorAffinity = (nint)1 << (core % Environment.ProcessorCount);
        return new Child(process);
    }

    static string[] Self => Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet"
        ? [Environment.ProcessPath!, typeof(Child).Assembly.Location]
        : [Environment.ProcessPath!];

    static Process Run(string[] command) => Process.Start(new ProcessStartInfo(command[0], command[1..])
    {
        RedirectStandardInput = true, RedirectStandardOutput = true,
    })!;

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

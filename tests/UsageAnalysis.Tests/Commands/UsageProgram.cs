using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using UsageAnalysis.Commands;
using Xunit;

namespace UsageAnalysis.Tests.Commands;

/// <summary>What a finished program answered.</summary>
sealed record Ran(int ExitCode, string Output, string Error)
{
    /// <summary>The lines on standard error.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>The real program, run as a child process; killed when disposed of too early.</summary>
sealed class UsageProgram : IAsyncDisposable
{
    public const int Interrupt = 2;
    public const int Terminate = 15;

    /// <summary>Variables of the machine that would change what a test sees.</summary>
    static readonly string[] Foreign = ["ConnectionStrings__", "ASPNETCORE_", "DOTNET_URLS", "DOTNET_HTTP_PORTS", "Kestrel__", "Client__"];

    readonly Process process;
    readonly StringBuilder output = new();
    readonly StringBuilder error = new();
    readonly Task read;

    UsageProgram(Process process)
    {
        this.process = process;
        read = Task.WhenAll(ReadAsync(process.StandardOutput, output), ReadAsync(process.StandardError, error));
    }

    public int Id => process.Id;

    /// <summary>Starts it on a database of the connection string (null: none), with some environment variables.</summary>
    public static UsageProgram Start(string? connectionString, string[] arguments, params (string Name, string Value)[] environment)
    {
        // A session of its own, as in a terminal: a signal to its group reaches whatever it leaves in there too.
        string[] host = OperatingSystem.IsLinux() ? ["setsid", "dotnet"] : ["dotnet"];
        var start = new ProcessStartInfo(host[0], [.. host[1..], typeof(WithDatabase).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsForeign).ToList())
        {
            start.Environment.Remove(name);
        }
        start.Environment["ConnectionStrings__Usage"] = connectionString;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        return new UsageProgram(Process.Start(start)!);
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<Ran> RunAsync(string? connectionString, params string[] arguments)
    {
        await using var program = Start(connectionString, arguments);
        return await program.EndAsync();
    }

    /// <summary>Writes lines to its standard input; a program that has ended does not read them, which is no failure here.</summary>
    public async Task WriteAsync(IEnumerable<string> lines, bool toTheEnd)
    {
        try
        {
            foreach (var line in lines)
            {
                await process.StandardInput.WriteLineAsync(line);
            }
            await process.StandardInput.FlushAsync();
            if (toTheEnd)
            {
                process.StandardInput.Close();
            }
        }
        catch (IOException) when (process.HasExited)
        {
            // Its exit code tells why.
        }
    }

    /// <summary>Waits for a line that holds a text, on either stream.</summary>
    public Task<string> LineAsync(string text) => Eventually.GetAsync(() => $"No line says '{text}': {Text(output)}{Text(error)}", () =>
    {
        var lines = $"{Text(output)}\n{Text(error)}".Split('\n');
        return Task.FromResult(lines.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)));
    });

    /// <summary>Waits until it serves.</summary>
    /// <returns>Talks to it.</returns>
    public async Task<HttpClient> ListeningAsync()
    {
        const string Listening = "Now listening on: ";
        var line = await LineAsync(Listening);
        var address = line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..];
        return new HttpClient { BaseAddress = new Uri(address.Trim()) };
    }

    /// <summary>Sends a signal as a terminal does: to all in the program's group.</summary>
    [UnsupportedOSPlatform("windows")]
    public void Signal(int signal) => Assert.Equal(0, Kill(OperatingSystem.IsLinux() ? -Id : Id, signal));

    /// <summary>Waits for its end.</summary>
    public async Task<Ran> EndAsync()
    {
        await Eventually.GetAsync(
            () => $"It does not end: {Text(output)}{Text(error)}",
            () => Task.FromResult(process.HasExited ? process : null));
        await read;
        return new Ran(process.ExitCode, Text(output), Text(error));
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
        process.Dispose();
    }

    static bool IsForeign(string name) => Foreign.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    static async Task ReadAsync(StreamReader reader, StringBuilder text)
    {
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer) is > 0 and var count)
        {
            lock (text)
            {
                text.Append(buffer, 0, count);
            }
        }
    }

    static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    [DllImport("libc", EntryPoint = "kill"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Kill(int process, int signal);
}

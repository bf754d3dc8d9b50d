namespace UsageAnalysis.Benchmarks.Attacks;

/// <summary>What a process has used so far.</summary>
/// <param name="CpuMs">CPU time of all threads, milliseconds.</param>
/// <param name="ManagedBytes">Bytes on the managed heap.</param>
/// <param name="WorkingSetBytes">Bytes of memory that the process holds.</param>
public sealed record Reading(double CpuMs, long ManagedBytes, long WorkingSetBytes)
{
    internal static Reading OfThisProcess(bool collect = false) =>
        new(Environment.CpuUsage.TotalTime.TotalMilliseconds, GC.GetTotalMemory(collect), Environment.WorkingSet);

    /// <summary>Asks the child process that serves.</summary>
    internal static async Task<Reading> OfAsync(HttpClient http, CancellationToken ct, bool collect = false) =>
        await http.GetFromJsonAsync<Reading>(new Uri($"/process?collect={collect}", UriKind.Relative), ct)
            ?? throw new InvalidOperationException("The server did not say what it has used.");
}

using System.Diagnostics;

namespace UsageAnalysis.Tests.Commands;

/// <summary>Waits for what another process does: the one place where these tests look at the clock.</summary>
static class Eventually
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Looks until there is something.</summary>
    /// <param name="what">Told when it does not come in time.</param>
    /// <param name="look">Null while it is not there.</param>
    public static async Task<T> GetAsync<T>(Func<string> what, Func<Task<T?>> look)
        where T : class
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Deadline; await Task.Delay(Pause))
        {
            if (await look() is { } found)
            {
                return found;
            }
        }
        throw new TimeoutException(what());
    }
}

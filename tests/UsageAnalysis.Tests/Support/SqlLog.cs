using System.Collections.Concurrent;
using System.Diagnostics;

namespace UsageAnalysis.Tests.Support;

/// <summary>
/// The SQL statements of one piece of work, be they EF's or Npgsql's own, and whatever else runs meanwhile: they are told apart by the
/// trace that the HTTP client carries to the server.
/// </summary>
static class SqlLog
{
    /// <summary>Does some work, in this process or by HTTP on a server in it.</summary>
    /// <param name="work">The work.</param>
    /// <param name="ended">Told each statement as soon as it has ended.</param>
    /// <returns>Its result, and the text of each statement that ran for it, in the order in which they ended.</returns>
    public static async Task<(T Result, IReadOnlyList<string> Statements)> OfAsync<T>(Func<Task<T>> work, Action<string>? ended = null)
    {
        using var trace = new Activity(nameof(SqlLog)).SetIdFormat(ActivityIdFormat.W3C).Start();
        var id = trace.TraceId;
        var statements = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == id && activity.GetTagItem("db.query.text") is string text)
                {
                    statements.Enqueue(text);
                    ended?.Invoke(text);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        var result = await work();
        return (result, [.. statements]);
    }
}

using System.Runtime.CompilerServices;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.Benchmarks.Engine;

/// <summary>One row of the engine benchmark.</summary>
/// <param name="Id">Whole number.</param>
/// <param name="Name">Text.</param>
/// <param name="Kind">Text of few values.</param>
/// <param name="DurationMs">Fraction, milliseconds.</param>
/// <param name="Failed">Flag.</param>
public sealed record Row(int Id, string Name, string Kind, double DurationMs, bool Failed)
{
    internal static IReadOnlyList<Row> All { get; } =
        [.. Enumerable.Range(1, 100).Select(i => new Row(i, $"Function {i:000}", i % 3 == 0 ? "script" : "query", i * 1.5, i % 7 == 0))];
}

/// <summary>Rows in memory.</summary>
[QueryType]
public static class RowQueries
{
    /// <summary>A hundred rows.</summary>
    [ListSize(100)]
    public static IReadOnlyList<Row> GetRows() => Row.All;
}

/// <summary>Streams.</summary>
[SubscriptionType]
public static class RowSubscriptions
{
    /// <summary>Nothing, until the subscriber leaves.</summary>
    /// <param name="cancellationToken">Tells that it left.</param>
    public static async IAsyncEnumerable<int> SilenceAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        yield break;
    }
}

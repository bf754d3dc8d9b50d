using System.Globalization;
using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>A question needs single events that were dropped by age; what was counted of them is not enough.</summary>
/// <param name="needed">Of when it needs single events.</param>
/// <param name="since">First instant that events are kept of.</param>
public sealed class EventsDroppedException(TimeRange needed, DateTime since) : Exception(
    $"Single events before {Instant(since)} were dropped by age, and this needs those from {Instant(needed.From)} to "
    + $"{Instant(needed.To)}. What was counted of them still answers ranges and buckets of whole quarters of an hour, without entities, "
    + $"parameters and percentiles of some users; anything can be asked of ranges from {Instant(since)} on.")
{
    static string Instant(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text.Json;

namespace UsageAnalysis.Benchmarks.Counting.Questions;

/// <summary>Short words for reading answers.</summary>
static class JsonRows
{
    /// <summary>The value at the end of a path; the last one may be absent with its parent, and then is null.</summary>
    internal static JsonElement At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind == JsonValueKind.Null) return element;
            element = element.GetProperty(name);
        }
        return element;
    }

    internal static string? Text(this JsonElement element, params ReadOnlySpan<string> path) => element.At(path).GetString();

    internal static long Long(this JsonElement element, params ReadOnlySpan<string> path) => element.At(path).GetInt64();

    internal static IEnumerable<JsonElement> List(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path).EnumerateArray();

    internal static long[] Longs(this JsonElement element, params ReadOnlySpan<string> path) =>
        [.. element.List(path).Select(item => item.GetInt64())];

    internal static DateTime Time(this JsonElement element) =>
        DateTime.Parse(element.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);

    internal static DateTime[] Times(this JsonElement element, params ReadOnlySpan<string> path) =>
        [.. element.List(path).Select(Time)];
}

using System.Globalization;

namespace UsageAnalysis.GraphQL.Transport;

/// <summary>
/// Chooses an answer's media type by the q-values of <c>Accept</c> (RFC 9110, section 12.5.1). Not by ASP.NET's subset rule, which lets
/// <c>application/json</c> match <c>application/graphql-response+json</c>.
/// </summary>
static class MediaTypes
{
    internal const string Response = "application/graphql-response+json";
    internal const string Json = "application/json";
    internal const string EventStream = "text/event-stream";
    static readonly string[] Offered = [Json, Response, EventStream];

    /// <summary>The best offered type, null when none fits. <c>*/*</c> and no header mean <c>application/json</c>.</summary>
    internal static string? Choose(string? accept) => Choose(accept, Offered);

    /// <summary>True when an event stream is acceptable, be it the first choice or not.</summary>
    internal static bool TakesEvents(string? accept) => Choose(accept, [EventStream]) is not null;

    static string? Choose(string? accept, string[] offered)
    {
        if (string.IsNullOrWhiteSpace(accept)) return offered[0];
        var ranges = accept.Split(',').Select(Range.Parse).OfType<Range>().ToArray();
        var best = offered.Select(type => (Type: type, Match: Match(ranges, type))).Where(o => o.Match.Quality > 0)
            .OrderByDescending(o => o.Match.Quality).ThenByDescending(o => o.Match.Specificity).ThenBy(o => o.Match.Position).ToArray();
        return best is [var first, ..] ? first.Type : null;
    }

    /// <summary>True for <c>application/json</c>, without charset or with utf-8.</summary>
    internal static bool IsJsonUtf8(string? contentType)
    {
        var parts = contentType?.Split(';', StringSplitOptions.TrimEntries) ?? [];
        if (parts is not [var type, ..] || !type.Equals(Json, StringComparison.OrdinalIgnoreCase)) return false;
        return parts.Skip(1).All(p => !p.StartsWith("charset=", StringComparison.OrdinalIgnoreCase)
            || p["charset=".Length..].Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }

    // The most specific range that matches decides the quality.
    static (double Quality, int Specificity, int Position) Match(Range[] ranges, string type)
    {
        var family = type[..type.IndexOf('/')] + "/*";
        var best = (Quality: 0d, Specificity: -1, Position: int.MaxValue);
        for (var i = 0; i < ranges.Length; i++)
        {
            var specificity = ranges[i].Type == type ? 2 : ranges[i].Type == family ? 1 : ranges[i].Type == "*/*" ? 0 : -1;
            if (specificity > best.Specificity) best = (ranges[i].Quality, specificity, i);
        }
        return best;
    }

    sealed record Range(string Type, double Quality)
    {
        internal static Range? Parse(string text)
        {
            var parts = text.Split(';', StringSplitOptions.TrimEntries);
            if (parts[0].Length == 0) return null;
            var quality = 1d;
            foreach (var part in parts.Skip(1))
            {
                if (part.StartsWith("charset=", StringComparison.OrdinalIgnoreCase)
                    && !part.EndsWith("utf-8", StringComparison.OrdinalIgnoreCase))
                    return null;
                if (part.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
                    && !double.TryParse(part.AsSpan(2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out quality))
                    return null;
            }
            return new Range(parts[0].ToLowerInvariant(), quality);
        }
    }
}

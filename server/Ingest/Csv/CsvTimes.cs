using System.Globalization;

namespace UsageAnalysis.Ingest.Csv;

/// <summary>Reads times as a mapping says.</summary>
sealed class CsvTimes
{
    readonly CsvTime mapping;
    readonly TimeZoneInfo? zone;

    /// <exception cref="CsvMappingException">Nobody knows the zone.</exception>
    public CsvTimes(CsvTime mapping)
    {
        this.mapping = mapping;
        try
        {
            zone = mapping.Zone is { } name ? TimeZoneInfo.FindSystemTimeZoneById(name) : null;
        }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw new CsvMappingException($"time.zone \"{mapping.Zone}\" is no time zone: it looks like Europe/Berlin or UTC.");
        }
    }

    /// <summary>The time as the wire format writes it; else what is wrong.</summary>
    public (string? Time, string? Problem) Read(string text)
    {
        switch (mapping.Format)
        {
            case "unix" or "unixMs" when decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number):
                var ticks = number * (mapping.Format == "unix" ? TimeSpan.TicksPerSecond : TimeSpan.TicksPerMillisecond);
                return ticks is >= 0 and < 253_402_300_800m * TimeSpan.TicksPerSecond
                    ? (Write(DateTime.UnixEpoch.AddTicks((long)ticks)), null)
                    : (null, $"time \"{text}\" is out of range");
            case null when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Style, out var given):
                return Place(text, given, HasOffset(text));
            case { } format and not ("unix" or "unixMs")
                when DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, Style, out var given):
                return Place(text, given, format.AsSpan().ContainsAny('z', 'K'));
            default:
                return (null, $"time \"{text}\" is not as the mapping says: {mapping.Format ?? "ISO 8601, such as 2026-01-31T10:00:00Z"}");
        }
    }

    const DateTimeStyles Style = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces;

    static bool HasOffset(string text) =>
        text.EndsWith("Z", StringComparison.OrdinalIgnoreCase)
        || (text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && text.LastIndexOfAny(['+', '-']) > colon);

    (string?, string?) Place(string text, DateTimeOffset given, bool hasOffset)
    {
        if (hasOffset)
        {
            return (Write(given.UtcDateTime), null);
        }
        if (zone is null)
        {
            return (null, $"time \"{text}\" tells no offset: give the zone of such times as time.zone in the mapping");
        }
        // An hour that there is twice is taken for the first one, as summer ends then.
        var local = given.DateTime;
        return zone.IsInvalidTime(local) ? (null, $"time \"{text}\" does not exist in {zone.Id}, where clocks are put forward then")
            : zone.IsAmbiguousTime(local) ? (Write(local - zone.GetAmbiguousTimeOffsets(local).Max()), null)
            : (Write(local - zone.GetUtcOffset(local)), null);
    }

    static string Write(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}

using System.Globalization;
using UsageAnalysis.Analytics;

namespace UsageAnalysis.Tests.Analytics;

/// <summary>Short words for zones, instants and ranges.</summary>
static class Zones
{
    /// <summary>Zones whose clocks do something unusual, with an instant near which they do it.</summary>
    public static readonly (string Zone, string Near)[] Unusual =
    [
        ("UTC", "2026-06-17T12:00:00Z"),
        ("Europe/Berlin", "2026-03-29T01:00:00Z"),
        ("Europe/Berlin", "2026-10-25T01:00:00Z"),
        ("America/New_York", "2026-11-01T06:00:00Z"),
        ("Asia/Kolkata", "2026-01-01T00:00:00Z"),
        ("Asia/Kathmandu", "2026-01-01T00:00:00Z"),
        ("Australia/Lord_Howe", "2026-04-04T15:00:00Z"),
        ("Australia/Lord_Howe", "2026-10-03T15:30:00Z"),
        // Midnight does not exist.
        ("America/Sao_Paulo", "2018-11-04T03:00:00Z"),
        ("Africa/Cairo", "2026-04-23T22:00:00Z"),
        // Midnight is struck twice: the clocks go back from 00:01 to 23:01.
        ("America/St_Johns", "2008-11-02T02:31:00Z"),
        // The hour before midnight is there twice.
        ("America/Sao_Paulo", "2018-02-18T02:00:00Z"),
        // A whole day does not exist.
        ("Pacific/Apia", "2011-12-30T10:00:00Z"),
        ("Pacific/Kwajalein", "1993-08-21T12:00:00Z"),
        // The zone itself changes its offset.
        ("Asia/Pyongyang", "2018-05-04T15:00:00Z"),
        ("America/Caracas", "2007-12-09T07:00:00Z"),
        ("Europe/Moscow", "2014-10-25T22:00:00Z"),
        ("Africa/Casablanca", "2026-02-15T02:00:00Z"),
    ];

    public static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);

    public static DateTime At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture).UtcDateTime;

    public static TimeRange Range(string from, string to) => new(At(from), At(to));

    /// <summary>From one local midnight to another.</summary>
    public static TimeRange Days(string zone, string from, string to) => new(Midnight(zone, from), Midnight(zone, to));

    public static DateTime Midnight(string zone, string day) =>
        ZonedCalendar.ToInstant(DateTime.Parse(day, CultureInfo.InvariantCulture), Zone(zone));

    public static string Text(DateTime instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

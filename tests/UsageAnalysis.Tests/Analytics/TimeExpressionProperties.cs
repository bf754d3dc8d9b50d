using System.Globalization;
using CsCheck;
using UsageAnalysis.Analytics;
using Xunit;
using static UsageAnalysis.Tests.Analytics.Zones;

namespace UsageAnalysis.Tests.Analytics;

/// <summary>What holds for typed times in every zone, by a calendar that is counted hour by hour instead of computed.</summary>
public sealed class TimeExpressionProperties
{
    static readonly string[] Names = ["UTC", .. Unusual.Select(place => place.Zone).Distinct()];

    static readonly Gen<(string Zone, DateTime Now)> Places = Gen.Frequency(
        (2, Gen.Select(Gen.Int[0, Unusual.Length - 1], Gen.Int[-4 * 24 * 60, 4 * 24 * 60],
            (place, minutes) => (Unusual[place].Zone, At(Unusual[place].Near).AddMinutes(minutes)))),
        (1, Gen.Select(Gen.Int[0, Names.Length - 1], Gen.Int[0, 50 * 365 * 24 * 60],
            // Five years before it, ranges begin in 1970 at the earliest, wherever that is.
            (name, minutes) => (Names[name], At("1976-01-02T00:00:00Z").AddMinutes(minutes)))));

    static readonly Gen<string> Units = Gen.Int[0, 4].Select(i => new[] { "day", "week", "month", "quarter", "year" }[i]);

    [Fact]
    public void A_calendar_unit_is_all_the_time_at_which_the_clocks_show_it_and_no_other() =>
        Gen.Select(Places, Units, Gen.Int[1, 5]).Sample((place, unit, ago) =>
        {
            var zone = Zone(place.Zone);
            var today = Local(place.Now, zone).Date;
            var wanted = Number(unit, today) - ago;
            CheckShown($"{ago} {unit}s ago", place, local => Number(unit, local) == wanted && local.Date <= today, true);
            CheckShown($"this {unit}", place, local => Number(unit, local) == wanted + ago && local.Date <= today, false);
        }, iter: 150);

    [Fact]
    public void The_last_days_are_all_the_time_at_which_the_clocks_show_one_of_them() =>
        Gen.Select(Places, Gen.Int[1, 40]).Sample((place, days) =>
        {
            var today = Local(place.Now, Zone(place.Zone)).Date;
            CheckShown($"last {days} days", place, local => local.Date > today.AddDays(-days) && local.Date <= today, false);
            CheckShown($"previous {days} days", place, local => local.Date >= today.AddDays(-days) && local.Date < today, true);
        }, iter: 150);

    [Fact]
    public void A_range_of_dates_is_all_the_time_at_which_the_clocks_show_one_of_them_however_the_dates_are_written() =>
        Gen.Select(Places, Gen.Int[0, 60], Gen.Int[0, 4], Gen.Int[0, 4]).Sample((place, days, style, other) =>
        {
            var from = Local(place.Now, Zone(place.Zone)).Date;
            var to = from.AddDays(days);
            CheckShown($"{Written(from, style)} - {Written(to, other)}", place, local => local.Date >= from && local.Date <= to, true);
        }, iter: 150);

    [Fact]
    public void Months_quarters_and_years_are_the_same_written_out_and_by_their_days() =>
        Gen.Select(Places, Gen.Int[1970, 2198], Gen.Int[1, 12]).Sample((place, year, month) =>
        {
            var first = new DateTime(year == 1970 ? 1971 : year, month, 1);
            var quarter = new DateTime(first.Year, (month - 1) / 3 * 3 + 1, 1);
            var last = first.AddMonths(1).AddDays(-1);
            Same($"{first:MMMM yyyy}", $"{first:yyyy-MM-dd} - {last:MMM d, yyyy}", place);
            Same($"{first:yyyy-MM}", $"{first:MMM yyyy}", place);
            Same($"{first:yyyy}", $"{first:yyyy}-01 to {first:yyyy}-12", place);
            Same($"{first:yyyy}-Q{(month + 2) / 3}", $"{quarter:yyyy-MM} - {quarter.AddMonths(2):yyyy-MM}", place);
            var week = first.AddDays(-((int)first.DayOfWeek + 6) % 7);
            var sunday = week.AddDays(6);
            Same($"{ISOWeek.GetYear(first)}-W{ISOWeek.GetWeekOfYear(first):00}", $"{week:yyyy-MM-dd} - {sunday:yyyy-MM-dd}", place);
        }, iter: 300);

    [Fact]
    public void A_range_of_instants_survives_being_written_and_read() => Gen.Select(
        Places, Gen.Long[0, 60L * 365 * 24 * 3600 * 1_000_000], Gen.Long[1, 10L * 365 * 24 * 3600 * 1_000_000], Gen.Int[-14 * 4, 14 * 4])
        .Sample((place, from, length, quarters) =>
        {
            var start = At("1970-01-02T00:00:00Z").AddTicks(10 * from);
            var range = new TimeRange(start, start.AddTicks(10 * length));
            var offset = TimeSpan.FromMinutes(15 * quarters);
            // What an end names belongs to the range, so the last microsecond is written.
            var text = $"{Iso(range.From, offset)} to {Iso(range.To.AddTicks(-10), TimeSpan.Zero)}";
            Assert.Equal(range, TimeExpression.Parse(text).Resolve(place.Now, Zone(place.Zone), null));
        }, iter: 2_000);

    [Fact]
    public void Any_text_is_a_range_or_refused_in_words() =>
        Gen.Select(
            Gen.OneOf(
                Gen.String[0, 30],
                Gen.Int[0, Words.Length - 1].Select(i => Words[i]).Array[1, 8].Select(words => string.Concat(words)),
                Gen.Int[0, Words.Length - 1].Select(i => Words[i]).Array[1, 8].Select(words => string.Join(' ', words))),
            Places)
        .Sample((text, place) =>
        {
            try
            {
                var range = TimeExpression.Parse(text).Resolve(place.Now, Zone(place.Zone), At("2019-07-08T13:00:00Z"));
                Assert.True(range.From < range.To && range.From >= TimeRange.Earliest && range.To <= TimeRange.Latest, $"{range}");
            }
            catch (InvalidScopeException fault)
            {
                Assert.NotEmpty(fault.Message);
            }
        }, iter: 30_000);

    static readonly string[] Words =
    [
        "last", "this", "previous", "the", "now", "today", "yesterday", "ago", "before", "after", "since", "until", "from", "to",
        "between", "and", "on", "at", "all", "time", "week", "days", "hours", "minutes", "months", "years", "quarter", "June", "oct", "Q2",
        "q", "w", "W07", "2024", "1970", "2199", "2200", "0", "1", "07", "12", "31", "99", "999999999", "9999999999999", "-", "/", ":", ",",
        ".", "..", "T", "Z", "+", "+02:00", "-14:00", "am", "pm", "th", "10:15", "2024-02-29", "10/17/2019", "–", "'",
    ];

    // Every instant near the range is in it just where its clock shows what is wanted.
    static void CheckShown(string text, (string Zone, DateTime Now) place, Func<DateTime, bool> wanted, bool mayBeEmpty)
    {
        var zone = Zone(place.Zone);
        TimeRange range;
        try
        {
            range = TimeExpression.Parse(text).Resolve(place.Now, zone, null);
        }
        catch (InvalidScopeException fault) when (mayBeEmpty && fault.Message.Contains("is empty", StringComparison.Ordinal))
        {
            range = new TimeRange(place.Now, place.Now);
        }
        foreach (var edge in new[] { range.From, range.To, place.Now })
        {
            var near = edge.AddTicks(-(edge.Ticks % TimeSpan.FromMinutes(1).Ticks)).AddHours(-27);
            for (var at = near; at < near.AddHours(54); at = at.AddMinutes(15))
            {
                var local = Local(at, zone);
                // Clocks set back over a midnight show the date of a day again that has ended already.
                Assert.True(
                    wanted(local) == (at >= range.From && at < range.To) || ShownLater(at, zone),
                    $"{text} in {place.Zone} at {place.Now:O} is {range}, but at {at:O} it is {local:O}.");
            }
        }
    }

    // Whether the clocks showed a later time on another date shortly before.
    static bool ShownLater(DateTime at, TimeZoneInfo zone) =>
        Enumerable.Range(1, 26 * 4).Any(step => Local(at.AddMinutes(-15 * step), zone).Date > Local(at, zone).Date)
        || Enumerable.Range(1, 90).Any(minute => Local(at.AddMinutes(-minute), zone).Date > Local(at, zone).Date);

    static DateTime Local(DateTime instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTimeFromUtc(instant, zone);

    // Units counted from a beginning: days and weeks from a Monday.
    static int Number(string unit, DateTime local) => unit switch
    {
        "day" => (local.Date - new DateTime(1900, 1, 1)).Days,
        "week" => (local.Date - new DateTime(1900, 1, 1)).Days / 7,
        "month" => local.Year * 12 + local.Month,
        "quarter" => local.Year * 4 + (local.Month - 1) / 3,
        _ => local.Year,
    };

    static string Written(DateTime date, int style) => date.ToString(
        new[] { "yyyy-MM-dd", "M/d/yyyy", "MMMM d, yyyy", "d MMM yyyy", "yyyy/MM/dd" }[style], CultureInfo.InvariantCulture);

    static string Iso(DateTime instant, TimeSpan offset) =>
        new DateTimeOffset(instant).ToOffset(offset).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture);

    static void Same(FormattableString one, FormattableString other, (string Zone, DateTime Now) place) => Assert.Equal(
        TimeExpression.Parse(one.ToString(CultureInfo.InvariantCulture)).Resolve(place.Now, Zone(place.Zone), null),
        TimeExpression.Parse(other.ToString(CultureInfo.InvariantCulture)).Resolve(place.Now, Zone(place.Zone), null));
}

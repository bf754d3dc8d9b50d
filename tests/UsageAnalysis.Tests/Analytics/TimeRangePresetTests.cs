using UsageAnalysis.Analytics;
using Xunit;
using static UsageAnalysis.Tests.Analytics.Zones;

namespace UsageAnalysis.Tests.Analytics;

public sealed class TimeRangePresetTests
{
    // In Berlin it is Monday 30 March, half past midnight, a day after the clocks went forward.
    static readonly DateTime Now = At("2026-03-29T22:30:00Z");

    [Theory]
    [InlineData(TimeRangePreset.Today, "2026-03-30", "2026-03-31")]
    [InlineData(TimeRangePreset.Yesterday, "2026-03-29", "2026-03-30")]
    [InlineData(TimeRangePreset.Last7Days, "2026-03-24", "2026-03-31")]
    [InlineData(TimeRangePreset.Last28Days, "2026-03-03", "2026-03-31")]
    [InlineData(TimeRangePreset.Last30Days, "2026-03-01", "2026-03-31")]
    [InlineData(TimeRangePreset.Last91Days, "2025-12-30", "2026-03-31")]
    [InlineData(TimeRangePreset.ThisWeek, "2026-03-30", "2026-03-31")]
    [InlineData(TimeRangePreset.ThisMonth, "2026-03-01", "2026-03-31")]
    [InlineData(TimeRangePreset.LastMonth, "2026-02-01", "2026-03-01")]
    [InlineData(TimeRangePreset.ThisYear, "2026-01-01", "2026-03-31")]
    [InlineData(TimeRangePreset.Last12Months, "2025-03-31", "2026-03-31")]
    [InlineData(TimeRangePreset.AllTime, "2019-07-08", "2026-03-31")]
    [InlineData(TimeRangePreset.Last90Days, "2025-12-31", "2026-03-31")]
    [InlineData(TimeRangePreset.LastWeek, "2026-03-23", "2026-03-30")]
    [InlineData(TimeRangePreset.ThisQuarter, "2026-01-01", "2026-03-31")]
    [InlineData(TimeRangePreset.LastQuarter, "2025-10-01", "2026-01-01")]
    [InlineData(TimeRangePreset.LastYear, "2025-01-01", "2026-01-01")]
    public void A_preset_covers_whole_days_of_the_zone(TimeRangePreset preset, string from, string to) =>
        Assert.Equal(Days("Europe/Berlin", from, to), preset.Resolve(Now, Zone("Europe/Berlin"), At("2019-07-07T22:00:00Z")));

    [Fact]
    public void The_last_24_hours_end_now_whatever_the_clocks_did() => Assert.Equal(
        Range("2026-03-28T22:30:00Z", "2026-03-29T22:30:00Z"), TimeRangePreset.Last24Hours.Resolve(Now, Zone("Europe/Berlin"), null));

    [Fact]
    public void The_same_instant_is_another_day_elsewhere() =>
        Assert.Equal(Days("UTC", "2026-03-29", "2026-03-30"), TimeRangePreset.Today.Resolve(Now, TimeZoneInfo.Utc, null));

    [Fact]
    public void Sunday_is_the_last_day_of_its_week() =>
        Assert.Equal(Days("UTC", "2026-03-23", "2026-03-30"), TimeRangePreset.ThisWeek.Resolve(Now, TimeZoneInfo.Utc, null));

    [Fact]
    public void A_day_of_changing_clocks_has_23_hours() =>
        Assert.Equal(TimeSpan.FromHours(23), TimeRangePreset.Yesterday.Resolve(Now, Zone("Europe/Berlin"), null).Length);

    [Fact]
    public void Without_events_all_time_is_today() => Assert.Equal(
        TimeRangePreset.Today.Resolve(Now, TimeZoneInfo.Utc, null), TimeRangePreset.AllTime.Resolve(Now, TimeZoneInfo.Utc, null));

    [Fact]
    public void An_event_from_tomorrow_does_not_turn_all_time_around() => Assert.Equal(
        TimeRangePreset.Today.Resolve(Now, TimeZoneInfo.Utc, null), TimeRangePreset.AllTime.Resolve(Now, TimeZoneInfo.Utc, Now.AddHours(3)));

    [Fact]
    public void The_last_twelve_months_include_a_leap_day_once() => Assert.Equal(
        Days("UTC", "2023-03-01", "2024-03-01"), TimeRangePreset.Last12Months.Resolve(At("2024-02-29T10:00:00Z"), TimeZoneInfo.Utc, null));

    [Fact]
    public void Every_preset_is_a_range_in_every_zone() => Assert.All(
        // On the day after a skipped one, yesterday was no range; both lie in the past.
        from preset in Enum.GetValues<TimeRangePreset>()
        from place in Unusual
        where place.Zone is not ("Pacific/Apia" or "Pacific/Kwajalein")
        select (preset, place),
        asked => Assert.True(asked.preset.Resolve(At(asked.place.Near), Zone(asked.place.Zone), null).Length > TimeSpan.Zero, $"{asked}"));
}

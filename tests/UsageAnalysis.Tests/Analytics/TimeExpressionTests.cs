using UsageAnalysis.Analytics;
using Xunit;
using static UsageAnalysis.Tests.Analytics.Zones;

namespace UsageAnalysis.Tests.Analytics;

/// <summary>Every documented form, at a fixed moment.</summary>
public sealed class TimeExpressionTests
{
    // Wednesday 17 June 2026, 14:20:30 in Berlin.
    static readonly DateTime Now = At("2026-06-17T12:20:30Z");

    static readonly DateTime FirstEvent = At("2019-07-08T13:00:00Z");

    [Theory]
    [InlineData("today", "2026-06-17", "2026-06-18")]
    [InlineData("yesterday", "2026-06-16", "2026-06-17")]
    [InlineData("this day", "2026-06-17", "2026-06-18")]
    [InlineData("this week", "2026-06-15", "2026-06-18")]
    [InlineData("This  WEEK", "2026-06-15", "2026-06-18")]
    [InlineData("current month", "2026-06-01", "2026-06-18")]
    [InlineData("this quarter", "2026-04-01", "2026-06-18")]
    [InlineData("this year", "2026-01-01", "2026-06-18")]
    [InlineData("last day", "2026-06-16", "2026-06-17")]
    [InlineData("last week", "2026-06-08", "2026-06-15")]
    [InlineData("the last month", "2026-05-01", "2026-06-01")]
    [InlineData("previous quarter", "2026-01-01", "2026-04-01")]
    [InlineData("past year", "2025-01-01", "2026-01-01")]
    [InlineData("last 1 day", "2026-06-17", "2026-06-18")]
    [InlineData("last 3 days", "2026-06-15", "2026-06-18")]
    [InlineData("last 2 weeks", "2026-06-04", "2026-06-18")]
    [InlineData("last 3 months", "2026-03-18", "2026-06-18")]
    [InlineData("last 2 quarters", "2025-12-18", "2026-06-18")]
    [InlineData("past 2 years", "2024-06-18", "2026-06-18")]
    [InlineData("previous 3 days", "2026-06-14", "2026-06-17")]
    [InlineData("previous 2 weeks", "2026-06-01", "2026-06-15")]
    [InlineData("previous 3 months", "2026-03-01", "2026-06-01")]
    [InlineData("3 days ago", "2026-06-14", "2026-06-15")]
    [InlineData("1 week ago", "2026-06-08", "2026-06-15")]
    [InlineData("3 months ago", "2026-03-01", "2026-04-01")]
    [InlineData("2 years ago", "2024-01-01", "2025-01-01")]
    [InlineData("1984", "1984-01-01", "1985-01-01")]
    [InlineData("1984-1986", "1984-01-01", "1987-01-01")]
    [InlineData("June 1984", "1984-06-01", "1984-07-01")]
    [InlineData("jun 2024", "2024-06-01", "2024-07-01")]
    [InlineData("Sept 2024", "2024-09-01", "2024-10-01")]
    [InlineData("May 2024", "2024-05-01", "2024-06-01")]
    [InlineData("2024-06", "2024-06-01", "2024-07-01")]
    [InlineData("Q2 2024", "2024-04-01", "2024-07-01")]
    [InlineData("2024-Q4", "2024-10-01", "2025-01-01")]
    [InlineData("2024 q1", "2024-01-01", "2024-04-01")]
    [InlineData("2024-W07", "2024-02-12", "2024-02-19")]
    [InlineData("2021-W01", "2021-01-04", "2021-01-11")]
    [InlineData("2020-W53", "2020-12-28", "2021-01-04")]
    [InlineData("2024-06-03", "2024-06-03", "2024-06-04")]
    [InlineData("2024-6-3", "2024-06-03", "2024-06-04")]
    [InlineData("2024/06/03", "2024-06-03", "2024-06-04")]
    [InlineData("2024-02-29", "2024-02-29", "2024-03-01")]
    [InlineData("10/17/2019", "2019-10-17", "2019-10-18")]
    [InlineData("Oct 17, 2019", "2019-10-17", "2019-10-18")]
    [InlineData("October 3rd 2019", "2019-10-03", "2019-10-04")]
    [InlineData("17 October 2019", "2019-10-17", "2019-10-18")]
    [InlineData("1st Oct 2019", "2019-10-01", "2019-10-02")]
    [InlineData("on 10/17/2019", "2019-10-17", "2019-10-18")]
    [InlineData("in June 2024", "2024-06-01", "2024-07-01")]
    [InlineData("before 2020", "2019-07-08", "2020-01-01")]
    [InlineData("before June 2024", "2019-07-08", "2024-06-01")]
    [InlineData("until 2020", "2019-07-08", "2021-01-01")]
    [InlineData("until today", "2019-07-08", "2026-06-18")]
    [InlineData("after 2020", "2021-01-01", "2026-06-18")]
    [InlineData("since 2020", "2020-01-01", "2026-06-18")]
    [InlineData("since yesterday", "2026-06-16", "2026-06-18")]
    [InlineData("from last week", "2026-06-08", "2026-06-18")]
    [InlineData("all time", "2019-07-08", "2026-06-18")]
    [InlineData("2024-01-01 - 2024-03-31", "2024-01-01", "2024-04-01")]
    [InlineData("2024-01-01-2024-03-31", "2024-01-01", "2024-04-01")]
    [InlineData("2024-01-01 – 2024-03-31", "2024-01-01", "2024-04-01")]
    [InlineData("2024-01-01..2024-03-31", "2024-01-01", "2024-04-01")]
    [InlineData("2024-01 - 2024-03", "2024-01-01", "2024-04-01")]
    [InlineData("2024-01-2024-03", "2024-01-01", "2024-04-01")]
    [InlineData("2024-Q1 - 2024-Q2", "2024-01-01", "2024-07-01")]
    [InlineData("10/17/2019 to 10/20/2019", "2019-10-17", "2019-10-21")]
    [InlineData("from June 2024 to Aug 2024", "2024-06-01", "2024-09-01")]
    [InlineData("between 2020 and 2022", "2020-01-01", "2023-01-01")]
    [InlineData("last month - this month", "2026-05-01", "2026-06-18")]
    [InlineData("3 days ago to today", "2026-06-14", "2026-06-18")]
    public void Days_are_whole_days_of_the_zone(string text, string from, string to) =>
        Assert.Equal(Days("Europe/Berlin", from, to), Resolve(text, "Europe/Berlin"));

    [Theory]
    [InlineData("10/17/2019 5:24 pm", "2019-10-17T15:24:00Z", "2019-10-17T15:25:00Z")]
    [InlineData("10/17/2019 12:05 am", "2019-10-16T22:05:00Z", "2019-10-16T22:06:00Z")]
    [InlineData("10/17/2019 12pm", "2019-10-17T10:00:00Z", "2019-10-17T11:00:00Z")]
    [InlineData("Oct 17, 2019, 5:24:10 pm", "2019-10-17T15:24:10Z", "2019-10-17T15:24:11Z")]
    [InlineData("Oct 17, 2019 at 17:24", "2019-10-17T15:24:00Z", "2019-10-17T15:25:00Z")]
    [InlineData("2024-06-03 10:15", "2024-06-03T08:15:00Z", "2024-06-03T08:16:00Z")]
    [InlineData("2024-06-03T10", "2024-06-03T08:00:00Z", "2024-06-03T09:00:00Z")]
    [InlineData("2024-06-03T10:15:00", "2024-06-03T08:15:00Z", "2024-06-03T08:15:01Z")]
    [InlineData("2024-06-03T10:15:00Z", "2024-06-03T10:15:00Z", "2024-06-03T10:15:01Z")]
    [InlineData("2024-06-03 10:15 UTC", "2024-06-03T10:15:00Z", "2024-06-03T10:16:00Z")]
    [InlineData("2024-06-03T10:15:00+02:00", "2024-06-03T08:15:00Z", "2024-06-03T08:15:01Z")]
    [InlineData("2024-06-03T10:15-04:30", "2024-06-03T14:45:00Z", "2024-06-03T14:46:00Z")]
    [InlineData("2024-06-03T10:15:00.25Z", "2024-06-03T10:15:00.25Z", "2024-06-03T10:15:00.26Z")]
    [InlineData("2024-06-03T10:15:00.1234567Z", "2024-06-03T10:15:00.123456Z", "2024-06-03T10:15:00.123457Z")]
    [InlineData("yesterday 5 pm", "2026-06-16T15:00:00Z", "2026-06-16T16:00:00Z")]
    [InlineData("9:30", "2026-06-17T07:30:00Z", "2026-06-17T07:31:00Z")]
    [InlineData("now", "2026-06-17T12:20:00Z", "2026-06-17T12:21:00Z")]
    [InlineData("this hour", "2026-06-17T12:00:00Z", "2026-06-17T13:00:00Z")]
    [InlineData("last hour", "2026-06-17T11:00:00Z", "2026-06-17T12:00:00Z")]
    [InlineData("2 hours ago", "2026-06-17T10:00:00Z", "2026-06-17T11:00:00Z")]
    [InlineData("previous 3 hours", "2026-06-17T09:00:00Z", "2026-06-17T12:00:00Z")]
    [InlineData("last 3 hours", "2026-06-17T09:20:30Z", "2026-06-17T12:20:30Z")]
    [InlineData("last 90 minutes", "2026-06-17T10:50:30Z", "2026-06-17T12:20:30Z")]
    [InlineData("since 9:00", "2026-06-17T07:00:00Z", "2026-06-17T22:00:00Z")]
    [InlineData("9:00-10:30", "2026-06-17T07:00:00Z", "2026-06-17T08:31:00Z")]
    [InlineData("2024-06-03 9:00 - 17:00", "2024-06-03T07:00:00Z", "2024-06-03T15:01:00Z")]
    [InlineData("2026-06-01 to now", "2026-05-31T22:00:00Z", "2026-06-17T12:20:30Z")]
    [InlineData("10/17/2019 05:24:00-10/17/2019 06:24:00", "2019-10-17T03:24:00Z", "2019-10-17T04:24:01Z")]
    [InlineData("before 2020-01-01T00:00:00Z", "2019-07-07T22:00:00Z", "2020-01-01T00:00:00Z")]
    [InlineData("before now", "2019-07-07T22:00:00Z", "2026-06-17T12:20:30Z")]
    // The clocks jump from two to three; and show half past two twice, of which the first is meant.
    [InlineData("2026-03-29 02:30", "2026-03-29T01:00:00Z", "2026-03-29T01:01:00Z")]
    [InlineData("2026-10-25 02:30", "2026-10-25T00:30:00Z", "2026-10-25T00:31:00Z")]
    public void A_time_is_the_whole_unit_that_it_is_precise_to(string text, string from, string to) =>
        Assert.Equal(Range(from, to), Resolve(text, "Europe/Berlin"));

    [Theory]
    [InlineData("", "expected a date, a time or words such as \"last week\" after its end")]
    [InlineData("fortnight", "expected a date, a time or words such as \"last week\" instead of 'fortnight', character 1")]
    [InlineData("last fortnight", "a unit (minute, hour, day, week, month, quarter or year) instead of 'fortnight', character 6")]
    [InlineData("last 3", "expected a unit (minute, hour, day, week, month, quarter or year) after its end")]
    [InlineData("3 days", "expected 'ago' after its end")]
    [InlineData("last 0 days", "0 is no number of units")]
    [InlineData("last 999999999 years", "it reaches beyond 1970-01-01 to 2200-01-01")]
    [InlineData("last 9999999999 years", "expected a number or a unit")]
    [InlineData("June", "expected a year of four digits after its end")]
    [InlineData("June 24", "expected a year of four digits after its end")]
    [InlineData("17/10/2019", "there is no month 17. Dates with slashes are month/day/year")]
    [InlineData("10/17/19", "expected a year of four digits instead of '19', character 7")]
    [InlineData("2024-13", "there is no month 13")]
    [InlineData("2024-00-01", "there is no month 0")]
    [InlineData("2023-02-29", "there is no day 29 in February 2023")]
    [InlineData("June 31, 2024", "there is no day 31 in June 2024")]
    [InlineData("2024-Q5", "there is no quarter 5")]
    [InlineData("2021-W53", "there is no week 53 in 2021")]
    [InlineData("2024-06-03 25:00", "there is no hour 25")]
    [InlineData("2024-06-03 13:00 pm", "there is no hour 13 pm")]
    [InlineData("2024-06-03 10:60", "there is no minute 60")]
    [InlineData("2024-06-03 10:5", "expected a minute of two digits instead of '5'")]
    [InlineData("10:15Z", "a time with an offset from UTC needs a date")]
    [InlineData("2024-06-03T10:15+15:00", "an offset is at most 14 hours")]
    [InlineData("5", "expected ':' and minutes, 'am', 'pm' or the rest of a date after its end")]
    [InlineData("1969", "the year 1969 lies beyond 1970-01-01 to 2200-01-01")]
    [InlineData("9999-12-31", "the year 9999 lies beyond")]
    [InlineData("0000-00-00", "the year 0 lies beyond")]
    [InlineData("before", "expected a date")]
    [InlineData("between 2020", "expected 'and' after its end")]
    [InlineData("2020 -", "expected a date")]
    [InlineData("2020 2021", "expected nothing more instead of '2021', character 6")]
    [InlineData("2020; drop table events", "expected nothing more instead of ';', character 5")]
    [InlineData("today tomorrow", "expected nothing more instead of 'tomorrow'")]
    [InlineData("all", "expected 'time' after its end")]
    [InlineData("٢٠٢٤", "expected a date")]
    public void A_text_that_makes_no_sense_is_quoted_up_to_where_it_did(string text, string problem)
    {
        var message = Assert.Throws<InvalidScopeException>(() => TimeExpression.Parse(text)).Message;
        Assert.StartsWith($"'{text}' is not a time range: ", message, StringComparison.Ordinal);
        Assert.Contains(problem, message, StringComparison.Ordinal);
        Assert.Contains("Write for example \"this week\"", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_without_end_is_refused_and_quoted_in_part()
    {
        var message = Assert.Throws<InvalidScopeException>(() => TimeExpression.Parse(new string('7', 100_000))).Message;
        Assert.Contains("it has 100,000 characters, but may have at most 200", message, StringComparison.Ordinal);
        Assert.True(message.Length < 500, message);
    }

    [Theory]
    [InlineData("2024-03-31 - 2024-01-01", "UTC", "begin at 2024-03-31T00:00:00.0000000Z and end at 2024-01-02T00:00:00.0000000Z")]
    [InlineData("after today", "UTC", "begin at 2026-06-18T00:00:00.0000000Z and end at 2026-06-18T00:00:00.0000000Z")]
    [InlineData("since 2027", "UTC", "begin at 2027-01-01")]
    [InlineData("now - now", "UTC", "The end must be after the beginning.")]
    // The day that Samoa left out.
    [InlineData("2011-12-30", "Pacific/Apia", "in Pacific/Apia it would begin at 2011-12-30T10:00:00.0000000Z and end at 2011-12-30")]
    [InlineData("before 1990", "UTC", "the first event is of 2019-07-08. Choose a later end.")]
    [InlineData("until 2019-07-07", "UTC", "the first event is of 2019-07-08. Choose a later end.")]
    public void A_range_without_time_in_it_is_refused(string text, string zone, string problem)
    {
        var message = Assert.Throws<InvalidScopeException>(() => Resolve(text, zone)).Message;
        Assert.StartsWith($"The range '{text}' is empty: ", message, StringComparison.Ordinal);
        Assert.Contains(problem, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_the_first_event_of_all_there_is_nothing() => Assert.Equal(
        "The range 'before 2020' is empty: there are no events before it. Choose a later end, or ask for ALL_TIME.",
        Assert.Throws<InvalidScopeException>(() => TimeExpression.Parse("before 2020").Resolve(Now, TimeZoneInfo.Utc, null)).Message);

    [Theory]
    [InlineData("1970", "Europe/Berlin")]
    [InlineData("last 84000 days", "UTC")]
    [InlineData("2199", "America/New_York")]
    public void A_range_beyond_the_limits_is_refused(string text, string zone) => Assert.Contains(
        "reaches beyond 1970-01-01 to 2200-01-01",
        Assert.Throws<InvalidScopeException>(() => Resolve(text, zone)).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("before 2020", true)]
    [InlineData("until yesterday", true)]
    [InlineData("all time", true)]
    [InlineData("since 2020", false)]
    [InlineData("last 3 days", false)]
    public void Only_what_begins_with_the_first_event_needs_it(string text, bool needed) =>
        Assert.Equal(needed, TimeExpression.Parse(text).NeedsFirstEvent);

    static TimeRange Resolve(string text, string zone) => TimeExpression.Parse(text).Resolve(Now, Zone(zone), FirstEvent);
}

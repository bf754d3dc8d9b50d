using UsageAnalysis.Analytics;
using UsageAnalysis.Usage;
using Xunit;
using static UsageAnalysis.Tests.Analytics.Zones;

namespace UsageAnalysis.Tests.Usage;

/// <summary>Which table answers which question.</summary>
public sealed class UsagePlanTests
{
    static readonly TimeRange WholeDay = Range("2026-06-17T00:00:00Z", "2026-06-18T00:00:00Z");

    [Fact]
    public void Whole_quarters_of_an_hour_come_from_the_rollup()
    {
        var plan = UsagePlan.For(Query(WholeDay));

        Assert.Equal(WholeDay, plan.Rollup);
        Assert.Empty(plan.Raw);
        Assert.Equal("Whole quarters of an hour come from the rollup.", plan.Reason);
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("Asia/Kolkata")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("Australia/Lord_Howe")]
    public void Days_of_any_zone_come_from_the_rollup_alone(string zone)
    {
        var range = Days(zone, "2026-03-01", "2026-04-30");

        var plan = UsagePlan.For(Query(range) with { By = [UsageDimension.Time], Axis = TimeAxis.Of(range, TimeBucket.Day, Zone(zone)) });

        Assert.Equal(range, plan.Rollup);
        Assert.Empty(plan.Raw);
    }

    [Theory]
    [InlineData("2026-06-17T10:10:00Z", "2026-06-17T12:00:00Z", "10:15-12:00", "10:10-10:15")]
    [InlineData("2026-06-17T10:00:00Z", "2026-06-17T11:59:59Z", "10:00-11:45", "11:45-11:59")]
    [InlineData("2026-06-17T10:10:00Z", "2026-06-17T10:31:00Z", "10:15-10:30", "10:10-10:15 10:30-10:31")]
    [InlineData("2026-06-17T10:14:00Z", "2026-06-17T10:30:00Z", "10:15-10:30", "10:14-10:15")]
    public void The_ends_that_cut_a_quarter_of_an_hour_come_from_single_events(string from, string to, string rollup, string raw)
    {
        var plan = UsagePlan.For(Query(Range(from, to)));

        Assert.Equal(rollup, Clock(plan.Rollup!.Value));
        Assert.Equal(raw, string.Join(' ', plan.Raw.Select(Clock)));
    }

    [Fact]
    public void A_range_within_a_quarter_of_an_hour_comes_from_single_events() =>
        OnlyRaw(Query(Range("2026-06-17T10:01:00Z", "2026-06-17T10:29:00Z")), "The range holds no whole quarter of an hour.");

    [Fact]
    public void What_looks_at_entities_comes_from_single_events()
    {
        OnlyRaw(Query(WholeDay) with { By = [UsageDimension.Package, UsageDimension.Entity] }, "Entities and parameters are known for single events only.");
        OnlyRaw(Query(WholeDay) with { By = [UsageDimension.EntityType] }, "Entities and parameters are known for single events only.");
        OnlyRaw(Query(WholeDay) with { Filter = new ScopeFilter { Entities = [7] } }, "Entities and parameters are known for single events only.");
        OnlyRaw(Query(WholeDay) with { Subjects = [new(SubjectKind.Entity, 7)] }, "Entities and parameters are known for single events only.");
        OnlyRaw(Query(WholeDay) with { Subjects = [new(SubjectKind.Parameter, 7)] }, "Entities and parameters are known for single events only.");
    }

    [Theory]
    [InlineData(TimeBucket.Minute, "UTC")]
    [InlineData(TimeBucket.TenMinutes, "Europe/Berlin")]
    public void Buckets_finer_than_a_quarter_of_an_hour_come_from_single_events(TimeBucket bucket, string zone) => OnlyRaw(
        Query(WholeDay) with { By = [UsageDimension.Time], Axis = TimeAxis.Of(WholeDay, bucket, Zone(zone)) },
        "The buckets are finer than the quarters of an hour of the rollup.");

    [Theory]
    [InlineData("Asia/Kathmandu")]
    [InlineData("Australia/Lord_Howe")]
    public void Hours_of_any_zone_of_today_come_from_the_rollup(string zone)
    {
        var year = Range("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");

        var plan = UsagePlan.For(Query(year) with { By = [UsageDimension.HourOfDay], Clock = ZoneOffsets.Of(year, Zone(zone)) });

        Assert.Equal(year, plan.Rollup);
    }

    [Fact]
    public void Hours_of_clocks_that_were_44_minutes_and_a_half_late_come_from_single_events()
    {
        var range = Range("1971-12-01T00:00:00Z", "1972-02-01T00:00:00Z");

        OnlyRaw(
            Query(range) with { By = [UsageDimension.DayOfWeek], Clock = ZoneOffsets.Of(range, Zone("Africa/Monrovia")) },
            "The clocks of the zone did not keep to quarters of an hour then.");
    }

    static UsageQuery Query(TimeRange range) => new(range, ScopeFilter.Everything, MeasureSet.Events);

    static void OnlyRaw(UsageQuery query, string reason)
    {
        var plan = UsagePlan.For(query);
        Assert.Null(plan.Rollup);
        Assert.Equal([query.Range], plan.Raw);
        Assert.Equal(reason, plan.Reason);
    }

    static string Clock(TimeRange range) => $"{range.From:HH:mm}-{range.To:HH:mm}";
}

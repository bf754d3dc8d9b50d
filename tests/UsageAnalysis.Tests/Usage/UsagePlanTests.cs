using UsageAnalysis.Analytics;
using UsageAnalysis.Usage;
using Xunit;
using static UsageAnalysis.Tests.Analytics.Zones;

namespace UsageAnalysis.Tests.Usage;

/// <summary>Which table answers which question.</summary>
public sealed class UsagePlanTests
{
    const MeasureSet All = MeasureSet.Events | MeasureSet.Users | MeasureSet.NewUsers | MeasureSet.Sessions | MeasureSet.Errors
        | MeasureSet.Duration | MeasureSet.Percentiles;

    static readonly TimeRange WholeDay = Range("2026-06-17T00:00:00Z", "2026-06-18T00:00:00Z");

    // Monday 1 to Wednesday 10 June 2026.
    static readonly TimeRange TenDays = Range("2026-06-01T00:00:00Z", "2026-06-11T00:00:00Z");

    [Theory]
    [InlineData(MeasureSet.Users, "usage_day_totals")]
    [InlineData(MeasureSet.Events | MeasureSet.Errors, "usage_day_totals")]
    [InlineData(MeasureSet.Sessions, "usage_session_days")]
    [InlineData(MeasureSet.Percentiles | MeasureSet.Duration, "usage_day_totals | usage_type_days")]
    [InlineData(All, "usage_day_totals | usage_session_days | usage_type_days")]
    public void Each_measure_of_everything_comes_from_the_table_with_fewest_rows(MeasureSet measures, string tables) =>
        Assert.Equal(tables, Tables(Query(WholeDay) with { Measures = measures }));

    [Theory]
    [InlineData(UsageDimension.Package, "usage_package_days")]
    [InlineData(UsageDimension.Function, "usage_user_days")]
    [InlineData(UsageDimension.Error, "usage_user_days")]
    [InlineData(UsageDimension.User, "usage_user_weeks usage_session_days")]
    [InlineData(UsageDimension.Group, "usage_user_weeks usage_session_days")]
    [InlineData(UsageDimension.Entity, "events")]
    [InlineData(UsageDimension.EntityType, "events")]
    public void Users_by_a_dimension(UsageDimension by, string tables) =>
        Assert.Equal(tables, Tables(Query(TenDays) with { By = [by], Measures = MeasureSet.Users | MeasureSet.Events }));

    [Theory]
    [InlineData(UsageDimension.Package, "usage_package_days")]
    [InlineData(UsageDimension.Function, "usage_type_weeks usage_type_days")]
    [InlineData(UsageDimension.Source, "usage_type_weeks usage_type_days")]
    [InlineData(UsageDimension.User, "usage_user_weeks usage_session_days")]
    public void Events_by_a_dimension(UsageDimension by, string tables) =>
        Assert.Equal(tables, Tables(Query(TenDays) with { By = [by] }));

    [Fact]
    public void Long_ranges_of_users_come_from_four_weeks_at_a_time() => Assert.Equal(
        "usage_user_four_weeks usage_user_weeks usage_session_days",
        Tables(Query(Range("2026-01-01T00:00:00Z", "2026-06-11T00:00:00Z")) with { By = [UsageDimension.User] }));

    [Fact]
    public void Questions_about_some_users_come_from_what_each_user_did()
    {
        var ofGroup = Query(TenDays) with { Filter = new ScopeFilter { Groups = [1] }, Measures = MeasureSet.Users | MeasureSet.Events };

        Assert.Equal("usage_user_weeks usage_session_days", Tables(ofGroup));
        Assert.Equal("usage_user_days", Tables(ofGroup with { By = [UsageDimension.Function] }));
        Assert.Equal("usage_user_days", Tables(ofGroup with { Filter = new ScopeFilter { Groups = [1], Packages = [2] } }));
        Assert.Equal("usage_user_weeks usage_session_days | events", Tables(ofGroup with { Measures = MeasureSet.Duration | MeasureSet.Percentiles }));
        Assert.Equal("usage_user_weeks usage_session_days", Tables(Query(TenDays) with { Subjects = [new(SubjectKind.User, 7)] }));
    }

    [Fact]
    public void Sessions_of_a_kind_come_from_the_base()
    {
        Assert.Equal("usage_quarter_hours", Tables(Query(TenDays) with { By = [UsageDimension.Package], Measures = MeasureSet.Sessions }));
        Assert.Equal("usage_quarter_hours", Tables(Query(TenDays) with { Filter = new ScopeFilter { Sessions = [Guid.Empty] } }));
        Assert.Equal("usage_quarter_hours", Tables(Query(TenDays) with { Subjects = [new(SubjectKind.Session, 7, Guid.Empty)] }));
    }

    [Theory]
    [InlineData("UTC", TimeBucket.Day, "usage_day_totals")]
    [InlineData("UTC", TimeBucket.Month, "usage_day_totals")]
    [InlineData("Europe/Berlin", TimeBucket.Day, "usage_quarter_hour_totals")]
    [InlineData("Asia/Kolkata", TimeBucket.Day, "usage_quarter_hour_totals")]
    [InlineData("Asia/Kathmandu", TimeBucket.Day, "usage_quarter_hour_totals")]
    [InlineData("Australia/Lord_Howe", TimeBucket.Hour, "usage_quarter_hour_totals")]
    [InlineData("UTC", TimeBucket.Minute, "events")]
    [InlineData("Europe/Berlin", TimeBucket.TenMinutes, "events")]
    public void No_bucket_begins_inside_of_a_row(string zone, TimeBucket bucket, string tables)
    {
        var range = Days(zone, "2026-06-01", "2026-06-03");

        Assert.Equal(tables, Tables(Query(range) with { By = [UsageDimension.Time], Axis = TimeAxis.Of(range, bucket, Zone(zone)) }));
    }

    [Theory]
    [InlineData(TimeBucket.Week, "usage_type_weeks usage_type_days")]
    [InlineData(TimeBucket.Day, "usage_type_days")]
    [InlineData(TimeBucket.Month, "usage_type_weeks usage_type_days")]
    public void Weeks_serve_where_buckets_begin_on_mondays(TimeBucket bucket, string tables) => Assert.Equal(
        tables,
        Tables(Query(TenDays) with { By = [UsageDimension.Time, UsageDimension.Source], Axis = TimeAxis.Of(TenDays, bucket, Zone("UTC")) }));

    [Theory]
    [InlineData(UsageDimension.DayOfWeek, "UTC", "usage_day_totals")]
    [InlineData(UsageDimension.DayOfWeek, "Asia/Kathmandu", "usage_quarter_hour_totals")]
    [InlineData(UsageDimension.HourOfDay, "UTC", "usage_quarter_hour_totals")]
    [InlineData(UsageDimension.HourOfDay, "Australia/Lord_Howe", "usage_quarter_hour_totals")]
    public void Hours_and_days_of_the_week_come_from_rows_that_end_with_them(UsageDimension by, string zone, string tables)
    {
        var year = Range("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");

        Assert.Equal(tables, Tables(Query(year) with { By = [by], Clock = ZoneOffsets.Of(year, Zone(zone)) }));
    }

    [Fact]
    public void Hours_of_clocks_that_were_44_minutes_and_a_half_late_come_from_single_events()
    {
        var range = Range("1971-12-01T00:00:00Z", "1972-02-01T00:00:00Z");

        Assert.Equal("events", Tables(Query(range) with { By = [UsageDimension.DayOfWeek], Clock = ZoneOffsets.Of(range, Zone("Africa/Monrovia")) }));
    }

    [Theory]
    [InlineData("2026-06-17T10:10:00Z", "2026-06-17T12:00:00Z", "usage_quarter_hour_totals 17T10:15-17T12:00, events 17T10:10-17T10:15")]
    [InlineData("2026-06-17T10:00:00Z", "2026-06-17T11:59:59Z", "usage_quarter_hour_totals 17T10:00-17T11:45, events 17T11:45-17T11:59")]
    [InlineData("2026-06-17T10:01:00Z", "2026-06-17T10:14:00Z", "events 17T10:01-17T10:14")]
    [InlineData("2026-06-16T18:30:00Z", "2026-06-18T18:30:00Z",
        "usage_day_totals 17T00:00-18T00:00, usage_quarter_hour_totals 16T18:30-17T00:00, usage_quarter_hour_totals 18T00:00-18T18:30")]
    [InlineData("2026-06-16T23:50:00Z", "2026-06-18T00:00:00Z", "usage_day_totals 17T00:00-18T00:00, events 16T23:50-17T00:00")]
    public void The_ends_of_a_range_that_cut_a_row_come_from_finer_ones(string from, string to, string sources) =>
        Assert.Equal(sources, Sources(Query(Range(from, to))));

    [Fact]
    public void What_is_picked_without_times_is_answered_as_by_a_filter()
    {
        string Of(ScopeFilter picked, MeasureSet measures) =>
            Tables(Picked(TenDays, new ScopeBox(null, null, picked)) with { Measures = measures });

        Assert.Equal("usage_package_days", Of(new() { Packages = [1] }, MeasureSet.Users | MeasureSet.Events));
        Assert.Equal("usage_type_weeks usage_type_days", Of(new() { Sources = ["audit"] }, MeasureSet.Events));
        Assert.Equal("usage_user_days", Of(new() { Functions = [1] }, MeasureSet.Users));
        Assert.Equal("usage_user_weeks usage_session_days", Of(new() { Users = [1] }, MeasureSet.Events));
        Assert.Equal("usage_user_weeks usage_session_days", Of(new() { Anonymous = true }, MeasureSet.Events));
        Assert.Equal("usage_quarter_hours", Of(new() { Packages = [1] }, MeasureSet.Sessions));
        Assert.Equal("usage_user_weeks usage_session_days | events", Of(new() { Users = [1] }, MeasureSet.Percentiles));
    }

    [Fact]
    public void Anonymous_events_and_categories_are_of_users_and_packages()
    {
        string Of(ScopeFilter filter) => Tables(Query(TenDays) with { Filter = filter });

        Assert.Equal("usage_user_weeks usage_session_days", Of(new() { Anonymous = false }));
        Assert.Equal("usage_package_days", Of(new() { Categories = ["Chemistry"] }));
        Assert.Equal("usage_user_days", Of(new() { Anonymous = true, Categories = ["Chemistry"] }));
        Assert.Equal("usage_type_weeks usage_type_days", Of(new() { Runs = true }));
    }

    [Theory]
    // One box is read alone, as a range would be.
    [InlineData("06-03T00:00/06-05T00:00", "usage_day_totals 03T00:00-05T00:00")]
    [InlineData("06-03T10:00/06-03T11:45", "usage_quarter_hour_totals 03T10:00-03T11:45")]
    [InlineData("06-03T10:00/06-05T10:00",
        "usage_day_totals 04T00:00-05T00:00, usage_quarter_hour_totals 03T10:00-04T00:00, usage_quarter_hour_totals 05T00:00-05T10:00")]
    [InlineData("06-03T10:01/06-03T10:07", "events 03T10:01-03T10:07")]
    // Several are read from the first to the last, by rows that none of them cuts.
    [InlineData("06-02T00:00/06-03T00:00 06-05T00:00/06-06T00:00", "usage_day_totals 02T00:00-06T00:00")]
    [InlineData("06-02T00:00/06-03T12:00 06-05T00:00/06-06T00:00", "usage_quarter_hour_totals 02T00:00-06T00:00")]
    [InlineData("06-02T00:00/06-03T12:01 06-05T00:00/06-06T00:00", "events 02T00:00-06T00:00")]
    // What lies outside of the range cuts nothing.
    [InlineData("05-20T10:07/06-03T00:00", "usage_day_totals 01T00:00-03T00:00")]
    [InlineData("06-09T00:00/06-20T10:07", "usage_day_totals 09T00:00-11T00:00")]
    [InlineData("/06-03T00:00 06-05T00:00/", "usage_day_totals 01T00:00-11T00:00")]
    [InlineData("06-20T00:00/06-21T00:00", "events 01T00:00-01T00:00")]
    public void Picked_times_are_read_from_rows_that_they_do_not_cut(string picked, string sources)
    {
        DateTime? Time(string text) => text is "" ? null : At($"2026-{text}:00Z");
        var boxes = picked.Split(' ').Select(box => box.Split('/'))
            .Select(box => new ScopeBox(Time(box[0]), Time(box[1]), ScopeFilter.Everything));

        Assert.Equal(sources, Sources(Picked(TenDays, [.. boxes])));
    }

    [Fact]
    public void A_plan_says_which_rows_are_too_long_for_what_was_picked() => Assert.Equal(
        "Counts a package. A row of usage_package_days is too long for the picked times.",
        Reason(Picked(
            TenDays, new ScopeBox(null, At("2026-06-03T12:00:00Z"), new() { Packages = [1] }), new(null, null, new() { Packages = [2] }))));

    [Fact]
    public void Percentiles_never_come_from_rows_without_a_histogram() => Assert.Equal(
        "usage_type_days events",
        Tables(Query(Range("2026-06-16T18:30:00Z", "2026-06-18T18:30:00Z")) with { Measures = MeasureSet.Percentiles }).Split(" | ")[^1]);

    [Fact]
    public void Each_plan_says_why()
    {
        Assert.Equal("Sets of users in all.", Reason(Query(WholeDay) with { Measures = MeasureSet.Users }));
        Assert.Equal(
            "Sets of users a package.", Reason(Query(WholeDay) with { Measures = MeasureSet.Users, By = [UsageDimension.Package] }));
        Assert.Equal("Entities and parameters are known for single events only.", Reason(Query(WholeDay) with { By = [UsageDimension.Entity] }));
        Assert.Equal(
            "Counts of all events. A row of usage_day_totals is too long for the buckets.",
            Reason(Query(WholeDay) with { By = [UsageDimension.Time], Axis = TimeAxis.Of(WholeDay, TimeBucket.Hour, Zone("UTC")) }));
    }

    static UsageQuery Query(TimeRange range) => new(range, ScopeFilter.Everything, MeasureSet.Events);

    static UsageQuery Picked(TimeRange range, params ScopeBox[] boxes) =>
        Query(range) with { Filter = new ScopeFilter { Selection = boxes } };

    static string Sources(UsageQuery query) => string.Join(", ", Assert.Single(UsagePlan.For(query).Parts).Sources
        .Select(source => $"{source.Table.Name()} {source.Range.From:dd'T'HH:mm}-{source.Range.To:dd'T'HH:mm}"));

    static string Reason(UsageQuery query) => Assert.Single(UsagePlan.For(query).Parts).Reason;

    static string Tables(UsageQuery query) => string.Join(" | ", UsagePlan.For(query).Parts
        .Select(part => string.Join(' ', part.Sources.Select(source => source.Table.Name()).Distinct())));
}

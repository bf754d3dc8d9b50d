using System.Security.Cryptography;
using System.Text;
using UsageAnalysis.Commands.Demo;
using UsageAnalysis.Ingest;
using Xunit;

namespace UsageAnalysis.Tests.Commands;

public sealed class DemoDataTests(DemoDataTests.Told told) : IClassFixture<DemoDataTests.Told>
{
    static readonly DateTime Now = new(2026, 3, 11, 14, 35, 7, DateTimeKind.Utc);
    readonly List<LoggedEvent> events = told.Events;
    readonly DemoPlan plan = told.Plan;

    [Fact]
    public void The_same_seed_and_now_tell_the_same_story_to_the_last_byte()
    {
        var other = new DemoPlan(7, Now, 20_000);

        Assert.Equal(Digest(DemoData.Events(other)), Digest(DemoData.Events(other)));
        Assert.NotEqual(Digest(DemoData.Events(other)), Digest(DemoData.Events(other with { Seed = 8 })));
    }

    [Fact]
    public void The_catalog_has_200_people_in_15_nested_groups_30_packages_and_300_functions()
    {
        var catalog = DemoData.Catalog(plan);

        Assert.Equal(200, catalog.Users.Select(u => u.Login).Distinct().Count());
        Assert.Equal(15, catalog.Groups.Count);
        Assert.Equal(200, catalog.Groups.Sum(g => g.Members!.Count));
        Assert.Contains(catalog.Groups, g => g.Parents!.Count == 2);
        Assert.Equal(30, catalog.Packages.Select(p => p.Name).Distinct().Count());
        Assert.Equal(300, catalog.Functions.Select(f => (f.Package, f.Name)).Distinct().Count());
        Assert.All(catalog.Packages, p => Assert.NotEmpty(p.Versions));
        Assert.Equal(["function", "query", "script"], catalog.Functions.Select(f => f.Kind).Distinct().Order());
        Assert.All(catalog.Functions, f => Assert.NotEmpty(f.Outputs!));
    }

    [Fact]
    public void Exactly_20_functions_and_2_packages_are_never_used()
    {
        var catalog = DemoData.Catalog(plan);
        var used = events.Select(e => e.Function).OfType<string>().ToHashSet();

        Assert.Equal(20, catalog.Functions.Count(f => !used.Contains($"{f.Package}:{f.Name}")));
        Assert.Equal(2, catalog.Packages.Count(p => events.TrueForAll(e => e.Package != p.Name)));
    }

    [Theory]
    [InlineData(1, "2026-03-11T14:35:07Z")]
    [InlineData(2, "2026-11-23T20:00:00Z")]
    [InlineData(3, "2027-07-04T00:00:00Z")]
    public void Some_300_000_events_happen_in_six_months_in_order_and_none_after_now(int seed, string now)
    {
        var other = new DemoPlan(seed, DateTime.Parse(now, null, System.Globalization.DateTimeStyles.AdjustToUniversal));
        var (count, last) = (0, other.Start);
        foreach (var entry in DemoData.Events(other))
        {
            Assert.InRange(entry.Time, last, other.Now);
            Assert.Equal(DateTimeKind.Utc, entry.Time.Kind);
            Assert.Equal(0, entry.Time.Ticks % TimeSpan.TicksPerMicrosecond);
            (count, last) = (count + 1, entry.Time);
        }

        Assert.InRange(count, 270_000, 330_000);
        Assert.InRange(other.Now - last, TimeSpan.Zero, TimeSpan.FromDays(2));
    }

    [Fact]
    public void Every_event_is_one_that_the_intake_takes()
    {
        Assert.Equal(events.Count, events.Select(e => e.Id).Distinct().Count());
        Assert.All(events, e => Assert.All(e.Entities, entity => Assert.Contains(entity.Role, (string[])["subject", "input", "output"])));
        Assert.All(events, e => Assert.True(e.DurationUs is null or >= 0));
    }

    [Fact]
    public void Weekends_are_quiet_and_there_is_a_lull()
    {
        var days = events.GroupBy(e => DateOnly.FromDateTime(e.Time)).ToDictionary(day => day.Key, day => day.Count());
        var (weekends, others) = (days.Where(d => IsWeekend(d.Key)), days.Where(d => !IsWeekend(d.Key)));
        var weekend = weekends.Average(d => d.Value);
        var workdays = others.Select(d => d.Value).Order().ToList();

        Assert.True(weekend < workdays.Average() / 8, $"{weekend} a weekend day, {workdays.Average()} a working day");
        Assert.True(days[new DateOnly(2025, 12, 29)] < workdays[workdays.Count / 2] / 3);
    }

    [Fact]
    public void A_few_people_do_most_and_many_little()
    {
        var people = events.Where(e => e.User is not null).GroupBy(e => e.User).Select(user => user.Count()).OrderDescending().ToList();

        Assert.True(people.Take(20).Sum() > people.Sum() * 0.3);
        Assert.True(people.Skip(100).Sum() < people.Sum() * 0.25);
    }

    [Fact]
    public void Durations_have_long_tails()
    {
        var runs = events.Where(e => e.Function == "Chem:fingerprints").Select(e => e.DurationUs!.Value).Order().ToList();

        Assert.True(runs[runs.Count * 99 / 100] > 6 * runs[runs.Count / 2]);
    }

    [Fact]
    public void Nothing_is_touched_before_it_was_created_or_after_it_was_deleted()
    {
        var (created, deleted, touched) = (0, new HashSet<string>(), new HashSet<string>());
        foreach (var (entry, entity) in events.SelectMany(e => e.Entities.Select(entity => (e, entity))))
        {
            var made = entry.Type == $"{entity.Type}-created";
            Assert.True(!made || !touched.Contains(entity.Id), $"{entity.Id} was used before {entry.Time:O}, when it was created");
            Assert.True(!deleted.Contains(entity.Id), $"{entity.Id} was used at {entry.Time:O}, after it was deleted");
            touched.Add(entity.Id);
            created += made ? 1 : 0;
            if (entry.Type == $"{entity.Type}-deleted")
            {
                deleted.Add(entity.Id);
            }
        }

        Assert.True(created > 1000);
        Assert.True(deleted.Count > 200);
    }

    [Fact]
    public void Nobody_is_active_before_joining()
    {
        var registered = DemoData.Catalog(plan).Users.ToDictionary(u => u.Login, u => u.RegisteredAt);

        Assert.All(events.Where(e => e is { Session: not null, User: not null }), e => Assert.True(e.Time >= registered[e.User!]));
        Assert.InRange(registered.Values.Count(time => time > plan.Start), 10, 40);
    }

    [Fact]
    public void Errors_burst_after_a_bad_release_and_one_fault_comes_back()
    {
        var releases = Fault.All.Where(f => f.Function == "sequenceAlignment").ToList();
        var fault = events.Where(e => e.Error?.Message == releases[0].Message).Select(e => e.Time).ToList();

        Assert.Equal(2, releases.Count);
        Assert.All(releases, f => Assert.True(fault.Count(t => t >= f.BrokenAt(plan) && t < f.MendedAt(plan).AddDays(3)) > 10));
        Assert.All(fault, t => Assert.Contains(releases, f => t >= f.BrokenAt(plan) && t < f.MendedAt(plan).AddDays(12)));
        Assert.InRange(events.Count(e => e.IsError) / (double)events.Count, 0.005, 0.04);
    }

    [Fact]
    public void Clicks_share_their_action_with_what_they_cause()
    {
        var byAction = events.Where(e => e.Action is not null).ToLookup(e => (e.Session, e.Action));
        var run = byAction.First(action => action.Any(e => e.Function == "Chem:similaritySearch"));

        Assert.Contains(byAction, action => ((string[])["menu click", "dialog ok", "run"]).All(type => action.Any(e => e.Type == type)));
        Assert.Contains(run, e => e.Function == "Chem:fingerprints");
    }

    [Fact]
    public void One_package_grows_and_one_dies()
    {
        Assert.True(LastMonthOverFirst("Retrosynthesis") > 4);
        Assert.True(LastMonthOverFirst("Notebooks") < 0.2);
    }

    static bool IsWeekend(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    double LastMonthOverFirst(string package)
    {
        var times = events.Where(e => e.Package == package).Select(e => e.Time).ToList();
        return times.Count(t => t >= plan.Now.AddMonths(-1)) / (double)times.Count(t => t < plan.Start.AddMonths(1));
    }

    static string Digest(IEnumerable<LoggedEvent> events)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var entry in events)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(entry.ToString() + string.Join(',', entry.Entities)));
        }
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>The story that the tests look at, told once.</summary>
    public sealed class Told
    {
        public DemoPlan Plan { get; } = new(DemoPlan.DefaultSeed, Now);

        public List<LoggedEvent> Events => field ??= [.. DemoData.Events(Plan)];
    }
}

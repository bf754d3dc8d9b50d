using Numbers = System.Version;

namespace UsageAnalysis.Commands.Demo;

/// <summary>A version of a package that came out.</summary>
/// <param name="Package">Its name.</param>
/// <param name="Version">major.minor.patch; patches mend faults.</param>
/// <param name="PublishedAt">UTC.</param>
sealed record Release(string Package, string Version, DateTime PublishedAt)
{
    /// <summary>All releases up to the end of the story, in time order.</summary>
    public static IReadOnlyList<Release> PlanAll(DemoPlan plan) =>
        [.. PackageLine.All.SelectMany(package => Of(plan, package)).Where(r => r.PublishedAt < plan.Now).OrderBy(r => r.PublishedAt)];

    static IEnumerable<Release> Of(DemoPlan plan, PackageLine package)
    {
        var dice = Dice.Of(plan.Seed, "releases of " + package.Name);
        var start = Numbers.Parse(package.Version);
        var (major, minor, patch) = (start.Major, start.Minor, 0);
        yield return new Release(package.Name, $"{major}.{minor}.0", Workday(plan.Start.AddDays(-dice.Between(15, 200)), dice));
        foreach (var (time, mends) in Dates(plan, package, dice).OrderBy(date => date.Time))
        {
            (minor, patch) = mends ? (minor, patch + 1) : (minor + 1, 0);
            yield return new Release(package.Name, $"{major}.{minor}.{patch}", time);
        }
    }

    // Regular releases every few weeks, and those that bring a fault or mend it.
    static IEnumerable<(DateTime Time, bool Mends)> Dates(DemoPlan plan, PackageLine package, Dice dice)
    {
        foreach (var fault in Fault.All.Where(f => f.Package == package.Name))
        {
            yield return (fault.BrokenAt(plan), false);
            yield return (fault.MendedAt(plan), true);
        }
        if (package.Trend == Trend.Unused)
        {
            yield break;
        }
        var pause = package.Trend switch { Trend.Growing => 16, Trend.Dying => 90, _ => 38 };
        for (var time = plan.Start.AddDays(dice.Between(3, pause)); time < plan.Now; time = time.AddDays(dice.Between(0.6, 1.5) * pause))
        {
            yield return (Workday(time, dice), dice.Chance(0.3));
        }
    }

    static DateTime Workday(DateTime time, Dice dice) => OnWorkday(time, dice.Between(8, 17));

    /// <summary>That hour of that day in Basel, or of the next Monday.</summary>
    public static DateTime OnWorkday(DateTime time, double hour)
    {
        var date = DateOnly.FromDateTime(time);
        date = date.DayOfWeek switch { DayOfWeek.Saturday => date.AddDays(2), DayOfWeek.Sunday => date.AddDays(1), _ => date };
        var moment = Site.All[0].At(date, hour);
        return moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMillisecond));
    }
}

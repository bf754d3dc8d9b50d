namespace UsageAnalysis.Commands.Demo;

/// <summary>One client session that will take place.</summary>
/// <param name="Person">Whose; null for an anonymous visitor of public dashboards.</param>
/// <param name="Start">UTC.</param>
/// <param name="Number">Counts the sessions of the story; names the session's own stream of chance.</param>
sealed record Visit(Person? Person, DateTime Start, int Number)
{
    // What a session comes to on average: turns the wanted number of events into a number of sessions.
    const double EventsPerVisit = 20;
    const double AnonymousShare = 0.04;
    const double MostPerDay = 4.5;

    /// <summary>All sessions of the story, in time order.</summary>
    public static IReadOnlyList<Visit> PlanAll(DemoPlan plan, IReadOnlyList<Person> people)
    {
        var days = plan.Dates().ToList();
        var visits = plan.Events / EventsPerVisit;
        var zeal = Calibrate(people, days, plan, visits * (1 - AnonymousShare));
        var starts = people.SelectMany(person => Of(plan, person, days, zeal))
            .Concat(Anonymous(plan, days, visits * AnonymousShare));
        return [.. starts.Where(v => v.Start >= plan.Start && v.Start < plan.Now)
            .OrderBy(v => v.Start).ThenBy(v => v.Person?.Login, StringComparer.Ordinal)
            .Select((v, number) => new Visit(v.Person, v.Start, number))];
    }

    static IEnumerable<(Person? Person, DateTime Start)> Of(DemoPlan plan, Person person, List<DateOnly> days, double zeal)
    {
        var dice = Dice.Of(plan.Seed, "visits of " + person.Login);
        foreach (var day in days)
        {
            // People come in bouts: some days are full of the platform, many have none of it.
            var mood = dice.LogNormal(0.7, 0.85);
            var count = dice.Count(Math.Min(MostPerDay, Expected(person, day, zeal) * mood));
            for (var i = 0; i < count; i++)
            {
                yield return (person, person.Site.At(day, WorkCalendar.StartHour(dice) + person.Earliness));
            }
        }
    }

    static IEnumerable<(Person? Person, DateTime Start)> Anonymous(DemoPlan plan, List<DateOnly> days, double visits)
    {
        var dice = Dice.Of(plan.Seed, "anonymous visits");
        return days.SelectMany(day => Enumerable.Range(0, dice.Count(visits / days.Count))
            .Select(_ => ((Person?)null, Site.All[0].At(day, dice.Between(0, 24)))));
    }

    static double Expected(Person person, DateOnly day, double zeal)
    {
        var noon = person.Site.At(day, 12);
        var employed = noon >= person.RegisteredAt && noon < (person.LeftAt ?? DateTime.MaxValue);
        return employed ? Math.Min(MostPerDay, person.Zeal * zeal) * WorkCalendar.Factor(day) : 0;
    }

    // The factor on everybody's zeal that makes the expected sessions add up, found by halving: the cap keeps it from being a division.
    static double Calibrate(IReadOnlyList<Person> people, List<DateOnly> days, DemoPlan plan, double visits)
    {
        var (low, high) = (0.0, 100.0);
        for (var step = 0; step < 24; step++)
        {
            var middle = (low + high) / 2;
            var expected = people.Sum(p => days.Where(d => p.Site.At(d, 12) is var t && t >= plan.Start && t < plan.Now).Sum(d => Expected(p, d, middle)));
            (low, high) = expected < visits ? (middle, high) : (low, middle);
        }
        return (low + high) / 2;
    }
}

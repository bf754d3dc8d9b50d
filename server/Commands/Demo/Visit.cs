namespace UsageAnalysis.Commands.Demo;

/// <summary>One client session that will take place.</summary>
/// <param name="Person">Whose; null for an anonymous visitor of public dashboards.</param>
/// <param name="Start">UTC.</param>
/// <param name="Number">Counts the sessions of the story; names the session's own stream of chance.</param>
sealed record Visit(Person? Person, DateTime Start, int Number)
{
    // What a session comes to on average: turns the wanted number of events into a number of sessions.
    const double EventsPerVisit = 18.8;
    const double AnonymousShare = 0.04;
    const double MostPerDay = 4.5;

    /// <summary>All sessions of the story, in time order.</summary>
    public static IReadOnlyList<Visit> PlanAll(DemoPlan plan, IReadOnlyList<Person> people)
    {
        var days = plan.Dates().ToList();
        var visits = plan.Events / EventsPerVisit;
        // More events than usual: the same people come more often.
        var most = MostPerDay * Math.Max(1, plan.Events / (double)DemoPlan.DefaultEvents);
        var zeal = Calibrate(people, days, visits * (1 - AnonymousShare), most);
        var starts = people.SelectMany(person => Of(plan, person, days, Daily(person, zeal, most)))
            .Concat(Anonymous(plan, days, visits * AnonymousShare));
        return [.. starts.Where(v => v.Start >= plan.Start && v.Start < plan.Now)
            .OrderBy(v => v.Start).ThenBy(v => v.Person?.Login, StringComparer.Ordinal)
            .Select((v, number) => new Visit(v.Person, v.Start, number))];
    }

    static IEnumerable<(Person? Person, DateTime Start)> Of(DemoPlan plan, Person person, List<DateOnly> days, double daily)
    {
        var dice = Dice.Of(plan.Seed, "visits of " + person.Login);
        foreach (var day in days)
        {
            // People come in bouts: some days are full of the platform, many have none of it.
            var mood = dice.LogNormal(0.7, 0.85);
            var count = dice.Count(daily * Factor(person, day) * mood);
            for (var i = 0; i < count; i++)
            {
                var start = person.Site.At(day, WorkCalendar.StartHour(dice) + person.Earliness);
                if (start >= person.RegisteredAt && start < (person.LeftAt ?? DateTime.MaxValue))
                {
                    yield return (person, start);
                }
            }
        }
    }

    static IEnumerable<(Person? Person, DateTime Start)> Anonymous(DemoPlan plan, List<DateOnly> days, double visits)
    {
        var dice = Dice.Of(plan.Seed, "anonymous visits");
        return days.SelectMany(day => Enumerable.Range(0, dice.Count(visits / days.Count))
            .Select(_ => ((Person?)null, Site.All[0].At(day, dice.Between(0, 24)))));
    }

    static double Daily(Person person, double zeal, double most) => Math.Min(most, person.Zeal * zeal);

    static double Factor(Person person, DateOnly day)
    {
        var noon = person.Site.At(day, 12);
        var employed = noon >= person.RegisteredAt && noon < (person.LeftAt ?? DateTime.MaxValue);
        return employed ? WorkCalendar.Factor(day) : 0;
    }

    // The factor on everybody's zeal that makes the expected sessions add up, found by halving: the cap keeps it from being a division.
    static double Calibrate(IReadOnlyList<Person> people, List<DateOnly> days, double visits, double most)
    {
        var factors = people.Select(p => days.Sum(day => Factor(p, day))).ToList();
        var (low, high) = (0.0, 100 * most);
        for (var step = 0; step < 40; step++)
        {
            var middle = (low + high) / 2;
            var expected = people.Zip(factors, (p, factor) => factor * Daily(p, middle, most)).Sum();
            (low, high) = expected < visits ? (middle, high) : (low, middle);
        }
        return (low + high) / 2;
    }
}

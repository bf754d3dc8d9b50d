namespace UsageAnalysis.Commands.Demo;

/// <summary>What all sessions share.</summary>
sealed class World
{
    readonly Dictionary<string, double[]> tastes = [];
    readonly Dictionary<string, FunctionLine[]> functions =
        FunctionLine.All.Where(f => f.Weight > 0).GroupBy(f => f.Package)
            .ToDictionary(package => package.Key, package => package.ToArray());
    readonly ILookup<string, FunctionLine> prototypes;
    readonly double[] popularity = new double[PackageLine.All.Count];
    readonly List<Release> platform;
    DateOnly popularityDay;

    public World(DemoPlan plan)
    {
        Plan = plan;
        People = Person.Hire(plan);
        Releases = Release.PlanAll(plan);
        var authors = Author.OfAll(plan, People);
        prototypes = FunctionLine.All.Where(f => f.IsPrototype).ToLookup(f => authors[f.Package].Login);
        Artifacts = new ArtifactStore(plan, People);
        Failures = new Failures(plan);
        platform = [.. Releases.Where(r => r.Package == "Core")];
    }

    public DemoPlan Plan { get; }

    public IReadOnlyList<Person> People { get; }

    public IReadOnlyList<Release> Releases { get; }

    public ArtifactStore Artifacts { get; }

    public Failures Failures { get; }

    /// <summary>A function that this person would run now.</summary>
    public FunctionLine ChooseFunction(Person person, DateTime now, Dice dice) =>
        prototypes.Contains(person.Login) && dice.Chance(0.05)
            ? dice.Pick(prototypes[person.Login].ToArray())
            : dice.Weighted(functions[ChoosePackage(person, now, dice)], f => f.Weight);

    /// <summary>A package that this person would use now.</summary>
    public string ChoosePackage(Person person, DateTime now, Dice dice)
    {
        SetDay(DateOnly.FromDateTime(now));
        var taste = TasteOf(person);
        var target = dice.Unit() * Total(taste);
        for (var i = 0; ; i++)
        {
            target -= popularity[i] * taste[i];
            if (target < 0)
            {
                return PackageLine.All[i].Name;
            }
        }
    }

    /// <summary>The client's version then: the web is always current, a desktop lags behind, scripts stay where they were.</summary>
    public string ClientVersion(string client, Person? person, DateTime now)
    {
        var lag = client switch { "web" => 0, "desktop" => 10 + (person?.Login.Length ?? 0) * 2, _ => 60 };
        return (platform.LastOrDefault(r => r.PublishedAt < now.AddDays(-lag)) ?? platform[0]).Version;
    }

    double Total(double[] taste)
    {
        var total = 0.0;
        for (var i = 0; i < taste.Length; i++)
        {
            total += popularity[i] * taste[i];
        }
        return total;
    }

    void SetDay(DateOnly day)
    {
        if (day == popularityDay)
        {
            return;
        }
        popularityDay = day;
        var point = (day.ToDateTime(TimeOnly.MinValue) - Plan.Start) / (Plan.Now - Plan.Start);
        for (var i = 0; i < popularity.Length; i++)
        {
            popularity[i] = PackageLine.All[i].Popularity(point);
        }
    }

    // The department's interests, bent by the person's own.
    double[] TasteOf(Person person)
    {
        if (!tastes.TryGetValue(person.Login, out var taste))
        {
            var dice = Dice.Of(Plan.Seed, "taste of " + person.Login);
            taste = [.. PackageLine.All.Select(p => person.Department.Interest(p.Category) * dice.LogNormal(1, 0.8))];
            tastes[person.Login] = taste;
        }
        return taste;
    }
}

namespace UsageAnalysis.Commands.Demo;

/// <summary>Who made a package: somebody who stays with the company and is drawn to what it is about.</summary>
static class Author
{
    /// <summary>The authors, by name of the package.</summary>
    public static IReadOnlyDictionary<string, Person> OfAll(DemoPlan plan, IReadOnlyList<Person> people) =>
        PackageLine.All.ToDictionary(package => package.Name, package => Of(plan, people, package));

    static Person Of(DemoPlan plan, IReadOnlyList<Person> people, PackageLine package) => Dice.Of(plan.Seed, "author of " + package.Name)
        .Weighted([.. people.Where(p => p.LeftAt is null && p.RegisteredAt < plan.Start)], p => p.Zeal * p.Department.Interest(package.Category));
}

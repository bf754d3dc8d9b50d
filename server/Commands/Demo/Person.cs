namespace UsageAnalysis.Commands.Demo;

/// <summary>Somebody who works with the platform.</summary>
/// <param name="Login">Unique.</param>
/// <param name="Name">Full name.</param>
/// <param name="Department">The group that the person is a direct member of.</param>
/// <param name="Site">Where the person works.</param>
/// <param name="RegisteredAt">UTC; a part of the people joins during the story.</param>
/// <param name="LeftAt">UTC, when the person left the company; null for most.</param>
/// <param name="Zeal">How often the person comes, as a weight: a few come all the time, many rarely.</param>
/// <param name="Client">The client program that the person prefers: web, desktop or python-api.</param>
/// <param name="Earliness">Hours by which the person's day is shifted.</param>
public sealed record Person(
    string Login, string Name, Department Department, Site Site, DateTime RegisteredAt, DateTime? LeftAt,
    double Zeal, string Client, double Earliness)
{
    /// <summary>The staff of all departments.</summary>
    public static IReadOnlyList<Person> Hire(DemoPlan plan)
    {
        var dice = Dice.Of(plan.Seed, "people");
        var logins = new HashSet<string>();
        var names = new HashSet<string>();
        return [.. Department.All.SelectMany(d => Enumerable.Repeat(d, d.Heads)).Select(d => HireOne(dice, plan, d, logins, names))];
    }

    static Person HireOne(Dice dice, DemoPlan plan, Department department, HashSet<string> logins, HashSet<string> names)
    {
        var site = dice.Weighted(Site.All, s => s.Share);
        var (given, family) = PersonNames.Draw(dice, site);
        while (!names.Add($"{given} {family}"))
        {
            (given, family) = PersonNames.Draw(dice, site);
        }
        var length = plan.Now - plan.Start;
        var joined = dice.Chance(0.12)
            ? plan.Start + length * dice.Between(0.03, 0.97)
            : plan.Start - TimeSpan.FromDays(dice.Between(20, 1600));
        var left = dice.Chance(0.07) && joined < plan.Start ? plan.Start + length * dice.Between(0.1, 0.95) : (DateTime?)null;
        return new Person(FreeLogin(given, family, logins), $"{given} {family}", department, site, Whole(joined), left,
            dice.LogNormal(1, 1.15), Preferred(dice, department), dice.Between(-1.2, 1.2));
    }

    // mkeller; where that is taken: makeller, matkeller, …
    static string FreeLogin(string given, string family, HashSet<string> logins)
    {
        var (first, last) = (PersonNames.Plain(given), PersonNames.Plain(family));
        for (var letters = 1; ; letters++)
        {
            var login = letters <= first.Length ? first[..letters] + last : $"{first}{last}{letters}";
            if (logins.Add(login))
            {
                return login;
            }
        }
    }

    static string Preferred(Dice dice, Department department) =>
        department.Interests.Contains("Data science") && dice.Chance(0.3) ? "python-api" : dice.Chance(0.15) ? "desktop" : "web";

    static DateTime Whole(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}

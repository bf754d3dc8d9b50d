using UsageAnalysis.Ingest;

namespace UsageAnalysis.Commands.Demo;

/// <summary>What the server itself logs, outside of any session.</summary>
static class ServerLog
{
    static readonly string[] Reasons = ["wrong password", "expired token", "account is locked"];

    /// <summary>In time order.</summary>
    public static IReadOnlyList<LoggedEvent> Of(World world) =>
        [.. Publications(world).Concat(Restarts(world)).Concat(FailedLogins(world)).Concat(Invitations(world))
            .Where(e => e.Time >= world.Plan.Start && e.Time <= world.Plan.Now).OrderBy(e => e.Time).ThenBy(e => e.Id)];

    static IEnumerable<LoggedEvent> Publications(World world)
    {
        var dice = Dice.Of(world.Plan.Seed, "publications");
        var developers = Members(world, "Platform Developers");
        foreach (var release in world.Releases)
        {
            var ms = Math.Round(dice.LogNormal(9000, 0.8));
            yield return new LoggedEvent(dice.Id(release.PublishedAt), release.PublishedAt, "audit", "package-version-published")
            {
                User = dice.Pick(developers).Login,
                Package = release.Package,
                Description = $"{release.Package} {release.Version} was published",
                DurationUs = (long)ms * 1000,
                Parameters = Json.Parameters(other: new { version = release.Version, ms }),
            };
        }
    }

    static IEnumerable<LoggedEvent> Restarts(World world)
    {
        var dice = Dice.Of(world.Plan.Seed, "restarts");
        for (var time = world.Plan.Start; time < world.Plan.Now; time = Later(time, dice.Between(3, 14)))
        {
            yield return new LoggedEvent(dice.Id(time), time, "audit", "server-started") { Description = "The server started" };
        }
    }

    static IEnumerable<LoggedEvent> FailedLogins(World world)
    {
        var dice = Dice.Of(world.Plan.Seed, "failed logins");
        for (var time = world.Plan.Start; time < world.Plan.Now; time = Later(time, dice.LogNormal(0.25, 1)))
        {
            var login = dice.Pick(world.People).Login;
            yield return new LoggedEvent(dice.Id(time), time, "audit", "user-login-failed")
            {
                Description = $"{login} could not log in",
                Parameters = Json.Parameters(other: new { login, reason = dice.Skewed(Reasons, 2) }),
            };
        }
    }

    static IEnumerable<LoggedEvent> Invitations(World world)
    {
        var dice = Dice.Of(world.Plan.Seed, "invitations");
        var administrators = Members(world, "Administrators");
        foreach (var person in world.People.OrderBy(p => p.RegisteredAt))
        {
            yield return new LoggedEvent(dice.Id(person.RegisteredAt), person.RegisteredAt, "audit", "user-invited")
            {
                User = dice.Pick(administrators).Login,
                Description = $"{person.Name} was invited",
                Parameters = Json.Parameters(other: new { user = person.Login }),
            };
        }
    }

    static List<Person> Members(World world, string department) => [.. world.People.Where(p => p.Department.Name == department)];

    static DateTime Later(DateTime time, double days) => time.AddTicks((long)(days * TimeSpan.TicksPerDay) / 10_000 * 10_000);
}

using System.Globalization;

namespace UsageAnalysis.Commands.Demo;

/// <summary>
/// The objects that live at the present moment of the story. It only moves forward, so histories are consistent by themselves.
/// </summary>
sealed class ArtifactStore
{
    /// <summary>Types that people make, share and delete, with how many there are when the story begins.</summary>
    static readonly (string Type, int Count)[] Initial = [("file", 240), ("query", 90), ("project", 70), ("dashboard", 25), ("table", 40)];

    readonly Dictionary<string, List<Artifact>> living = [];
    readonly Dictionary<string, Artifact> derived = [];
    int count;

    public ArtifactStore(DemoPlan plan, IReadOnlyList<Person> people)
    {
        var dice = Dice.Of(plan.Seed, "initial artifacts");
        var staff = people.Where(p => p.RegisteredAt < plan.Start).ToList();
        foreach (var name in EntityNames.Connections)
        {
            Add("connection", name, dice.Pick(staff), plan.Start.AddDays(-400));
        }
        foreach (var (type, many) in Initial)
        {
            for (var i = 0; i < many; i++)
            {
                Add(type, EntityNames.Draw(type, dice), dice.Pick(staff), plan.Start.AddDays(-dice.Between(1, 300)));
            }
        }
    }

    /// <summary>A new object.</summary>
    public Artifact Add(string type, string name, Person owner, DateTime time)
    {
        var artifact = new Artifact(type, string.Create(CultureInfo.InvariantCulture, $"{type}-{++count:D5}"), name, owner, time);
        (living.TryGetValue(type, out var list) ? list : living[type] = []).Add(artifact);
        return artifact;
    }

    /// <summary>
    /// One that this person would use now: rather one's own or the department's, old favourites and new ones alike. What is done with it
    /// ends at <paramref name="until"/>.
    /// </summary>
    public Artifact Pick(string type, Person? person, DateTime now, DateTime until, Dice dice)
    {
        var list = living[type];
        Artifact artifact;
        do
        {
            var index = (int)(list.Count * Math.Pow(dice.Unit(), 2.5));
            artifact = dice.Chance(0.5) ? list[index] : list[^(index + 1)];
        }
        while (artifact.CreatedAt >= now || !(IsNear(artifact, person) || dice.Chance(0.3)));
        artifact.TouchedAt = until > artifact.TouchedAt ? until : artifact.TouchedAt;
        return artifact;
    }

    /// <summary>Takes away one of the person's own that nobody has used for long; null when there is none.</summary>
    public Artifact? TakeAway(string type, Person person, DateTime now, Dice dice)
    {
        var idle = living[type].FindAll(a => a.Owner == person && a.TouchedAt < now.AddDays(-3));
        if (idle.Count == 0)
        {
            return null;
        }
        var artifact = dice.Pick(idle);
        living[type].Remove(artifact);
        return artifact;
    }

    /// <summary>
    /// The table that a step makes of an object, or of what was made of it: always the same one, so that lineage joins up.
    /// </summary>
    public Artifact Derived(string step, Artifact origin, DateTime now)
    {
        var (root, name) = (origin.Key.Split('/')[0], origin.Name.Split(": ")[0]);
        var key = $"{root}/{step}";
        return derived.TryGetValue(key, out var table)
            ? table
            : derived[key] = new Artifact("table", key, $"{name}: {step}", origin.Owner, now);
    }

    static bool IsNear(Artifact artifact, Person? person) =>
        artifact.Owner == person || artifact.Owner.Department == person?.Department;
}

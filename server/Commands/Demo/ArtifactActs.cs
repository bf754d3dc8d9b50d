namespace UsageAnalysis.Commands.Demo;

/// <summary>What people do to objects; the audit log keeps it.</summary>
static class ArtifactActs
{
    static readonly (string Type, double Weight)[] Made =
        [("query", 5), ("file", 6), ("project", 4), ("dashboard", 1.2), ("table", 3), ("connection", 0.15)];

    /// <summary>Opens a project with its tables.</summary>
    public static void OpenProject(Session s)
    {
        var project = Pick(s, "project");
        s.Log("usage", "click", $"Browse / Projects / {project.Name}", subject: project);
        s.Wait(s.Dice.Between(0.4, 3));
        s.Log("audit", "project-opened", $"{project.Name} was opened", subject: project, milliseconds: s.Dice.LogNormal(1800, 0.7));
        s.Table = s.World.Artifacts.Derived("table", project, s.Clock);
    }

    /// <summary>Looks at a dashboard.</summary>
    public static void OpenDashboard(Session s)
    {
        var dashboard = Pick(s, "dashboard");
        s.Log("usage", "navigate", $"Dashboards / {dashboard.Name}", subject: dashboard);
    }

    /// <summary>Changes something and saves it.</summary>
    public static void Edit(Session s)
    {
        var type = MadeType(s);
        var artifact = Pick(s, type);
        s.Log("usage", "menu click", $"{type} / Edit", subject: artifact);
        if (Gestures.Dialog(s, $"Edit {type}", null))
        {
            var changed = s.Dice.Skewed(["content", "name", "parameters", "layout", "tags"], 2);
            s.Log("audit", $"{type}-edited", $"{artifact.Name} was edited", subject: artifact, other: new { changed });
        }
    }

    /// <summary>Makes something new.</summary>
    public static void Create(Session s)
    {
        var type = MadeType(s);
        s.Log("usage", "menu click", $"{type} / New");
        if (Gestures.Dialog(s, $"New {type}", null))
        {
            var artifact = s.World.Artifacts.Add(type, EntityNames.Draw(type, s.Dice), s.Person!, s.Clock);
            s.Log("audit", $"{type}-created", $"{artifact.Name} was created", subject: artifact);
        }
    }

    /// <summary>Gives somebody else access.</summary>
    public static void Share(Session s)
    {
        var artifact = Pick(s, MadeType(s));
        var other = s.Dice.Pick(s.World.People);
        s.Log("usage", "menu click", $"{artifact.Type} / Share", subject: artifact);
        if (Gestures.Dialog(s, $"Share {artifact.Type}", null))
        {
            var access = s.Dice.Chance(0.7) ? "view" : "edit";
            s.Log("audit", "entity-shared", $"{artifact.Name} was shared", subject: artifact, other: new { user = other.Login, access });
        }
    }

    /// <summary>Throws away something of one's own that lay idle.</summary>
    public static void Delete(Session s)
    {
        var type = s.Dice.Pick(["file", "query", "project", "table", "dashboard"]);
        if (s.World.Artifacts.TakeAway(type, s.Person!, s.Clock, s.Dice) is not { } artifact)
        {
            return;
        }
        s.Log("usage", "menu click", $"{artifact.Type} / Delete", subject: artifact);
        s.Wait(s.Dice.Between(1, 4));
        s.Log("audit", $"{artifact.Type}-deleted", $"{artifact.Name} was deleted", subject: artifact);
    }

    static string MadeType(Session s) => s.Dice.Weighted(Made, made => made.Weight).Type;

    static Artifact Pick(Session s, string type) => s.World.Artifacts.Pick(type, s.Person, s.Clock, s.Clock.AddHours(1), s.Dice);
}

namespace UsageAnalysis.Commands.Demo;

/// <summary>What people do, and how often.</summary>
static class Acts
{
    /// <summary>One thing that a session may do next.</summary>
    sealed record Act(double Weight, Action<Session> Play);

    static readonly Act[] Interactive =
    [
        new(46, Runs.RunFunction),
        new(9, Runs.OpenFile),
        new(8, Runs.RunSavedQuery),
        new(10, ArtifactActs.OpenProject),
        new(4, ArtifactActs.OpenDashboard),
        new(11, ArtifactActs.Edit),
        new(6, ArtifactActs.Create),
        new(3, ArtifactActs.Share),
        new(2.2, ArtifactActs.Delete),
        new(11, Gestures.Menu),
        new(10, Gestures.Click),
        new(7, Gestures.Navigate),
        new(1, Gestures.Crash),
        new(1.2, Gestures.Notice),
    ];

    static readonly Act[] Scripted =
    [
        new(60, Runs.RunFunction),
        new(16, Runs.RunSavedQuery),
        new(12, Runs.OpenFile),
        new(30, Gestures.Request),
        new(2, Gestures.Notice),
    ];

    static readonly Act[] Anonymous =
    [
        new(5, ArtifactActs.OpenDashboard),
        new(4, Gestures.Navigate),
        new(3, Gestures.Click),
        new(0.1, Gestures.Crash),
    ];

    /// <summary>The beginning of a session.</summary>
    public static void Begin(Session session)
    {
        session.Log("info", "platform-started", $"{session.Client} started");
        session.Wait(session.Dice.Between(0.3, 2));
        if (session.Person is null)
        {
            return;
        }
        var method = session.Client == "python-api" ? "api key" : "sso";
        session.Log("audit", "user-logged-in", $"{session.Person.Name} logged in", other: new { method });
        session.Wait(session.Dice.Between(1, 8));
    }

    /// <summary>The end of a session: most people just close the window.</summary>
    public static void End(Session session)
    {
        if (session.Person is { } person && session.Dice.Chance(0.25))
        {
            session.Log("audit", "user-logged-out", $"{person.Name} logged out");
        }
    }

    /// <summary>Something that fits the client and the person.</summary>
    public static void PlayOne(Session session)
    {
        var acts = session.Person is null ? Anonymous : session.Client == "python-api" ? Scripted : Interactive;
        session.Dice.Weighted(acts, act => act.Weight).Play(session);
    }
}

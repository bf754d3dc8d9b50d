using UsageAnalysis.Ingest;

namespace UsageAnalysis.Commands.Demo;

/// <summary>One client session while it goes on: where it is in time, and what lies on the screen.</summary>
sealed class Session
{
    readonly Action<LoggedEvent> log;
    readonly Guid id;
    readonly string version;
    string? action;

    public Session(World world, Visit visit, Action<LoggedEvent> log)
    {
        this.log = log;
        (World, Person, Clock) = (world, visit.Person, visit.Start);
        Dice = Dice.Of(world.Plan.Seed, $"session {visit.Number}");
        Client = Person is null || !Dice.Chance(0.8) ? "web" : Person.Client;
        id = Dice.Id(Clock);
        version = world.ClientVersion(Client, Person, Clock);
        ActsLeft = Person is null ? Dice.Count(3) : (int)Math.Clamp(Dice.LogNormal(5.2, 0.75), 1, 45);
    }

    public World World { get; }

    /// <summary>Whose it is; null for an anonymous visitor.</summary>
    public Person? Person { get; }

    public Dice Dice { get; }

    /// <summary>web, desktop or python-api.</summary>
    public string Client { get; }

    /// <summary>Where the session is (UTC).</summary>
    public DateTime Clock { get; private set; }

    public int ActsLeft { get; private set; }

    /// <summary>The table that the person works on; null when none is open.</summary>
    public Artifact? Table { get; set; }

    /// <summary>What the person ran last: people repeat themselves.</summary>
    public FunctionLine? Last { get; set; }

    /// <summary>Lets time pass.</summary>
    public void Wait(double seconds) => Clock = Clock.AddTicks((long)(seconds * 1e6) * TimeSpan.TicksPerMicrosecond);

    /// <summary>Does one more thing, then thinks about the next.</summary>
    public void Act()
    {
        action = Dice.Hex();
        Acts.PlayOne(this);
        ActsLeft--;
        Wait(Client == "python-api" ? Dice.LogNormal(4, 1) : Math.Min(2400, Dice.LogNormal(35, 1.2)));
    }

    /// <summary>Logs something that happens now, under the action that goes on.</summary>
    public void Log(string source, string type, string? description = null, string? package = null, Artifact? subject = null,
        object? other = null, double? milliseconds = null) =>
        Log(new LoggedEvent(Dice.Id(Clock), Clock, source, type)
        {
            Description = description,
            Package = package,
            Entities = subject is null ? [] : [subject.As("subject")],
            Parameters = other is null ? null : Json.Parameters(other: other),
            DurationUs = (long?)(milliseconds * 1000),
        });

    /// <summary>Logs an event as one of this session.</summary>
    public void Log(LoggedEvent entry) =>
        log(entry with { User = Person?.Login, Session = id, Action = action, Client = Client, Version = version });
}

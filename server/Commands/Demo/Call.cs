using UsageAnalysis.Ingest;

namespace UsageAnalysis.Commands.Demo;

/// <summary>One run of a function with its values: tables and files come from the session, all else from chance.</summary>
sealed class Call
{
    readonly Session session;
    readonly FunctionLine function;
    readonly Dictionary<string, object> inputs = [];
    readonly List<LoggedEntity> entities = [];
    Artifact? origin;

    public Call(Session session, FunctionLine function)
    {
        (this.session, this.function) = (session, function);
        foreach (var parameter in function.Inputs)
        {
            inputs[parameter.Name] = parameter.IsTable || parameter.IsFile ? Take(parameter) : parameter.Draw(session.Dice);
        }
        if (function.Kind == "query" && origin is null)
        {
            origin = Pick("connection");
            entities.Add(origin.As("input"));
        }
        if (function.Outputs.Any(o => o.IsTable))
        {
            Result = function.Outputs.Any(o => o.Name == "table") && origin?.Type == "table"
                ? origin
                : session.World.Artifacts.Derived(function.Name, origin ?? Pick("project"), session.Clock);
        }
    }

    /// <summary>The table that it makes, when it works; null when it makes none.</summary>
    public Artifact? Result { get; }

    /// <summary>The run as it is logged at the session's present moment.</summary>
    public LoggedEvent Event(LoggedError? error, double milliseconds) =>
        new(session.Dice.Id(session.Clock), session.Clock, function.Source, "run")
        {
            Function = function.QualifiedName,
            Package = function.Package,
            Description = $"{function.Name}({string.Join(", ", inputs.Values.Select(Shown))})",
            DurationUs = (long)(milliseconds * 1000),
            Parameters = Json.Parameters(inputs, error is null ? Outputs() : null),
            Entities = error is null && Result is { } result ? [.. entities, result.As("output")] : entities,
            Error = error,
        };

    Dictionary<string, object> Outputs() => function.Outputs.ToDictionary(output => output.Name, output => output switch
    {
        { IsTable: true } => Result!.Name,
        { IsFile: true } => $"{function.Name}.{(session.Dice.Chance(0.5) ? "csv" : "pdf")}",
        _ => output.Draw(session.Dice),
    });

    // The open table where there is one, and a stored one where there is none.
    string Take(Parameter parameter)
    {
        var artifact = parameter.IsFile ? Pick("file") : parameter.Name == "table" && session.Table is { } open ? open : Pick("table");
        if (entities.TrueForAll(e => e.Id != artifact.Key))
        {
            entities.Add(artifact.As("input"));
        }
        origin ??= artifact;
        return artifact.Name;
    }

    Artifact Pick(string type) =>
        session.World.Artifacts.Pick(type, session.Person, session.Clock, session.Clock.AddHours(1), session.Dice);

    static string Shown(object value) => value switch
    {
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => FormattableString.Invariant($"{value}"),
    };
}

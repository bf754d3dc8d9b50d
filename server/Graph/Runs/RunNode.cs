using System.Text.Json;
using UsageAnalysis.Data;
using UsageAnalysis.Graph.Events;
using UsageAnalysis.Graph.Functions;
using UsageAnalysis.Graph.Users;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Graph.Runs;

/// <summary>A run of a function: who ran it, when, for how long, with which inputs and outputs, and how it ended.</summary>
[ObjectType<Run>("Run")]
public static class RunNode
{
    /// <summary>The event that tells of it.</summary>
    public static Event GetEvent([Parent] Run run) => run.Event;

    /// <summary>Who ran it; null when anonymous.</summary>
    public static Loaded<User?> GetUser([Parent] Run run, [Service] UserById loader) => EventNode.GetUser(run.Event, loader);

    /// <summary>When it began, as the sender says.</summary>
    public static DateTime GetTime([Parent] Run run) => run.Event.Time;

    /// <summary>How long it took, milliseconds; null when not timed.</summary>
    public static double? GetDurationMs([Parent] Run run) => EventNode.GetDurationMs(run.Event);

    /// <summary>How it ended.</summary>
    public static RunStatus GetStatus([Parent] Run run) => run.Event.IsError ? RunStatus.Failed : RunStatus.Ok;

    /// <summary>The function that ran.</summary>
    public static Loaded<Function> GetFunction([Parent] Run run, [Service] EventTypeById loader) =>
        loader.Load(run.Event.EventTypeId).Then(type => type!.Function!);

    /// <summary>What went in: first what the function declares, in its order, then everything else by name.</summary>
    [ListSize(5)]
    public static Loaded<IReadOnlyList<RunValue>> GetInputs([Parent] Run run, [Service] EventTypeById loader) =>
        loader.Load(run.Event.EventTypeId).Then(type => RunValue.ListOf(run.Event, StoredParameters.Inputs, type!.Function!.Inputs));

    /// <summary>What came out: first what the function declares, in its order, then everything else by name.</summary>
    [ListSize(5)]
    public static Loaded<IReadOnlyList<RunValue>> GetOutputs([Parent] Run run, [Service] EventTypeById loader) =>
        loader.Load(run.Event.EventTypeId).Then(type => RunValue.ListOf(run.Event, StoredParameters.Outputs, type!.Function!.Outputs));

    /// <summary>The error that it carries; null without one.</summary>
    public static EventError? GetError([Parent] Run run) => EventNode.GetError(run.Event);

    /// <summary>The client session; null without one.</summary>
    public static Loaded<Session?> GetSession([Parent] Run run, [Service] SessionByKey loader) => EventNode.GetSession(run.Event, loader);

    /// <summary>The runs of the same function with equal inputs, by anybody and at any time, this one included; the latest first.</summary>
    [UseConnection]
    public static Related<Run> GetSameInputs([Service] UsageDbContext db) => Related.Of(
        (Run run) => new EventIdentity(run.Event.UserId, run.Event.Time, run.Event.Id),
        db.EventsWith,
        e => new EventIdentity(e.UserId, e.Time, e.Id),
        e => db.Events.Where(other => other.EventType.FunctionId == e.EventType.FunctionId
                && StoredParameters.Group(other.Parameters, StoredParameters.Inputs)
                    == StoredParameters.Group(e.Parameters, StoredParameters.Inputs))
            .Select(other => new Run { Event = other, User = other.User }));
}

/// <summary>The value of an input or output in a run.</summary>
/// <param name="Name">Name of the parameter.</param>
/// <param name="Type">
/// As the function declares it: string, int, column, dataframe, …; what it does not declare has the JSON type of its value.
/// </param>
/// <param name="Value">What was stored; null for a JSON null.</param>
public sealed record RunValue(string Name, string Type, JsonElement? Value)
{
    internal static IReadOnlyList<RunValue> ListOf(Event run, string member, JsonElement declared)
    {
        if (run.Parameters is not { ValueKind: JsonValueKind.Object } parameters || !parameters.TryGetProperty(member, out var stored))
        {
            return [];
        }
        var values = stored.EnumerateObject().ToDictionary(value => value.Name, value => value.Value);
        var known = DeclaredParameter.ListOf(declared).Where(parameter => values.ContainsKey(parameter.Name)).ToArray();
        return
        [
            .. known.Select(parameter => new RunValue(parameter.Name, parameter.Type, Stored(values[parameter.Name]))),
            .. values.Where(value => Array.TrueForAll(known, parameter => parameter.Name != value.Key))
                .OrderBy(value => value.Key, StringComparer.Ordinal)
                .Select(value => new RunValue(value.Key, TypeOf(value.Value), Stored(value.Value))),
        ];
    }

    static JsonElement? Stored(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value;

    static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };
}

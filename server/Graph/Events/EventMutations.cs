using System.Text.Json;
using System.Text.Json.Serialization;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.Ingest;

namespace UsageAnalysis.Graph.Events;

/// <summary>The door for events, in the graph.</summary>
[MutationType]
public static class EventMutations
{
    static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>
    /// Logs events: the same as POST /events. Answers after commit, with a result for each record; one bad record never loses its neighbours.
    /// Sending the same events again changes nothing.
    /// </summary>
    /// <param name="input">The events.</param>
    /// <param name="intake">Checks and stores them.</param>
    /// <param name="ct">Ends the waiting, not the storing.</param>
    public static async Task<LogEventsPayload> LogEventsAsync(LogEventsInput input, [Service] EventIntake intake, CancellationToken ct) =>
        await intake.LogAsync([.. input.Events.Select(e => JsonSerializer.SerializeToElement(e, Wire))], ct) switch
        {
            IntakeAnswer.Logged logged => new LogEventsPayload(
                logged.Count(RecordStatus.Stored), logged.Count(RecordStatus.Duplicate), logged.Count(RecordStatus.Rejected),
                logged.Count(RecordStatus.Excluded), logged.Results),
            IntakeAnswer.Later { Busy: true } later => throw new GraphQLRequestException(
                $"Too many events are waiting. Nothing was stored; send them again in {later.RetryAfterSeconds} s.", "TOO_MANY_REQUESTS"),
            IntakeAnswer.Later later => throw new GraphQLRequestException(
                $"The database does not answer. Nothing is promised; send them again in {later.RetryAfterSeconds} s, which is harmless.", "UNAVAILABLE"),
            var other => throw new InvalidOperationException($"The intake answered {other}."),
        };
}

/// <summary>Events to log.</summary>
/// <param name="Events">At most 20,000.</param>
public sealed record LogEventsInput(IReadOnlyList<LoggedEventInput> Events);

/// <summary>One event to log.</summary>
/// <param name="Id">UUID, made once by the sender and kept on a retry.</param>
/// <param name="Time">When it happened: RFC 3339 with an offset, kept on a retry.</param>
/// <param name="Source">audit, usage, function, error, … or the platform's own word.</param>
/// <param name="Type">What happened, within its source.</param>
/// <param name="User">Login; null for anonymous events.</param>
/// <param name="Groups">Groups that the user is a member of.</param>
/// <param name="Session">UUID of the client session.</param>
/// <param name="Action">Joins the events that one click caused.</param>
/// <param name="Package">Name of the package.</param>
/// <param name="Function">"Chem:fingerprints", or a bare name that belongs to the package.</param>
/// <param name="DurationMs">How long it took, milliseconds.</param>
/// <param name="Description">One line for people.</param>
/// <param name="Parameters">Object with the members inputs, outputs and other, each an object.</param>
/// <param name="Entities">Objects that the event touched.</param>
/// <param name="Error">The error that it carries.</param>
/// <param name="Client">Client program of the session.</param>
/// <param name="Version">Version of the client program.</param>
public sealed record LoggedEventInput(
    string Id,
    string Time,
    string Source,
    string Type,
    string? User = null,
    IReadOnlyList<string>? Groups = null,
    string? Session = null,
    string? Action = null,
    string? Package = null,
    string? Function = null,
    double? DurationMs = null,
    string? Description = null,
    JsonElement? Parameters = null,
    IReadOnlyList<LoggedEntityInput>? Entities = null,
    LoggedErrorInput? Error = null,
    string? Client = null,
    string? Version = null);

/// <summary>An object that an event touched.</summary>
/// <param name="Type">file, query, table, project, ….</param>
/// <param name="Id">The platform's own id of it, unique within its type.</param>
/// <param name="Name">For people; the id when null.</param>
/// <param name="Role">subject (when null), input or output.</param>
/// <param name="Package">Package that it belongs to.</param>
public sealed record LoggedEntityInput(string Type, string Id, string? Name = null, string? Role = null, string? Package = null);

/// <summary>An error that an event carries.</summary>
/// <param name="Message">What went wrong.</param>
/// <param name="Stack">Stack trace.</param>
/// <param name="Handled">Whether the program caught it.</param>
/// <param name="Fingerprint">The sender's own grouping key.</param>
public sealed record LoggedErrorInput(string Message, string? Stack = null, bool? Handled = null, string? Fingerprint = null);

/// <summary>What became of the events.</summary>
/// <param name="Stored">New events.</param>
/// <param name="Duplicates">Events that were stored before.</param>
/// <param name="Rejected">Records that are no events.</param>
/// <param name="Excluded">Events that the logging policy excludes.</param>
/// <param name="Results">One for each record, in order.</param>
public sealed record LogEventsPayload(
    int Stored, int Duplicates, int Rejected, int Excluded, [property: ListSize(1_000)] IReadOnlyList<RecordResult> Results);

using UsageAnalysis.Data;
using UsageAnalysis.Graph.Entities;
using UsageAnalysis.Graph.Users;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Graph.Events;

/// <summary>Something that happened.</summary>
[ObjectType<Event>("Event", Node = true)]
[Expose(nameof(Event.Time), nameof(Event.IsError), nameof(Event.Description), nameof(Event.Parameters))]
public static class EventNode
{
    /// <summary>Opaque id: carries user, time and the sender's id, which together identify the event.</summary>
    [return: ID]
    public static string GetId([Parent] Event @event) => EventKey.Encode(@event);

    /// <summary>The id that the sender made for the event.</summary>
    public static Guid GetSenderId([Parent] Event @event) => @event.Id;

    /// <summary>The stream that it came from: audit, usage, function, error, ….</summary>
    public static Loaded<string> GetSource([Parent] Event @event, [Service] EventTypeById loader) =>
        loader.Load(@event.EventTypeId).Then(type => type!.Source);

    /// <summary>What happened.</summary>
    public static Loaded<EventName> GetEventType([Parent] Event @event, [Service] EventTypeById loader) =>
        loader.Load(@event.EventTypeId).Then(type => type!.EventName);

    /// <summary>The package that it is attributed to.</summary>
    public static Loaded<Package> GetPackage([Parent] Event @event, [Service] EventTypeById loader) =>
        loader.Load(@event.EventTypeId).Then(type => type!.Package);

    /// <summary>The function that ran; null when none did.</summary>
    public static Loaded<Function?> GetFunction([Parent] Event @event, [Service] EventTypeById loader) =>
        loader.Load(@event.EventTypeId).Then(type => type!.Function);

    /// <summary>Who did it; null when anonymous.</summary>
    public static Loaded<User?> GetUser([Parent] Event @event, [Service] UserById loader) => loader.Load(@event.UserId);

    /// <summary>The client session; null without one.</summary>
    public static Loaded<Session?> GetSession([Parent] Event @event, [Service] SessionByKey loader) =>
        @event.SessionId is { } session ? loader.Load(new(@event.UserId, session)) : Loaded.From<Session?>(null);

    /// <summary>Joins the events that one click caused; null without one.</summary>
    public static string? GetAction([Parent] Event @event) => @event.ActionId;

    /// <summary>How long it took, milliseconds; null when not timed.</summary>
    public static double? GetDurationMs([Parent] Event @event) => @event.DurationUs / 1000.0;

    /// <summary>The error that it carries; null without one.</summary>
    public static EventError? GetError([Parent] Event @event) => @event.ErrorMessage is { } message
        ? new EventError(message, @event.ErrorStack, @event.ErrorHandled) { EventTypeId = @event.EventTypeId }
        : null;

    /// <summary>The objects that it touched, each once.</summary>
    [ListSize(3)]
    public static Loaded<IReadOnlyList<Entity>> GetEntities([Parent] Event @event, [Service] TouchedByEvent loader) =>
        loader.Load(new(@event.UserId, @event.Time, @event.Id)).Then(IReadOnlyList<Entity> (touched) =>
            [.. (touched ?? []).Select(touch => touch.Entity).DistinctBy(entity => entity.Id)]);

    /// <summary>The objects that it touched, each once for every role that it played.</summary>
    [ListSize(3)]
    public static Loaded<IReadOnlyList<EventEntity>> GetTouched([Parent] Event @event, [Service] TouchedByEvent loader) =>
        loader.Load(new(@event.UserId, @event.Time, @event.Id)).Then(touched => touched ?? []);

    /// <summary>Events of the same kind as this one, by anybody: the same event type, package, function and error. The latest first.</summary>
    [UseConnection(MaxPageSize = 1000)]
    public static Related<Event> GetEvents([Service] UsageDbContext db) => Related.Of(
        (Event e) => e.EventTypeId, keys => db.EventTypes.Where(type => keys.Contains(type.Id)), type => type.Id,
        type => db.Events.Where(e => e.EventTypeId == type.Id),
        type => db.UserActivity.Where(a => a.EventTypeId == type.Id).Sum(a => a.Kept));

    /// <summary>Who caused events of the same kind, the latest first.</summary>
    [UseConnection]
    public static Related<UserActivity> GetActivity([Service] UsageDbContext db) => Related.Of(
        (Event e) => e.EventTypeId, keys => db.EventTypes.Where(type => keys.Contains(type.Id)), type => type.Id,
        type => db.UserActivity.Where(a => a.EventTypeId == type.Id));

    /// <summary>
    /// The events of the same user and action, this one included, within an hour before and after it; the latest first. Empty without an
    /// action.
    /// </summary>
    [UseConnection]
    public static Related<Event> GetSameAction([Service] UsageDbContext db) => Related.Of(
        (Event e) => new EventIdentity(e.UserId, e.Time, e.Id),
        db.EventsWith,
        e => new EventIdentity(e.UserId, e.Time, e.Id),
        e => db.Events.Where(other => e.ActionId != null && other.UserId == e.UserId && other.ActionId == e.ActionId
            && other.Time >= e.Time.AddHours(-1) && other.Time <= e.Time.AddHours(1)));

    /// <summary>Finds an event by its key.</summary>
    [NodeResolver]
    public static Loaded<Event?> Resolve(string key, [Service] EventByKey loader) =>
        EventKey.TryParse(key, out var user, out var time, out var id) ? loader.Load(new(user, time, id)) : Loaded.From<Event?>(null);
}

/// <summary>The error that an event carries.</summary>
/// <param name="Message">What went wrong.</param>
/// <param name="Stack">Stack trace; null when unknown.</param>
/// <param name="Handled">Whether the program caught it; null when unknown.</param>
public sealed record EventError(string Message, string? Stack, bool? Handled)
{
    /// <summary>The kind of the event, which knows the signature.</summary>
    [GraphQLIgnore]
    public required int EventTypeId { get; init; }
}

/// <summary>What an event's error has in common with others.</summary>
[ExtendObjectType<EventError>]
public static class EventErrorNode
{
    /// <summary>The error that this is an occurrence of.</summary>
    public static Loaded<ErrorSignature> GetSignature([Parent] EventError error, [Service] EventTypeById loader) =>
        loader.Load(error.EventTypeId).Then(type => type!.Error!);
}

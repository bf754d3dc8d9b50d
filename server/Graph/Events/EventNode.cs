using Microsoft.EntityFrameworkCore;
using UsageAnalysis.Data;
using UsageAnalysis.Graph.Entities;
using UsageAnalysis.Graph.Users;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;

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
        loader.Load(@event.EventTypeId).Then(type => new EventName { Id = type!.EventNameId, Source = type.Source, Name = type.Name });

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
        @event.SessionId is { } session ? loader.Load((@event.UserId, session)) : Loaded.From<Session?>(null);

    /// <summary>Joins the events that one click caused; null without one.</summary>
    public static string? GetAction([Parent] Event @event) => @event.ActionId;

    /// <summary>How long it took, milliseconds; null when not timed.</summary>
    public static double? GetDurationMs([Parent] Event @event) => @event.DurationUs / 1000.0;

    /// <summary>The error that it carries; null without one.</summary>
    public static EventError? GetError([Parent] Event @event) => @event.ErrorMessage is { } message
        ? new EventError(message, @event.ErrorStack, @event.ErrorHandled)
        : null;

    /// <summary>The objects that it touched.</summary>
    [ListSize(3)]
    public static Loaded<IReadOnlyList<Entity>> GetEntities([Parent] Event @event, [Service] EntitiesByEvent loader) =>
        loader.Load((@event.UserId, @event.Time, @event.Id)).Then(entities => entities ?? []);

    /// <summary>Finds an event by its key.</summary>
    [NodeResolver]
    public static async Task<Event?> ResolveAsync(string key, [Service] UsageDbContext db, CancellationToken ct) =>
        EventKey.TryParse(key, out var user, out var time, out var id)
            ? await db.Events.AsNoTracking().FirstOrDefaultAsync(e => e.UserId == user && e.Time == time && e.Id == id, ct)
            : null;
}

/// <summary>The error that an event carries.</summary>
/// <param name="Message">What went wrong.</param>
/// <param name="Stack">Stack trace; null when unknown.</param>
/// <param name="Handled">Whether the program caught it; null when unknown.</param>
public sealed record EventError(string Message, string? Stack, bool? Handled);

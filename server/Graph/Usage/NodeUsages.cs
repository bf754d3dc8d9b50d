using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Usage;

/// <summary>The usage of a package.</summary>
[ExtendObjectType<Package>]
public static class PackageUsage
{
    /// <summary>Everything that is counted of the events that are attributed to this package.</summary>
    /// <param name="package">The package.</param>
    /// <param name="scope">The global filter, which must hold too; without it, the last 30 days.</param>
    /// <param name="scopes">Resolves scopes.</param>
    public static Loaded<ScopedUsage> GetUsage([Parent] Package package, UsageScopeInput? scope, [Service] UsageScopes scopes) =>
        scopes.Of(new(SubjectKind.Package, package.Id), scope);
}

/// <summary>The usage of a function.</summary>
[ExtendObjectType<Function>]
public static class FunctionUsage
{
    /// <summary>Everything that is counted of the events that ran this function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="scope">The global filter, which must hold too; without it, the last 30 days.</param>
    /// <param name="scopes">Resolves scopes.</param>
    public static Loaded<ScopedUsage> GetUsage([Parent] Function function, UsageScopeInput? scope, [Service] UsageScopes scopes) =>
        scopes.Of(new(SubjectKind.Function, function.Id), scope);
}

/// <summary>The usage of a user.</summary>
[ExtendObjectType<User>]
public static class UserUsage
{
    /// <summary>Everything that is counted of this user's events.</summary>
    /// <param name="user">The user.</param>
    /// <param name="scope">The global filter, which must hold too; without it, the last 30 days.</param>
    /// <param name="scopes">Resolves scopes.</param>
    public static Loaded<ScopedUsage> GetUsage([Parent] User user, UsageScopeInput? scope, [Service] UsageScopes scopes) =>
        scopes.Of(new(SubjectKind.User, user.Id), scope);
}

/// <summary>The usage of a group.</summary>
[ExtendObjectType<Group>]
public static class GroupUsage
{
    /// <summary>Everything that is counted of the events of users who are in this group now, directly or nested.</summary>
    /// <param name="group">The group.</param>
    /// <param name="scope">The global filter, which must hold too; without it, the last 30 days.</param>
    /// <param name="scopes">Resolves scopes.</param>
    public static Loaded<ScopedUsage> GetUsage([Parent] Group group, UsageScopeInput? scope, [Service] UsageScopes scopes) =>
        scopes.Of(new(SubjectKind.Group, group.Id), scope);
}

/// <summary>The usage of an event type.</summary>
[ExtendObjectType<EventName>]
public static class EventTypeUsage
{
    /// <summary>Everything that is counted of the events of this source and name.</summary>
    /// <param name="name">The event type.</param>
    /// <param name="scope">The global filter, which must hold too; without it, the last 30 days.</param>
    /// <param name="scopes">Resolves scopes.</param>
    public static Loaded<ScopedUsage> GetUsage([Parent] EventName name, UsageScopeInput? scope, [Service] UsageScopes scopes) =>
        scopes.Of(new(SubjectKind.EventType, name.Id), scope);
}

/// <summary>The usage of an entity.</summary>
[ExtendObjectType<Entity>]
public static class EntityUsage
{
    /// <summary>Everything that is counted of the events that touched this entity, in whatever role.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="scope">The global filter, which must hold too; without it, the last 30 days.</param>
    /// <param name="scopes">Resolves scopes.</param>
    public static Loaded<ScopedUsage> GetUsage([Parent] Entity entity, UsageScopeInput? scope, [Service] UsageScopes scopes) =>
        scopes.Of(new(SubjectKind.Entity, entity.Id), scope);
}

/// <summary>The usage of an error.</summary>
[ExtendObjectType<ErrorSignature>]
public static class ErrorUsage
{
    /// <summary>Everything that is counted of the events that carry an error of this signature.</summary>
    /// <param name="error">The error.</param>
    /// <param name="scope">The global filter, which must hold too; without it, the last 30 days.</param>
    /// <param name="scopes">Resolves scopes.</param>
    public static Loaded<ScopedUsage> GetUsage([Parent] ErrorSignature error, UsageScopeInput? scope, [Service] UsageScopes scopes) =>
        scopes.Of(new(SubjectKind.Error, error.Id), scope);
}

/// <summary>The usage of a session.</summary>
[ExtendObjectType<Session>]
public static class SessionUsage
{
    /// <summary>Everything that is counted of this session's events.</summary>
    /// <param name="session">The session.</param>
    /// <param name="scope">The global filter, which must hold too; without it, the last 30 days.</param>
    /// <param name="scopes">Resolves scopes.</param>
    public static Loaded<ScopedUsage> GetUsage([Parent] Session session, UsageScopeInput? scope, [Service] UsageScopes scopes) =>
        scopes.Of(new(SubjectKind.Session, session.UserId, session.Id), scope);
}

/// <summary>The usage of what an event is one of.</summary>
[ExtendObjectType<Event>]
public static class EventUsage
{
    /// <summary>Everything that is counted of events of this one's kind: the same source, name, package, function and error.</summary>
    /// <param name="event">The event.</param>
    /// <param name="scope">The global filter, which must hold too; without it, the last 30 days.</param>
    /// <param name="scopes">Resolves scopes.</param>
    public static Loaded<ScopedUsage> GetUsage([Parent] Event @event, UsageScopeInput? scope, [Service] UsageScopes scopes) =>
        scopes.Of(new(SubjectKind.EventKind, @event.EventTypeId), scope);
}

/// <summary>The usage of a parameter.</summary>
[ExtendObjectType<EventParameter>]
public static class ParameterUsage
{
    /// <summary>Everything that is counted of the events of this kind that carry the parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="scope">The global filter, which must hold too; without it, the last 30 days.</param>
    /// <param name="scopes">Resolves scopes.</param>
    public static Loaded<ScopedUsage> GetUsage([Parent] EventParameter parameter, UsageScopeInput? scope, [Service] UsageScopes scopes) =>
        scopes.Of(new(SubjectKind.Parameter, parameter.Id), scope);
}

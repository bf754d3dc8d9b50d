using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using UsageAnalysis.Analytics;
using UsageAnalysis.Data;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Usage;

/// <summary>The rows behind the numbers: the conditions of a scope and a node on single events.</summary>
static class ScopedEvents
{
    /// <summary>The events that are counted.</summary>
    public static IQueryable<Event> EventsIn(this UsageDbContext db, ScopedUsage usage)
    {
        var (from, to) = (usage.Scope.Range.From, usage.Scope.Range.To);
        var filter = usage.Scope.Filter;
        var rows = (usage.Subject is { } subject ? Of(subject, db) : db.Events).Where(e => e.Time >= from && e.Time < to);
        if (filter.Users is { } users)
        {
            rows = rows.Where(e => users.Contains(e.UserId));
        }
        if (filter.Groups is { } groups)
        {
            rows = rows.Where(e => db.GroupUsers.Any(member => groups.Contains(member.GroupId) && member.UserId == e.UserId));
        }
        if (filter.Sessions is { } sessions)
        {
            rows = rows.Where(e => e.SessionId != null && sessions.Contains(e.SessionId.Value));
        }
        if (filter.Entities is { } entities)
        {
            rows = rows.Where(e => db.EventEntities.Any(x =>
                entities.Contains(x.EntityId) && x.UserId == e.UserId && x.EventTime == e.Time && x.EventId == e.Id));
        }
        return Types(filter, db) is { } types ? rows.Where(e => types.Contains(e.EventTypeId)) : rows;
    }

    static IQueryable<Event> Of(UsageSubject subject, UsageDbContext db)
    {
        var (kind, id, session) = subject;
        return kind switch
        {
            SubjectKind.Package => OfTypes(type => type.PackageId == id),
            SubjectKind.Function => OfTypes(type => type.FunctionId == id),
            SubjectKind.EventType => OfTypes(type => type.EventNameId == id),
            SubjectKind.Error => OfTypes(type => type.ErrorId == id),
            SubjectKind.EventKind => db.Events.Where(e => e.EventTypeId == id),
            SubjectKind.User => db.Events.Where(e => e.UserId == id),
            SubjectKind.Group => db.Events.Where(e => db.GroupUsers.Any(member => member.GroupId == id && member.UserId == e.UserId)),
            SubjectKind.Session => db.Events.Where(e => e.UserId == id && e.SessionId == session),
            SubjectKind.Entity => db.Events.Where(e => db.EventEntities.Any(x =>
                x.EntityId == id && x.UserId == e.UserId && x.EventTime == e.Time && x.EventId == e.Id)),
            SubjectKind.Parameter => db.Events.FromSql(
                $"""
                select e.* from events e join event_parameters p on p.event_type_id = e.event_type_id
                where p.id = {id}
                  and jsonb_exists(e.parameters -> case p.direction when 'other' then 'other' else p.direction || 's' end, p.name)
                """),
            _ => throw new InvalidOperationException($"{kind} is no kind of subject."),
        };

        IQueryable<Event> OfTypes(Expression<Func<EventType, bool>> are)
        {
            var types = db.EventTypes.Where(are).Select(type => type.Id);
            return db.Events.Where(e => types.Contains(e.EventTypeId));
        }
    }

    // The ids of the event types that fit, or null where every type does.
    static IQueryable<int>? Types(ScopeFilter filter, UsageDbContext db)
    {
        IQueryable<EventType> types = db.EventTypes;
        if (filter.Packages is { } packages)
        {
            types = types.Where(type => packages.Contains(type.PackageId));
        }
        if (filter.Functions is { } functions)
        {
            types = types.Where(type => type.FunctionId != null && functions.Contains(type.FunctionId.Value));
        }
        if (filter.Tags is { } tags)
        {
            types = types.Where(type => type.Function!.Tags.Any(tag => tags.Contains(tag)));
        }
        if (filter.Sources is { } sources)
        {
            types = types.Where(type => sources.Contains(type.Source));
        }
        if (filter.EventTypes is { } names)
        {
            types = types.Where(type => names.Contains(type.EventNameId));
        }
        if (filter.Errors is { } errors)
        {
            types = types.Where(type => type.ErrorId != null && errors.Contains(type.ErrorId.Value));
        }
        return ReferenceEquals(types, db.EventTypes) ? null : types.Select(type => type.Id);
    }
}

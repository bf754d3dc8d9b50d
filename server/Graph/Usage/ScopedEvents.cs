using Microsoft.EntityFrameworkCore;
using UsageAnalysis.Analytics;
using UsageAnalysis.Data;

namespace UsageAnalysis.Graph.Usage;

/// <summary>The rows behind the numbers: the conditions of a scope on single events.</summary>
static class ScopedEvents
{
    /// <summary>The events that a scope counts.</summary>
    public static IQueryable<Event> In(this IQueryable<Event> events, UsageScope scope, UsageDbContext db)
    {
        var (from, to) = (scope.Range.From, scope.Range.To);
        var filter = scope.Filter;
        var rows = events.Where(e => e.Time >= from && e.Time < to);
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

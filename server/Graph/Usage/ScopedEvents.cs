using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using UsageAnalysis.Analytics;
using UsageAnalysis.Data;
using UsageAnalysis.Graph.Events;
using UsageAnalysis.GraphQL.Paging;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Usage;

/// <summary>The rows behind the numbers: the conditions of a scope on single events, and whose events they are.</summary>
/// <param name="usage">The scope, and one of the nodes of one kind that are asked for.</param>
/// <param name="db">Reads the rows.</param>
/// <param name="reader">Counts them.</param>
sealed class ScopedEvents(ScopedUsage usage, UsageDbContext db, UsageReader reader)
{
    /// <summary>The events that are counted, of many nodes of the same kind at once; of everything where there is no node.</summary>
    public Related<Event> Related()
    {
        var events = InScope();
        Expression<Func<EventType, IQueryable<Event>>> ofType = type => events.Where(e => e.EventTypeId == type.Id);
        return usage.Subject?.Kind switch
        {
            null => OfEverything(events),
            SubjectKind.Package => ById(db.Packages, package => package.Id, package => events.Where(e => e.EventType.PackageId == package.Id))
                .Through((Package package) => db.EventTypes.Where(type => type.PackageId == package.Id), type => type.Id, ofType),
            SubjectKind.Function => ById(
                db.Functions, function => function.Id, function => events.Where(e => e.EventType.FunctionId == function.Id))
                .Through((Function function) => db.EventTypes.Where(type => type.FunctionId == function.Id), type => type.Id, ofType),
            SubjectKind.EventType => ById(db.EventNames, name => name.Id, name => events.Where(e => e.EventType.EventNameId == name.Id))
                .Through((EventName name) => db.EventTypes.Where(type => type.EventNameId == name.Id), type => type.Id, ofType),
            SubjectKind.Error => ById(db.ErrorSignatures, error => error.Id, error => events.Where(e => e.EventType.ErrorId == error.Id))
                .Through((ErrorSignature error) => db.EventTypes.Where(type => type.ErrorId == error.Id), type => type.Id, ofType),
            SubjectKind.EventKind => ById(db.EventTypes, type => type.Id, type => events.Where(e => e.EventTypeId == type.Id)),
            SubjectKind.User => ById(db.Users, user => user.Id, user => events.Where(e => e.UserId == user.Id)),
            SubjectKind.Group => ById(db.Groups, group => group.Id,
                group => events.Where(e => db.GroupUsers.Any(member => member.GroupId == group.Id && member.UserId == e.UserId))),
            SubjectKind.Entity => ById(db.Entities, entity => entity.Id,
                entity => events.Where(e => e.Entities.Any(touch => touch.EntityId == entity.Id))),
            SubjectKind.Parameter => ById(db.EventParameters, parameter => parameter.Id, parameter => events.Where(e =>
                e.EventTypeId == parameter.EventTypeId && e.ParameterValues.Any(value => value.ParameterId == parameter.Id))),
            SubjectKind.Session => GraphQL.Paging.Related.Of(
                (ScopedUsage one) => new SessionIdentity((int)one.Subject!.Value.Id, one.Subject.Value.Session),
                db.SessionsWith,
                session => new SessionIdentity(session.UserId, session.Id),
                session => events.Where(e => e.UserId == session.UserId && e.SessionId == session.Id),
                (keys, ct) => CountAsync(keys, key => new(SubjectKind.Session, key.UserId, key.Id), ct)),
            var kind => throw new InvalidOperationException($"{kind} is no kind of subject."),
        };
    }

    // One row stands for everything.
    Related<Event> OfEverything(IQueryable<Event> events)
    {
        var related = GraphQL.Paging.Related.Of(
            (ScopedUsage _) => 1L, _ => db.Database.SqlQuery<long>($"""select 1::bigint as "Value" """), one => one, _ => events,
            async (_, ct) => new Dictionary<long, long> { [1] = (await TotalsAsync(null, ct))[0].Events });
        return Types(usage.Scope.Filter) is { } types
            ? related.Through((long _) => types, id => id, id => events.Where(e => e.EventTypeId == id))
            : related;
    }

    Related<Event> ById<TOwner>(
        IQueryable<TOwner> owners, Expression<Func<TOwner, long>> id, Expression<Func<TOwner, IQueryable<Event>>> events)
        where TOwner : class
    {
        var kind = usage.Subject!.Value.Kind;
        return GraphQL.Paging.Related.Of(
            (ScopedUsage one) => one.Subject!.Value.Id, keys => owners.WithKeys(id, keys), id, events,
            (keys, ct) => CountAsync(keys, key => new(kind, key), ct));
    }

    async Task<IReadOnlyDictionary<TKey, long>> CountAsync<TKey>(
        IReadOnlyList<TKey> keys, Func<TKey, UsageSubject> subject, CancellationToken ct)
        where TKey : notnull
    {
        var totals = await TotalsAsync([.. keys.Select(subject)], ct);
        return keys.Index().ToDictionary(key => key.Item, key => totals[key.Index].Events);
    }

    // Of the rows that are still there, as events that were dropped by age are not listed.
    async Task<MeasureValues[]> TotalsAsync(IReadOnlyList<UsageSubject>? subjects, CancellationToken ct)
    {
        var range = usage.Scope.Range;
        var kept = await reader.EventsSinceAsync(ct) is { } since && since > range.From ? range with { From = since } : range;
        return kept.From < kept.To
            ? await reader.TotalsAsync(kept, usage.Scope.Filter, MeasureSet.Events, subjects, ct)
            : new MeasureValues[subjects?.Count ?? 1];
    }

    IQueryable<Event> InScope()
    {
        var (from, to) = (usage.Scope.Range.From, usage.Scope.Range.To);
        var filter = usage.Scope.Filter;
        var rows = db.Events.Where(e => e.Time >= from && e.Time < to);
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
        return Types(filter) is { } types ? rows.Where(e => types.Contains(e.EventTypeId)) : rows;
    }

    // The ids of the event types that fit, or null where every type does.
    IQueryable<int>? Types(ScopeFilter filter)
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

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using UsageAnalysis.Analytics;
using UsageAnalysis.Data;
using UsageAnalysis.Graph.Events;
using UsageAnalysis.GraphQL.Paging;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Usage;

/// <summary>The rows behind the numbers: those that fulfil the conditions of a scope, and whose events they are.</summary>
/// <param name="usage">The scope, and one of the nodes of one kind that are asked for.</param>
/// <param name="row">What a row shows of its event.</param>
/// <param name="db">Reads the rows.</param>
/// <param name="reader">Counts them.</param>
sealed class ScopedEvents<T>(ScopedUsage usage, Expression<Func<Event, T>> row, UsageDbContext db, UsageReader reader)
    where T : class
{
    readonly EventConditions conditions = new(usage.Scope, db);

    /// <summary>The events that are counted, of many nodes of the same kind at once; of everything where there is no node.</summary>
    public Related<T> Related()
    {
        var events = conditions.Events();
        var ofType = Rows((EventType type) => events.Where(e => e.EventTypeId == type.Id));
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
                Rows((Session session) => events.Where(e => e.UserId == session.UserId && e.SessionId == session.Id)),
                (keys, ct) => CountAsync(keys, key => new(SubjectKind.Session, key.UserId, key.Id), ct)),
            var kind => throw new InvalidOperationException($"{kind} is no kind of subject."),
        };
    }

    // One row stands for everything.
    Related<T> OfEverything(IQueryable<Event> events)
    {
        var related = GraphQL.Paging.Related.Of(
            (ScopedUsage _) => 1L, _ => db.Database.SqlQuery<long>($"""select 1::bigint as "Value" """), one => one, Rows((long _) => events),
            async (_, ct) => new Dictionary<long, long> { [1] = (await TotalsAsync(null, ct))[0].Events });
        return conditions.Types() is { } types
            ? related.Through((long _) => types, id => id, Rows((int id) => events.Where(e => e.EventTypeId == id)))
            : related;
    }

    Related<T> ById<TOwner>(
        IQueryable<TOwner> owners, Expression<Func<TOwner, long>> id, Expression<Func<TOwner, IQueryable<Event>>> events)
        where TOwner : class
    {
        var kind = usage.Subject!.Value.Kind;
        return GraphQL.Paging.Related.Of(
            (ScopedUsage one) => one.Subject!.Value.Id, keys => owners.WithKeys(id, keys), id, Rows(events),
            (keys, ct) => CountAsync(keys, key => new(kind, key), ct));
    }

    async Task<IReadOnlyDictionary<TKey, long>> CountAsync<TKey>(
        IReadOnlyList<TKey> keys, Func<TKey, UsageSubject> subject, CancellationToken ct)
        where TKey : notnull
    {
        var totals = await TotalsAsync([.. keys.Select(subject)], ct);
        return keys.Index().ToDictionary(key => key.Item, key => totals[key.Index].Events);
    }

    Expression<Func<TOwner, IQueryable<T>>> Rows<TOwner>(Expression<Func<TOwner, IQueryable<Event>>> events) =>
        Expression.Lambda<Func<TOwner, IQueryable<T>>>(
            Expression.Call(typeof(Queryable), nameof(Queryable.Select), [typeof(Event), typeof(T)], events.Body, Expression.Quote(row)),
            events.Parameters);

    // Of the rows that are still there, as events that were dropped by age are not listed.
    async Task<MeasureValues[]> TotalsAsync(IReadOnlyList<UsageSubject>? subjects, CancellationToken ct)
    {
        var range = usage.Scope.Range;
        var kept = await reader.EventsSinceAsync(ct) is { } since && since > range.From ? range with { From = since } : range;
        return kept.From < kept.To
            ? await reader.TotalsAsync(kept, usage.Scope.Filter, MeasureSet.Events, subjects, ct)
            : new MeasureValues[subjects?.Count ?? 1];
    }
}

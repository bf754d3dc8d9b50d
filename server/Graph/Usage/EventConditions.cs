using System.Linq.Expressions;
using UsageAnalysis.Analytics;
using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Filters;

namespace UsageAnalysis.Graph.Usage;

/// <summary>The conditions of a scope on single events.</summary>
/// <param name="scope">The scope.</param>
/// <param name="db">Where the events are.</param>
sealed class EventConditions(UsageScope scope, UsageDbContext db)
{
    /// <summary>The events that fulfil all of them.</summary>
    public IQueryable<Event> Events()
    {
        var (from, to) = scope.Filter.Narrowed(scope.Range);
        return Of(scope.Filter).Aggregate(db.Events.Where(e => e.Time >= from && e.Time < to), (rows, condition) => rows.Where(condition));
    }

    /// <summary>The ids of the event types that such events can have; null where every type can be.</summary>
    public IQueryable<int>? Types()
    {
        var own = OfTypes(scope.Filter).ToList();
        var picked = (scope.Filter.Selection ?? []).Select(box => OfTypes(box.Filter).ToArray()).ToArray();
        if (picked is not [] && picked.All(types => types is not []))
        {
            own.Add(Any(picked.Select(All)));
        }
        return Where(own);
    }

    IQueryable<int>? Where(IReadOnlyList<Expression<Func<EventType, bool>>> conditions) => conditions is []
        ? null
        : conditions.Aggregate((IQueryable<EventType>)db.EventTypes, (types, condition) => types.Where(condition)).Select(type => type.Id);

    IEnumerable<Expression<Func<Event, bool>>> Of(ScopeFilter filter)
    {
        if (filter.Users is { } users)
        {
            yield return e => users.Contains(e.UserId);
        }
        if (filter.Anonymous is { } anonymous)
        {
            yield return anonymous ? e => e.UserId == User.Nobody : e => e.UserId != User.Nobody;
        }
        if (filter.Groups is { } groups)
        {
            yield return e => db.GroupUsers.Any(member => groups.Contains(member.GroupId) && member.UserId == e.UserId);
        }
        foreach (var group in filter.EachGroup ?? [])
        {
            yield return e => db.GroupUsers.Any(member => member.GroupId == group && member.UserId == e.UserId);
        }
        if (filter.Sessions is { } sessions)
        {
            yield return e => e.SessionId != null && sessions.Contains(e.SessionId.Value);
        }
        if (filter.Entities is { } entities)
        {
            yield return e => db.EventEntities.Any(x =>
                entities.Contains(x.EntityId) && x.UserId == e.UserId && x.EventTime == e.Time && x.EventId == e.Id);
        }
        if (Where([.. OfTypes(filter)]) is { } types)
        {
            yield return e => types.Contains(e.EventTypeId);
        }
        if (filter.Selection is { } boxes)
        {
            yield return Any(boxes.Select(box => All(Times(box).Concat(Of(box.Filter)))));
        }
    }

    static IEnumerable<Expression<Func<Event, bool>>> Times(ScopeBox box)
    {
        if (box.From is { } from) yield return e => e.Time >= from;
        if (box.To is { } to) yield return e => e.Time < to;
    }

    static IEnumerable<Expression<Func<EventType, bool>>> OfTypes(ScopeFilter filter)
    {
        if (filter.Packages is { } packages)
        {
            yield return type => packages.Contains(type.PackageId);
        }
        if (filter.Categories is { } categories)
        {
            yield return type => type.Package.Category != null && categories.Contains(type.Package.Category);
        }
        if (filter.Functions is { } functions)
        {
            yield return type => type.FunctionId != null && functions.Contains(type.FunctionId.Value);
        }
        if (filter.Runs is { } runs)
        {
            yield return runs ? type => type.FunctionId != null : type => type.FunctionId == null;
        }
        if (filter.Tags is { } tags)
        {
            yield return type => type.Function!.Tags.Any(tag => tags.Contains(tag));
        }
        if (filter.Sources is { } sources)
        {
            yield return type => sources.Contains(type.Source);
        }
        if (filter.EventTypes is { } names)
        {
            yield return type => names.Contains(type.EventNameId);
        }
        if (filter.Errors is { } errors)
        {
            yield return type => type.ErrorId != null && errors.Contains(type.ErrorId.Value);
        }
    }

    static Expression<Func<T, bool>> All<T>(IEnumerable<Expression<Func<T, bool>>> conditions) => Joined(conditions, Expression.AndAlso);

    static Expression<Func<T, bool>> Any<T>(IEnumerable<Expression<Func<T, bool>>> conditions) => Joined(conditions, Expression.OrElse);

    static Expression<Func<T, bool>> Joined<T>(
        IEnumerable<Expression<Func<T, bool>>> conditions, Func<Expression, Expression, Expression> join) =>
        conditions.Aggregate((left, right) =>
            Expression.Lambda<Func<T, bool>>(join(left.Body, ParameterSwap.Apply(right, left.Parameters[0])), left.Parameters));
}

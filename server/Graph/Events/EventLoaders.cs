using Microsoft.EntityFrameworkCore;
using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Loading;

namespace UsageAnalysis.Graph.Events;

/// <summary>Kinds of events by id, with their package and function.</summary>
public sealed class EventTypeById(UsageDbContext db) : BatchLoader<int, EventType>
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<int, EventType>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken) =>
        await db.EventTypes.AsNoTracking().Include(type => type.Package).Include(type => type.Function)
            .Where(type => keys.Contains(type.Id)).ToDictionaryAsync(type => type.Id, cancellationToken);
}

/// <summary>Sources and names of events by id.</summary>
public sealed class EventNameById(UsageDbContext db) : BatchLoader<int, EventName>
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<int, EventName>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken) =>
        await db.EventNames.AsNoTracking().Where(name => keys.Contains(name.Id)).ToDictionaryAsync(name => name.Id, cancellationToken);
}

/// <summary>Sessions by user and session id.</summary>
public sealed class SessionByKey(UsageDbContext db) : BatchLoader<(int UserId, Guid Id), Session>
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<(int UserId, Guid Id), Session>> LoadAsync(
        IReadOnlyList<(int UserId, Guid Id)> keys, CancellationToken cancellationToken)
    {
        var users = keys.Select(key => key.UserId).ToArray();
        var ids = keys.Select(key => key.Id).ToArray();
        return await db.Sessions
            .FromSql($"select s.* from unnest({users}, {ids}) as k (user_id, id) join sessions s on s.user_id = k.user_id and s.id = k.id")
            .AsNoTracking()
            .ToDictionaryAsync(session => (session.UserId, session.Id), cancellationToken);
    }
}

using Microsoft.EntityFrameworkCore;
using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Loading;

namespace UsageAnalysis.Graph.Entities;

/// <summary>Entities by id.</summary>
public sealed class EntityById(UsageDbContext db) : BatchLoader<long, Entity>
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<long, Entity>> LoadAsync(IReadOnlyList<long> keys, CancellationToken cancellationToken) =>
        await db.Entities.AsNoTracking().Where(entity => keys.Contains(entity.Id)).ToDictionaryAsync(entity => entity.Id, cancellationToken);
}

/// <summary>What an event touched, by the event's key: one row for each entity and role.</summary>
public sealed class TouchedByEvent(UsageDbContext db) : BatchLoader<EventIdentity, IReadOnlyList<EventEntity>>
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<EventIdentity, IReadOnlyList<EventEntity>>> LoadAsync(
        IReadOnlyList<EventIdentity> keys, CancellationToken cancellationToken)
    {
        var users = keys.Select(key => key.UserId).ToArray();
        var times = keys.Select(key => key.Time).ToArray();
        var ids = keys.Select(key => key.Id).ToArray();
        var touches = await db.EventEntities
            .FromSql(
                $"""
                select x.* from unnest({users}, {times}, {ids}) as k (user_id, event_time, event_id)
                join event_entities x on x.user_id = k.user_id and x.event_time = k.event_time and x.event_id = k.event_id
                """)
            .AsNoTracking()
            .Include(touch => touch.Entity)
            .OrderBy(touch => touch.Entity.Name)
            .ThenBy(touch => touch.EntityId)
            .ThenBy(touch => touch.Role)
            .ToListAsync(cancellationToken);
        return touches
            .GroupBy(touch => new EventIdentity(touch.UserId, touch.EventTime, touch.EventId))
            .ToDictionary(g => g.Key, IReadOnlyList<EventEntity> (g) => [.. g]);
    }
}

using Microsoft.EntityFrameworkCore;
using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.Graph.Entities;

/// <summary>An object that actions touch: a file, table, query, project, ….</summary>
[ObjectType<Entity>("Entity", Node = true)]
[Expose(nameof(Entity.Type), nameof(Entity.Key), nameof(Entity.Name))]
public static class EntityNode
{
    /// <summary>Finds an entity by its key.</summary>
    [NodeResolver]
    public static Task<Entity?> ResolveAsync(long key, [Service] UsageDbContext db, CancellationToken ct) =>
        db.Entities.AsNoTracking().FirstOrDefaultAsync(entity => entity.Id == key, ct);
}

using Microsoft.EntityFrameworkCore;
using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.Graph.Events;

/// <summary>What happens, as people name it: a source and a name within it.</summary>
[ObjectType<EventName>("EventType", Node = true)]
[Expose(nameof(EventName.Source), nameof(EventName.Name))]
public static class EventTypeNode
{
    /// <summary>Finds an event type by its key.</summary>
    [NodeResolver]
    public static Task<EventName?> ResolveAsync(int key, [Service] UsageDbContext db, CancellationToken ct) =>
        db.EventNames.AsNoTracking().FirstOrDefaultAsync(name => name.Id == key, ct);
}

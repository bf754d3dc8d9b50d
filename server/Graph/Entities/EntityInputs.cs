using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Filters;

namespace UsageAnalysis.Graph.Entities;

/// <summary>What entities can be filtered by.</summary>
public sealed class EntityFilter : FilterInputType<Entity>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Id("id", entity => entity.Id, "Entity");
        Field(entity => entity.Type);
        Field(entity => entity.Key);
        Field(entity => entity.Name);
    }
}

/// <summary>What the touching of an entity can be filtered by.</summary>
public sealed class EventEntityFilter : FilterInputType<EventEntity>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Field(touch => touch.Role);
        One<Entity, EntityFilter>(touch => touch.Entity);
    }
}
